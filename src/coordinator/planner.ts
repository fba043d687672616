import { asksInFull, dueAt, mayPoll } from '../decide/due.ts';
import { openPace } from '../decide/pace.ts';
import { QUICK_READ_TRIES } from '../decide/retry.ts';
import { hasCredentials, type Feed, type FeedState } from '../model/feed.ts';
import type { ArticleJob, DeliverJob, PollJob } from '../model/jobs.ts';
import { hostOf } from '../model/url.ts';
import type { JobTypes, QueueName } from '../queue/queues.ts';
import type { AlertState } from '../record/alerts.ts';
import type { ItemState } from '../record/items.ts';
import { CANARY_JOB } from './canary.ts';
import { step } from '../step.ts';
import type { Parts } from './parts.ts';
import { setQueuesBack } from './set-back.ts';
import { isCarried, topicsOf } from './twins.ts';

/**
 * Puts what is due into the queues. What is under way is known here: a feed is never polled twice at once, an article never
 * read twice at once. A job's id is never used again, so that late news of one job is not taken for the next one's. Only a
 * few jobs a host and a channel are in the queue at any time, so a slow one cannot fill it.
 */
export interface Planner {
  /** Feeds due before `horizon`, each delayed until its time. */
  planFeeds(horizon: number): Promise<void>;
  /** Every feed that may be polled at all, now. Returns how many were passed over. */
  planAllFeeds(): Promise<number>;
  /** Articles and alerts due by now. */
  planRest(): Promise<void>;
  /** A canary (canary.ts), where none is under way. */
  planCanary(): Promise<void>;
  /** The job has ended and was recorded. */
  settled(jobId: string): void;
  /** The clock was set back by so many milliseconds, to now: what was planned by it is planned anew. */
  clockSetBack(by: number): Promise<void>;
  /** Puts back what a queue has lost. */
  restore(): Promise<void>;
  readonly underway: ReadonlyMap<string, Underway>;
}

export interface Underway {
  readonly queue: QueueName;
  readonly job: PollJob | ArticleJob | DeliverJob;
  /** When it was meant to start, by our own clock. */
  readonly startsAt: number;
  readonly subject:
    | { readonly feedId: string }
    | { readonly itemId: number }
    | { readonly alertId: number }
    | { readonly canary: true };
}

interface DueFeed {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly dueAt: number;
}

/** Jobs reach their worker this much before their host may be asked; the gate keeps the exact time. */
const LEAD = 150;
/** A channel whose target hangs must not hold up the others. */
const ALERTS_PER_CHANNEL = 8;
const FEED_TEXTS_AT_ONCE = 16;

export function openPlanner(parts: Parts, epoch: number): Planner {
  const { record, engine, settings } = parts;
  const underway = new Map<string, Underway>();
  /** Of these, what is on its way into a queue: not there yet, and not lost. */
  const adding = new Set<string>();
  const feeds = new Set<string>();
  const items = new Set<number>();
  const alerts = new Set<number>();
  const pace = openPace(settings.fetch.perHost.delay);
  const perHost = settings.fetch.perHost.concurrency * (settings.fetch.perHost.delay === 0 ? 4 : 2);
  const onHost = new Map<string, number>();
  let jobsMade = 0;
  let published = '';
  const newId = (work: 'poll' | 'article' | 'deliver' | 'canary', subject: string | number): string =>
    `e${epoch}-${work}-${subject}-${++jobsMade}`;

  async function add<N extends QueueName>(
    queue: N,
    jobs: readonly { id: string; job: JobTypes[N]['job']; at: number; subject: Underway['subject']; first?: boolean }[],
  ): Promise<void> {
    if (jobs.length === 0) return;
    const now = parts.now();
    for (const { id, job, at, subject } of jobs) {
      underway.set(id, { queue, job, subject, startsAt: at });
      adding.add(id);
      if ('feedId' in subject) feeds.add(subject.feedId);
    }
    step('jobs planned');
    await engine
      .queue(queue)
      .add(jobs.map(({ id, job, at, first = false }) => ({ id, job, delay: delayUntil(at, now), first })))
      .finally(() => jobs.forEach(({ id }) => adding.delete(id)));
    step('jobs added');
  }

  async function planPolls(due: readonly DueFeed[]): Promise<void> {
    const now = parts.now();
    const jobs = due.map(({ feed, state, dueAt }) => {
      const job = pollJob(feed, state, Math.max(dueAt, now));
      const at = pace.book(hostOf(job.url) ?? '', Math.max(dueAt, now));
      return {
        own: hasCredentials(feed),
        entry: { id: newId('poll', feed.id), job, at, subject: { feedId: feed.id } },
      };
    });
    const entries = (own: boolean) => jobs.filter((one) => one.own === own).map(({ entry }) => entry);
    // Together, so that all are known as under way even if one queue refuses: what it did not take is put in again.
    await Promise.all([add('own-poll', entries(true)), add('poll', entries(false))]);
  }

  const pollable = (): DueFeed[] => {
    const now = parts.now();
    return parts.feeds
      .all()
      .filter((feed) => !feeds.has(feed.id))
      .map((feed) => ({ feed, state: record.feeds.ensure(feed.id, feed.url, now) }))
      .filter(({ feed, state }) => mayPoll(feed, state, now) && !isCarried(parts, state, now))
      .map(({ feed, state }) => ({ feed, state, dueAt: dueAt(state, now) }));
  };

  /** Jobs name the rules in force, which a command may have changed: they are there before the first job that does. */
  async function publishRules(): Promise<void> {
    while (published !== parts.rules.set.revision) {
      const { set } = parts.rules;
      await engine.rules.publish(set);
      published = set.revision;
    }
  }

  async function planArticles(): Promise<void> {
    await publishRules();
    const now = parts.now();
    const found: ItemState[] = [];
    for (const host of record.items.waitingHosts(now)) {
      const free = (host === '' ? FEED_TEXTS_AT_ONCE : perHost) - (onHost.get(host) ?? 0);
      if (free > 0) found.push(...record.items.nextOf(host, now, free, items));
    }
    const jobs = found.map((item) => {
      items.add(item.id);
      onHost.set(item.host, (onHost.get(item.host) ?? 0) + 1);
      return {
        id: newId('article', item.id),
        job: articleJob(parts, item),
        at: pace.book(item.host, now),
        subject: { itemId: item.id },
      };
    });
    await add('article', jobs);
  }

  async function planAlerts(): Promise<void> {
    const now = parts.now();
    const due = record.alerts.due(now, ALERTS_PER_CHANNEL, alerts);
    for (const alert of due) alerts.add(alert.id);
    await add(
      'deliver',
      due.map((alert) => ({
        id: newId('deliver', alert.id),
        job: deliverJob(alert),
        at: now,
        subject: { alertId: alert.id },
      })),
    );
  }

  return {
    underway,
    planFeeds: (horizon) => planPolls(pollable().filter(({ dueAt }) => dueAt <= horizon)),
    async planAllFeeds() {
      const all = pollable();
      await planPolls(all.map((one) => ({ ...one, dueAt: 0 })));
      return parts.feeds.all().length - all.length;
    },
    async planRest() {
      pace.forget(parts.now());
      await planArticles();
      await planAlerts();
    },
    async planCanary() {
      if (canariesOf(underway).length > 0) return;
      const id = newId('canary', 'poll');
      await add('poll', [{ id, job: CANARY_JOB, at: parts.now(), subject: { canary: true }, first: true }]);
    },
    settled(jobId) {
      const job = underway.get(jobId);
      if (job === undefined) return;
      underway.delete(jobId);
      if ('feedId' in job.subject) feeds.delete(job.subject.feedId);
      if ('alertId' in job.subject) alerts.delete(job.subject.alertId);
      if ('itemId' in job.subject) {
        items.delete(job.subject.itemId);
        const url = (job.job as ArticleJob).url;
        release(onHost, (url === null ? null : hostOf(url)) ?? '');
      }
    },
    async clockSetBack(by) {
      pace.clear();
      const early = new Set(await setQueuesBack(engine, underway, by, parts.now()));
      const waiting = [...underway].filter(([id]) => early.has(id));
      for (const [name, jobs] of Map.groupBy(waiting, ([, { queue }]) => queue)) await putAgain(parts, name, jobs);
    },
    restore: () =>
      restore(
        parts,
        [...underway].filter(([id]) => !adding.has(id)),
        underway,
      ),
  };
}

/** Ids of the canaries under way. */
export const canariesOf = (underway: ReadonlyMap<string, Underway>): string[] =>
  [...underway].filter(([, { subject }]) => 'canary' in subject).map(([id]) => id);

const delayUntil = (at: number, now: number): number => Math.max(0, at - now - LEAD);

function release(onHost: Map<string, number>, host: string): void {
  const left = (onHost.get(host) ?? 1) - 1;
  if (left <= 0) onHost.delete(host);
  else onHost.set(host, left);
}

function pollJob(feed: Feed, state: FeedState, now: number): PollJob {
  const full = asksInFull(state, now);
  return {
    feedId: feed.id,
    url: state.movedTo ?? feed.url,
    ...(feed.userAgent === undefined ? {} : { userAgent: feed.userAgent }),
    etag: full ? null : state.etag,
    lastModified: full ? null : state.lastModified,
    bodyHash: state.bodyHash,
  };
}

/** Once the quick tries are used up, what the feed said is judged; once that was judged, only the page counts. */
function articleJob(parts: Parts, item: ItemState): ArticleJob {
  const topics = topicsOf(parts, item.feedId);
  const fallBack = item.state !== 'waiting' ? 'no' : item.tries < QUICK_READ_TRIES.length ? 'if-final' : 'always';
  return {
    itemId: item.id,
    url: item.url,
    feedText: item.feedText ?? {
      title: item.title,
      summary: '',
      content: '',
      author: null,
      publishedAt: item.publishedAt,
    },
    fallBack,
    revision: parts.rules.set.revision,
    ...(topics === undefined ? {} : { topics }),
  };
}

const deliverJob = ({ uid, channel, body }: AlertState): DeliverJob => ({ alertId: uid, channel, body });

/** The queues may be wiped at any moment: what is under way and no longer there is put in again. */
async function restore(
  parts: Parts,
  added: readonly [string, Underway][],
  underway: ReadonlyMap<string, Underway>,
): Promise<void> {
  const { engine, log, rules } = parts;
  // What wipes the queues wipes the rules that jobs name, too; and on Redis they are kept for a week only.
  await engine.rules.publish(rules.set);
  const byQueue = Map.groupBy(added, ([, { queue }]) => queue);
  for (const [name, jobs] of byQueue) {
    const queue = engine.queue(name);
    const depth = await queue.depth();
    if (depth.waiting + depth.active + depth.delayed + depth.finished >= jobs.length) continue;
    const there = await queue.holds(jobs.map(([id]) => id));
    const lost = jobs.filter(([id]) => !there.has(id) && underway.has(id));
    if (lost.length === 0) continue;
    log.warn(
      { event: 'restore', queue: name, jobs: lost.length },
      `the queue ${name} has lost ${lost.length} jobs: put in again from the record`,
    );
    await putAgain(parts, name, lost);
  }
}

async function putAgain({ engine, rules, now }: Parts, name: QueueName, jobs: [string, Underway][]): Promise<void> {
  const { revision } = rules.set;
  await engine.queue(name).add(
    jobs.map(([id, { job, startsAt }]) => ({
      id,
      // The rules that it was planned by may be lost with it.
      job: 'revision' in job ? { ...job, revision } : job,
      delay: delayUntil(startsAt, now()),
    })),
  );
}
