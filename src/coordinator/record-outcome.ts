import type { ArticleOutcome, DeliverOutcome, PollJob, PollOutcome } from '../model/jobs.ts';
import type { AnyOutcome, FinishedJob } from '../queue/queues.ts';
import type { Canary } from './canary.ts';
import type { Parts } from './parts.ts';
import type { Underway } from './planner.ts';
import { recordArticle } from './record-article.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordPoll } from './record-poll.ts';
import { watchHost } from './watch-host.ts';

/** Writes what came of a job that was under way. A job that failed on every attempt is an outcome like any other. */
export function recordOutcome(
  parts: Parts,
  canary: Canary,
  { subject, startsAt, job: asked }: Underway,
  job: FinishedJob<AnyOutcome>,
): void {
  if ('canary' in subject) {
    if ('failed' in job) return;
    parts.record.noteCanary(parts.now());
    canary.landed();
  } else if ('feedId' in subject) {
    const feed = parts.feeds.get(subject.feedId);
    const outcome = 'outcome' in job ? (job.outcome as PollOutcome) : { kind: 'failed' as const, problem: job.failed };
    if (feed !== undefined) recordPoll(parts, feed, outcome, startsAt, asked as PollJob);
  } else if ('itemId' in subject) {
    const item = parts.record.items.get(subject.itemId);
    if (item !== undefined && item.dueAt !== null) {
      const outcome = 'outcome' in job ? (job.outcome as ArticleOutcome) : crashed(job.failed);
      recordArticle(parts, item, outcome);
      watchHost(parts, item, outcome);
    }
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
