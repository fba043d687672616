import type { ArticleJob, ArticleOutcome, DeliverJob, DeliverOutcome, PollJob, PollOutcome } from '../model/jobs.ts';

/**
 * The queues. `own-poll` takes polls of feeds with credentials, which are done where the coordinator runs: secrets never
 * travel in jobs. A finished job keeps its outcome until the coordinator has recorded it and removed the job.
 */
export interface JobTypes {
  readonly poll: { readonly job: PollJob; readonly outcome: PollOutcome };
  readonly 'own-poll': { readonly job: PollJob; readonly outcome: PollOutcome };
  readonly article: { readonly job: ArticleJob; readonly outcome: ArticleOutcome };
  readonly deliver: { readonly job: DeliverJob; readonly outcome: DeliverOutcome };
}

export type QueueName = keyof JobTypes;
export const QUEUE_NAMES: readonly QueueName[] = ['poll', 'own-poll', 'article', 'deliver'];
/** Worked on where the coordinator runs, and nowhere else. */
export const OWN_QUEUES: ReadonlySet<QueueName> = new Set(['own-poll', 'deliver']);

/** Jobs that throw something unforeseen are tried this often before the coordinator is told. */
export const ATTEMPTS = 3;
export const RETRY_DELAY = 500;

/** A job at its end: with the outcome that the worker returned, or the reason why it failed on every attempt. */
export type FinishedJob<O> =
  { readonly id: string; readonly outcome: O } | { readonly id: string; readonly failed: string };

export type AnyOutcome = JobTypes[QueueName]['outcome'];

export type FinishedListener = (queue: QueueName, job: FinishedJob<AnyOutcome>) => void;

export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly finished: number;
}

/** One queue as the coordinator sees it. */
export interface JobQueue<N extends QueueName> {
  readonly name: N;
  /**
   * Adds jobs, each startable after `delay` milliseconds, or with `first` before all that wait. A job whose id is in the
   * queue already is not added again.
   */
  add(jobs: readonly { id: string; job: JobTypes[N]['job']; delay?: number; first?: boolean }[]): Promise<void>;
  /** The oldest finished jobs. */
  finished(limit: number): Promise<FinishedJob<JobTypes[N]['outcome']>[]>;
  remove(id: string): Promise<void>;
  /** Which of these jobs the queue still holds, in whatever state. */
  holds(ids: readonly string[]): Promise<Set<string>>;
  /** Without those of `except` that it holds. */
  depth(except?: readonly string[]): Promise<QueueDepth>;
  /** Lets every job start now that was to wait. */
  hasten(): Promise<void>;
  /** Empties the queue, jobs in work included. */
  wipe(): Promise<void>;
}

/** What a worker does with a job. The signal fires when the process shuts down: stop, and throw what it carries. */
export type Handler<N extends QueueName> = (
  job: JobTypes[N]['job'],
  signal: AbortSignal,
) => Promise<JobTypes[N]['outcome']>;

/** A running worker. */
export interface QueueWorker {
  /** Aborts what is in flight, hands it back to the queue, and stops. */
  close(): Promise<void>;
}
