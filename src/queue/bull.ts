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
import { tellTrouble } from './queue-trouble.ts';
import { step } from '../step.ts';
import {
  ATTEMPTS,
  OWN_QUEUES,
  RETRY_DELAY,
  type AnyOutcome,
  type FinishedJob,
  type FinishedListener,
  type Handler,
  type JobQueue,
  type JobTypes,
  type QueueDepth,
  type QueueName,
  type QueueWorker,
} from './queues.ts';
import { storable, storableError } from './storable.ts';

/** Queues and workers on BullMQ, whatever it runs on. */
export interface BullBase {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  /** Of the queues that only this installation's coordinator works on. */
  readonly ownPrefix: string;
  readonly backend: BackendFactory;
  /** How long a worker that died, or does not know that it was given a job, keeps it. */
  readonly lock: number;
  readonly log: Log;
  /** True where an error is of a kind that the engine tells of itself, once for all queues. */
  readonly isKnown: (error: unknown) => boolean;
  /** Whether workers are to take no more jobs for now, and news of that. */
  readonly paused: () => boolean;
  readonly onPaused: (listener: (paused: boolean) => void) => void;
  /** What became of own jobs in this process, by job id, until they are removed. */
  readonly done: Map<string, Promise<AnyOutcome>>;
}

/** Events carry outcomes, too, so only a few are kept; the finished jobs themselves are the truth. */
const EVENTS_KEPT = 100;
const BULK = 8;
const CLOSE_LIMIT = 4_000;

type AnyJob = Job<unknown, unknown>;

export interface BullQueue<N extends QueueName> extends JobQueue<N> {
  close(): Promise<void>;
}

const prefixOf = (base: BullBase, name: QueueName): string => (OWN_QUEUES.has(name) ? base.ownPrefix : base.prefix);

export function bullQueue<N extends QueueName>(base: BullBase, name: N, onRemoved: () => void): BullQueue<N> {
  const queue = new Queue(
    name,
    {
      connection: base.connection,
      prefix: prefixOf(base, name),
      skipVersionCheck: true,
      streams: { events: { maxLen: EVENTS_KEPT } },
      defaultJobOptions: { attempts: ATTEMPTS, backoff: { type: 'exponential', delay: RETRY_DELAY } },
    },
    base.backend,
  );
  queue.on('error', (error) => tellTrouble(base, name, error));
  return {
    name,
    add: async (jobs) => {
      const all = jobs.map(({ id, job, delay, first }) => ({
        name,
        data: storable(job),
        opts: { jobId: id, ...(delay ? { delay } : {}), ...(first ? { lifo: true } : {}) },
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
      base.done.delete(id);
      onRemoved();
    },
    holds: async (ids) => {
      const states = await Promise.all(ids.map(async (id) => [id, await queue.getJobState(id)] as const));
      return new Set(states.filter(([, state]) => state !== 'unknown').map(([id]) => id));
    },
    depth: (except = []) => depthOf(queue, except),
    hasten: () => queue.promoteJobs(),
    wipe: () => queue.obliterate({ force: true }),
    close: () => queue.close(),
  };
}

async function depthOf(
  queue: Pick<Queue, 'getJobCounts' | 'getJobState'>,
  except: readonly string[],
): Promise<QueueDepth> {
  const [counts, ...states] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed'),
    ...except.map((id) => queue.getJobState(id)),
  ]);
  const of = (state: string): number =>
    Math.max(0, (counts[state] ?? 0) - states.filter((other) => other === state).length);
  return {
    waiting: of('waiting'),
    active: of('active'),
    delayed: of('delayed'),
    finished: of('completed') + of('failed'),
  };
}

function finishedJob<N extends QueueName>(job: AnyJob): FinishedJob<JobTypes[N]['outcome']> {
  const id = String(job.id);
  if (job.failedReason !== undefined && job.returnvalue == null) return { id, failed: job.failedReason };
  return { id, outcome: job.returnvalue as JobTypes[N]['outcome'] };
}

/** Tells of jobs as they finish. */
export function bullEvents(base: BullBase, name: QueueName, told: FinishedListener): { close(): Promise<void> } {
  const events = new QueueEvents(
    name,
    { connection: base.connection, prefix: prefixOf(base, name), skipVersionCheck: true },
    base.backend,
  );
  events.on('error', (error) => tellTrouble(base, name, error));
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
  const run: RunsById<N> = OWN_QUEUES.has(name) ? onlyOnce(base.done, handler) : handler;
  const { lock } = base;
  const worker = new Worker(
    name,
    async (job: AnyJob, token?: string, signal?: AbortSignal) => {
      const ended = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
      try {
        step('job begun');
        const outcome = storable(await run(job.data as JobTypes[N]['job'], ended, String(job.id)));
        step('outcome returned');
        return outcome;
      } catch (error) {
        if (!stop.signal.aborted) throw storableError(error);
        // Shutting down: the job goes back as it was, without an attempt used up.
        await job.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
    },
    {
      connection: base.connection,
      prefix: prefixOf(base, name),
      skipVersionCheck: true,
      concurrency,
      autorun: false,
      runRetryDelay: 1_000,
      maxStalledCount: 5,
      lockDuration: lock,
      lockRenewTime: lock / 3,
      stalledInterval: lock / 3,
    },
    base.backend,
  );
  worker.on('error', (error) => tellTrouble(base, name, error));
  worker.on('completed', ({ id }, outcome) => told?.(name, { id: String(id), outcome }));
  pauseInTrouble(base, name, worker);
  return {
    async close() {
      stop.abort(new DOMException('newswatch is shutting down', 'AbortError'));
      const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LIMIT).unref());
      // What cannot be handed back now is given to another worker once its lock has run out.
      await Promise.race([worker.close(base.paused()), limit]);
    },
  };
}

/** A worker that cannot say what it has done takes no more jobs, and asks for none in vain every second. */
function pauseInTrouble(
  base: BullBase,
  name: QueueName,
  worker: Pick<Worker, 'run' | 'pause' | 'resume' | 'closing'>,
): void {
  const start = (): void => void worker.run().catch((error: Error) => tellTrouble(base, name, error));
  if (!base.paused()) start();
  base.onPaused((paused) => {
    if (worker.closing !== undefined) return;
    void (paused ? worker.pause(true) : worker.resume());
  });
}

type RunsById<N extends QueueName> = (
  job: JobTypes[N]['job'],
  signal: AbortSignal,
  id: string,
) => Promise<JobTypes[N]['outcome']>;

/**
 * Queues may lose a job whose work is being done, or was done a moment ago, and be given it again. What would be done
 * twice in this process then (an alert sent) is done once, and its outcome told again.
 */
function onlyOnce<N extends QueueName>(done: BullBase['done'], handler: Handler<N>): RunsById<N> {
  return (job, signal, id) => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const outcome = handler(job, signal);
    done.set(id, outcome);
    outcome.catch(() => done.delete(id));
    return outcome;
  };
}
