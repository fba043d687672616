import type { Log } from '../log.ts';
import type { RuleSet } from '../model/topic.ts';
import type { HostGate } from './host-gate.ts';
import type { FinishedListener, Handler, JobQueue, QueueName, QueueWorker } from './queues.ts';

/** The machinery under the queues: BullMQ on the embedded PostgreSQL, or on Redis. One code path above this line. */
export interface Engine {
  readonly kind: 'embedded' | 'redis';
  queue<N extends QueueName>(name: N): JobQueue<N>;
  work<N extends QueueName>(name: N, handler: Handler<N>, concurrency: number): QueueWorker;
  /** Calls back with jobs as they finish. Some may be told twice or not at all: {@link JobQueue.finished} is the truth. */
  onFinished(listener: FinishedListener): void;
  readonly gate: HostGate;
  /** Where workers get the rules from, by revision. */
  readonly rules: RuleStore;
  /** Throws if the engine cannot be used now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

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
  /** Ends the wait for a Redis that is not there. */
  readonly signal?: AbortSignal;
}
