import type { Log } from '../src/log.ts';
import { messageOf } from '../src/errors.ts';
import type { Feed } from '../src/model/feed.ts';
import type { RuleSet } from '../src/model/topic.ts';
import type { CompiledRules } from '../src/judge/topic-rules.ts';
import type { Engine } from '../src/queue/engine.ts';
import type { Handler, QueueName, QueueWorker } from '../src/queue/queues.ts';
import type { FetchSettings } from '../src/settings/settings.ts';
import { readArticle } from './article/read-article.ts';
import { openCompiledRules } from './compiled-rules.ts';
import type { Channels } from './deliver/channels/open.ts';
import { deliverAlert } from './deliver/deliver-alert.ts';
import { pollFeed } from './poll/poll-feed.ts';
import { openThreadPool } from './threads/pool.ts';
import { openFetcher } from './web/fetch.ts';
import { openRobots } from './web/robots.ts';

/** Binds the three kinds of work to the queues. What is here keeps no state that another worker would miss. */
export interface WorkerHost {
  close(): Promise<void>;
}

export interface HostOptions {
  readonly engine: Engine;
  readonly fetch: FetchSettings;
  readonly compile: (set: RuleSet) => CompiledRules;
  readonly log: Log;
  /** Only where the coordinator runs: feeds with credentials, and the channels with their secrets. */
  readonly own?: {
    readonly feed: (feedId: string) => Feed | undefined;
    readonly channels: Pick<Channels, 'get'>;
  };
}

/** What waits for its host, for a thread or for room for a large body holds a place, too: so many places more than exchanges. */
const WAITING = { polls: 32, articles: 64 };
/** Eight for each of sixteen channels, so that one whose target hangs does not hold up the others. */
const DELIVERIES = 128;
const THREADS = 2;

export function openWorkerHost({ engine, fetch, compile, log, own }: HostOptions): WorkerHost {
  const fetcher = openFetcher(fetch, engine.gate);
  const robots = openRobots(fetcher, fetch);
  const threads = openThreadPool(THREADS);
  const rules = openCompiledRules(engine.rules, compile);
  const poll = { threads, maxFeedBytes: fetch.maxFeedBytes, now: Date.now };
  const article = { robots, threads, rules, maxPageBytes: fetch.maxPageBytes, now: Date.now };
  const start = <N extends QueueName>(name: N, concurrency: number, handler: Handler<N>): QueueWorker =>
    engine.work(name, logged(name, handler, log), concurrency);

  const workers = [
    start('poll', fetch.concurrency + WAITING.polls, async (job, signal) => {
      using web = fetcher.forJob();
      return await pollFeed(job, { ...poll, fetcher: web }, signal);
    }),
    start('article', fetch.concurrency + WAITING.articles, async (job, signal) => {
      using web = fetcher.forJob();
      return await readArticle(job, { ...article, fetcher: web }, signal);
    }),
  ];
  if (own !== undefined) {
    workers.push(
      start('own-poll', fetch.concurrency, async (job, signal) => {
        using web = fetcher.forJob();
        const credentials = own.feed(job.feedId);
        const parts = { ...poll, fetcher: web, ...(credentials === undefined ? {} : { credentials }) };
        return await pollFeed(job, parts, signal);
      }),
      start('deliver', DELIVERIES, (job, signal) => deliverAlert(job, own.channels, signal)),
    );
  }
  return {
    async close() {
      await Promise.allSettled(workers.map((worker) => worker.close()));
      await Promise.allSettled([fetcher.close(), threads.close()]);
    },
  };
}

/** One line a job, at debug level: what it was, how long it took, how it ended. */
function logged<N extends QueueName>(name: N, handler: Handler<N>, log: Log): Handler<N> {
  return async (job, signal) => {
    const started = performance.now();
    const ms = (): number => Math.round(performance.now() - started);
    try {
      const outcome = await handler(job, signal);
      log.debug({ queue: name, kind: outcome.kind, ms: ms() }, `${name}: ${outcome.kind}`);
      return outcome;
    } catch (error) {
      if (!signal.aborted)
        log.warn({ queue: name, ms: ms(), err: messageOf(error) }, `${name} failed: ${messageOf(error)}`);
      throw error;
    }
  };
}
