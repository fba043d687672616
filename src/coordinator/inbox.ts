import { messageOf } from '../errors.ts';
import type { ArticleOutcome, DeliverOutcome, PollOutcome } from '../model/jobs.ts';
import { QUEUE_NAMES, type FinishedJob, type QueueName } from '../queue/queues.ts';
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
  /** Empties the inbox; concurrent calls share one run. Returns how many jobs were taken. */
  drain(): Promise<number>;
}

const BATCH = 50;

type Outcome = PollOutcome | ArticleOutcome | DeliverOutcome;

export function openInbox(parts: Parts, planner: Planner): Inbox {
  let running: Promise<number> | undefined;
  let again = false;

  async function drainQueue(name: QueueName): Promise<number> {
    const queue = parts.engine.queue(name);
    let taken = 0;
    for (;;) {
      const finished: readonly FinishedJob<Outcome>[] = await queue.finished(BATCH);
      let stuck = 0;
      for (const job of finished) {
        try {
          take(parts, planner.underway.get(job.id), job);
        } catch (error) {
          // Not acknowledged: the outcome waits in the queue until it can be written.
          stuck += 1;
          parts.log.error(
            { event: 'inbox', jobId: job.id, err: messageOf(error) },
            `the outcome of ${job.id} could not be recorded: ${messageOf(error)}`,
          );
          continue;
        }
        await queue.remove(job.id);
        planner.settled(job.id);
        taken += 1;
      }
      if (finished.length < BATCH || stuck > 0) return taken;
    }
  }

  async function drainAll(): Promise<number> {
    let taken = 0;
    do {
      again = false;
      for (const name of QUEUE_NAMES) taken += await drainQueue(name);
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by a call that came meanwhile
    } while (again);
    return taken;
  }

  return {
    drain() {
      if (running !== undefined) {
        again = true;
        return running;
      }
      running = drainAll().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function take(parts: Parts, underway: Underway | undefined, job: FinishedJob<Outcome>): void {
  if (underway === undefined) return;
  const { subject } = underway;
  if ('feedId' in subject) {
    const feed = parts.feeds.get(subject.feedId);
    const outcome = 'outcome' in job ? (job.outcome as PollOutcome) : { kind: 'failed' as const, problem: job.failed };
    if (feed !== undefined) recordPoll(parts, feed, outcome, job.startedAt);
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
