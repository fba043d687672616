import { messageOf } from '../errors.ts';
import type { ArticleOutcome, DeliverOutcome, PollOutcome } from '../model/jobs.ts';
import { QUEUE_NAMES, type AnyOutcome, type FinishedJob, type QueueName } from '../queue/queues.ts';
import { step } from '../step.ts';
import type { Parts } from './parts.ts';
import type { Planner, Underway } from './planner.ts';
import { recordArticle } from './record-article.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordPoll } from './record-poll.ts';

/**
 * Takes finished jobs one after the other: records the outcome, then acknowledges by removing the job. A crash in between
 * repeats a step that is harmless to repeat. A job that is not under way here is of an earlier life, and only removed.
 */
export interface Inbox {
  /** Takes what it was told of; with `sweep` also what it was not told of. Concurrent calls share one run. */
  drain(sweep: boolean): Promise<void>;
}

const BATCH = 50;

interface Letter {
  readonly queue: QueueName;
  readonly job: FinishedJob<AnyOutcome>;
}

export function openInbox(parts: Parts, planner: Planner): Inbox {
  const { engine, log } = parts;
  const letters: Letter[] = [];
  let running: Promise<void> | undefined;
  let sweepAsked = false;
  engine.onFinished((queue, job) => {
    if (planner.underway.has(job.id)) letters.push({ queue, job });
  });

  /** False where the outcome could not be written: it stays in the queue, for a sweep to find it again. */
  async function accept({ queue, job }: Letter): Promise<boolean> {
    step('outcome received');
    try {
      take(parts, planner.underway.get(job.id), job);
    } catch (error) {
      log.error(
        { event: 'inbox', jobId: job.id, err: messageOf(error) },
        `the outcome of ${job.id} could not be recorded: ${messageOf(error)}`,
      );
      return false;
    }
    step('outcome recorded');
    planner.settled(job.id);
    await engine.queue(queue).remove(job.id);
    step('job removed');
    return true;
  }

  async function sweep(queue: QueueName): Promise<void> {
    for (;;) {
      const finished: readonly FinishedJob<AnyOutcome>[] = await engine.queue(queue).finished(BATCH);
      let accepted = 0;
      for (const job of finished) if (await accept({ queue, job })) accepted += 1;
      if (finished.length < BATCH || accepted === 0) return;
    }
  }

  async function work(): Promise<void> {
    while (letters.length > 0 || sweepAsked) {
      for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) await accept(letter);
      if (!sweepAsked) continue;
      sweepAsked = false;
      for (const name of QUEUE_NAMES) await sweep(name);
    }
  }

  return {
    drain(all) {
      sweepAsked ||= all;
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function take(parts: Parts, underway: Underway | undefined, job: FinishedJob<AnyOutcome>): void {
  if (underway === undefined) return;
  const { subject } = underway;
  if ('feedId' in subject) {
    const feed = parts.feeds.get(subject.feedId);
    const outcome = 'outcome' in job ? (job.outcome as PollOutcome) : { kind: 'failed' as const, problem: job.failed };
    if (feed !== undefined) recordPoll(parts, feed, outcome, underway.startsAt);
  } else if ('itemId' in subject) {
    const item = parts.record.items.get(subject.itemId);
    if (item !== undefined && item.dueAt !== null)
      recordArticle(parts, item, 'outcome' in job ? (job.outcome as ArticleOutcome) : crashed(job.failed));
  } else {
    const alert = parts.record.alerts.get(subject.alertId);
    if (alert?.state === 'pending')
      recordDelivery(
        parts,
        alert,
        'outcome' in job ? (job.outcome as DeliverOutcome) : { kind: 'later', answer: job.failed },
      );
  }
}

const crashed = (reason: string): ArticleOutcome => ({
  kind: 'unreadable',
  problem: { code: 'crash', message: `reading it failed: ${reason}`, retry: 'later' },
});
