import { NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { RuleSet } from '../model/topic.ts';
import type { HostGate } from './host-gate.ts';
import type { FinishedListener, Handler, JobQueue, QueueName, QueueWorker } from './queues.ts';

/** The machinery under the queues: BullMQ on the embedded PostgreSQL, or on Redis. One code path above this line. */
export interface Engine {
  readonly kind: 'embedded' | 'redis';
  /**
   * Waits until the queues can be used and, for a coordinator, the installation is its own. With `once`, trouble that
   * somebody has to see to (a wrong password) is thrown; otherwise it is logged and waited for like any other.
   * @throws NewswatchError `redis-taken`, `redis-version`; the signal's reason if it fires
   */
  usable(options: { readonly once: boolean; readonly signal?: AbortSignal }): Promise<void>;
  /** One line on what keeps the queues from being used, as far as is known; null where nothing does. Then all calls fail. */
  trouble(): string | null;
  /** What is unwise about how the queues are kept: one line each. */
  warnings(): string[];
  queue<N extends QueueName>(name: N): JobQueue<N>;
  work<N extends QueueName>(name: N, handler: Handler<N>, concurrency: number): QueueWorker;
  /** Calls back with jobs as they finish. Some may be told twice or not at all: {@link JobQueue.finished} is the truth. */
  onFinished(listener: FinishedListener): void;
  readonly gate: HostGate;
  /** Where workers get the rules from, by revision. */
  readonly rules: RuleStore;
  /** Tries whether the queues can be used. @throws NewswatchError what is wrong, within a few seconds */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A call that failed because the queues are in trouble, which the engine tells of: it is done again when they are not. */
export const isQueueTrouble = (error: unknown): boolean =>
  error instanceof NewswatchError && error.code.startsWith('redis-');

export interface RuleStore {
  publish(set: RuleSet): Promise<void>;
  /** Undefined where the revision is unknown: the coordinator has gone on to a newer one. */
  get(revision: string): Promise<RuleSet | undefined>;
}

export interface EngineOptions {
  /** Folder of the embedded queue's database. */
  readonly folder: string;
  readonly redisUrl: string | undefined;
  readonly redisPrefix: string;
  /** Only a coordinator claims the installation; a second one is refused. */
  readonly role: 'coordinator' | 'worker';
  readonly installation: string;
  readonly perHost: { readonly concurrency: number; readonly delay: number };
  readonly log: Log;
}
