import {
  DelayedError,
  Queue,
  QueueEvents,
  Worker,
  type BackendFactory,
  type ConnectionOptions,
  type Job,
} from 'bullmq';
import type { Log } from '../log.ts';
import { messageOf } from '../errors.ts';
import { step } from '../step.ts';
import {
  ATTEMPTS,
  RETRY_DELAY,
  type AnyOutcome,
  type FinishedJob,
  type FinishedListener,
  type Handler,
  type JobQueue,
  type JobTypes,
  type QueueName,
  type QueueWorker,
} from './queues.ts';

/** Queues and workers on BullMQ, whatever it runs on. */
export interface BullBase {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly backend: BackendFactory;
  /** How long a worker that died keeps its jobs; null where workers and queue live and die together. */
  readonly lock: number | null;
  readonly log: Log;
}

/** Worked on where the coordinator runs, and nowhere else. */
const OWN_QUEUES: ReadonlySet<QueueName> = new Set(['own-poll', 'deliver']);
const LONG_LOCK = 3_600_000;
/** Events carry outcomes, too, so only a few are kept; the finished jobs themselves are the truth. */
const EVENTS_KEPT = 100;
const BULK = 8;
const CLOSE_LIMIT = 4_000;

type AnyJob = Job<unknown, unknown>;

export interface BullQueue<N extends QueueName> extends JobQueue<N> {
  close(): Promise<void>;
}

export function bullQueue<N extends QueueName>(base: BullBase, name: N, onRemoved: () => void): BullQueue<N> {
  const queue = new Queue(
    name,
    {
      connection: base.connection,
      prefix: base.prefix,
      streams: { events: { maxLen: EVENTS_KEPT } },
      defaultJobOptions: { attempts: ATTEMPTS, backoff: { type: 'exponential', delay: RETRY_DELAY } },
    },
    base.backend,
  );
  queue.on('error', (error) => tellTrouble(base.log, name, error));
  return {
    name,
    add: async (jobs) => {
      const all = jobs.map(({ id, job, delay }) => ({
        name,
        data: job,
        opts: { jobId: id, ...(delay ? { delay } : {}) },
      }));
      // On PostgreSQL the bulk call makes tables of its own, which only pays for many jobs.
      if (all.length >= BULK) await queue.addBulk(all);
      else for (const one of all) await queue.add(one.name, one.data, one.opts);
    },
    finished: async (limit) => {
      const jobs = (await queue.getJobs(['completed', 'failed'], 0, limit - 1, true)) as AnyJob[];
      return jobs.filter((job) => job?.id !== undefined).map((job) => finishedJob<N>(job));
    },
    remove: async (id) => {
      await queue.remove(id);
      onRemoved();
    },
    holds: async (ids) => {
      const states = await Promise.all(ids.map(async (id) => [id, await queue.getJobState(id)] as const));
      return new Set(states.filter(([, state]) => state !== 'unknown').map(([id]) => id));
    },
    depth: async () => {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed');
      const of = (state: string): number => counts[state] ?? 0;
      return {
        waiting: of('waiting'),
        active: of('active'),
        delayed: of('delayed'),
        finished: of('completed') + of('failed'),
      };
    },
    wipe: () => queue.obliterate({ force: true }),
    close: () => queue.close(),
  };
}

const CONNECTION = /\b(?:ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+)\b|^connection is closed/i;

/** Every queue and worker has connections of its own; that Redis is away, the engine tells once for them all. */
function tellTrouble(log: Log, queue: QueueName, error: Error): void {
  const err = messageOf(error);
  log[CONNECTION.test(err) ? 'debug' : 'warn']({ queue, err }, `trouble with the queue ${queue}: ${err}`);
}

function finishedJob<N extends QueueName>(job: AnyJob): FinishedJob<JobTypes[N]['outcome']> {
  const id = String(job.id);
  if (job.failedReason !== undefined && job.returnvalue == null) return { id, failed: job.failedReason };
  return { id, outcome: job.returnvalue as JobTypes[N]['outcome'] };
}

/** Tells of jobs as they finish. */
export function bullEvents(base: BullBase, name: QueueName, told: FinishedListener): { close(): Promise<void> } {
  const events = new QueueEvents(name, { connection: base.connection, prefix: base.prefix }, base.backend);
  events.on('error', (error) => tellTrouble(base.log, name, error));
  events.on('completed', ({ jobId, returnvalue }) =>
    told(name, { id: jobId, outcome: returnvalue as unknown as AnyOutcome }),
  );
  events.on('failed', ({ jobId, failedReason }) => told(name, { id: jobId, failed: failedReason }));
  return events;
}

export function bullWorker<N extends QueueName>(
  base: BullBase,
  name: N,
  handler: Handler<N>,
  concurrency: number,
  told?: FinishedListener,
): QueueWorker {
  const stop = new AbortController();
  // Some workers live and die with the coordinator, whose start empties the queues: their jobs need no short lock.
  const lock = OWN_QUEUES.has(name) ? null : base.lock;
  const worker = new Worker(
    name,
    async (job: AnyJob, token?: string, signal?: AbortSignal) => {
      const ended = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
      try {
        step('job begun');
        const outcome = await handler(job.data as JobTypes[N]['job'], ended);
        step('outcome returned');
        return outcome;
      } catch (error) {
        if (!stop.signal.aborted) throw error;
        // Shutting down: the job goes back as it was, without an attempt used up.
        await job.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
    },
    {
      connection: base.connection,
      prefix: base.prefix,
      concurrency,
      runRetryDelay: 1_000,
      maxStalledCount: 5,
      ...(lock === null
        ? { lockDuration: LONG_LOCK, skipStalledCheck: true, skipLockRenewal: true }
        : { lockDuration: lock, lockRenewTime: lock / 3, stalledInterval: lock / 3 }),
    },
    base.backend,
  );
  worker.on('error', (error) => tellTrouble(base.log, name, error));
  worker.on('completed', ({ id }, outcome) => told?.(name, { id: String(id), outcome }));
  return {
    async close() {
      stop.abort(new DOMException('newswatch is shutting down', 'AbortError'));
      const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LIMIT).unref());
      await Promise.race([worker.close(), limit]);
    },
  };
}
