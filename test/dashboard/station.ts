import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { openCommands, type Live } from '../../src/coordinator/commands.ts';
import { feedList, liveSettings, nothingUnwritten } from '../../src/coordinator/parts.ts';
import { openTally, type Tally } from '../../src/coordinator/tally.ts';
import { openCorpus } from '../../src/corpus/corpus.ts';
import { openManifest } from '../../src/corpus/manifest.ts';
import { serveDashboard } from '../../src/dashboard/serve.ts';
import type { DashboardParts } from '../../src/dashboard/parts.ts';
import { silentLog } from '../../src/log.ts';
import type { NewMatch } from '../../src/record/matches.ts';
import { itemUid } from '../../src/record/items.ts';
import { openRecord, type NewsRecord } from '../../src/record/record.ts';
import { openReports } from '../../src/record/reports.ts';
import { openRules } from '../../src/rules.ts';
import { loadSettings } from '../../src/settings/load.ts';
import { feedIdOf } from '../../src/settings/feeds-file.ts';

/** Friday, 20 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 20, 12);

export const NEWS = 'https://news.example/feed.xml';
export const FAILING = 'https://reader:hunter2@failing.example/rss';
const UNPOLLED = 'https://quiet.example/atom';

const CONFIG = `
data: data
topics: [${JSON.stringify(resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml'))}]
feeds: [feeds.yaml]
`;
const FEEDS = `
- { url: "${NEWS}", title: Example News }
- { url: "${FAILING}" }
- { url: "${UNPOLLED}", enabled: false }
`;

/** A real record in a folder of its own, with the commands and the dashboard on it; the clock stands still. */
export interface Station {
  readonly record: NewsRecord;
  readonly tally: Tally;
  readonly clock: { now: number };
  /** Inserts an item and its match; what a test is about is overridden. Returns the match's public id. */
  addMatch(match?: Partial<NewMatch>): string;
  /** The news feed is silent, and a host refuses its pages. */
  warn(message?: string): void;
  /** Serves the dashboard on a free port until the test ends; returns its address. */
  serve(
    parts?: Partial<Omit<DashboardParts, 'settings'>>,
    settings?: Partial<DashboardParts['settings']>,
  ): Promise<string>;
}

export function openStation(t: TestContext): Station {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-dashboard-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'newswatch.yaml'), CONFIG);
  writeFileSync(join(folder, 'feeds.yaml'), FEEDS);
  const settings = loadSettings(join(folder, 'newswatch.yaml'), { env: {} });
  const record = openRecord(settings.data);
  t.after(() => record.close());
  const clock = { now: NOON };
  const now = (): number => clock.now;
  pollFeeds(record);
  const corpus = openCorpus(settings.corpus);
  const parts = {
    settings: liveSettings(settings),
    feeds: feedList(settings.feeds),
    rules: openRules(settings.topicFiles),
    record,
    corpus,
    manifest: openManifest(settings.data),
    foreign: corpus.foreign(new Set()),
    unwritten: nothingUnwritten(),
    log: silentLog(),
    tally: openTally(),
    now,
  };
  const commands = openCommands(parts, '1.2.3', LIVE);
  let inserted = 0;
  return {
    record,
    tally: parts.tally,
    clock,
    addMatch: (match) => insertMatch(record, (inserted += 1), clock.now, match),
    warn: (message) => holdWarnings(record, clock.now, message),
    async serve(overrides, http) {
      const dashboard = await serveDashboard({
        reports: openReports(record.db),
        commands,
        tally: parts.tally,
        readiness: async () => ({ ready: true, problems: [] }),
        settings: { host: '127.0.0.1', port: 0, token: null, ...http },
        version: '1.2.3',
        log: silentLog(),
        now,
        ...overrides,
      });
      t.after(() => dashboard.close());
      return dashboard.address;
    },
  };
}

const LIVE: Live = {
  wake: async () => {},
  status: async () => ({
    pid: 4711,
    startedAt: new Date(NOON - 7_200_000).toISOString(),
    engine: 'embedded',
    http: null,
    queues: { poll: { waiting: 1, active: 2, delayed: 3, finished: 4 } },
    problems: [],
  }),
};

function pollFeeds({ feeds }: NewsRecord): void {
  feeds.ensure(feedIdOf(NEWS), NEWS, NOON);
  feeds.update(feedIdOf(NEWS), { polledAt: NOON - 60_000, succeededAt: NOON - 59_000, dueAt: NOON + 840_000 });
  feeds.ensure(feedIdOf(FAILING), FAILING, NOON);
  feeds.update(feedIdOf(FAILING), {
    polledAt: NOON - 300_000,
    dueAt: NOON + 3_600_000,
    failures: 3,
    failingSince: NOON - 86_400_000,
    problem: `HTTP 503 from ${FAILING}`,
  });
}

function holdWarnings({ warnings }: NewsRecord, now: number, message = 'nothing new since Tuesday'): void {
  const feed = { title: 'Example News', url: NEWS };
  const since = now - 3 * 86_400_000;
  warnings.hold({ kind: 'feed-silent', subject: feedIdOf(NEWS), about: { feed }, since, message }, now, true);
  const host = 'refusing.example';
  warnings.hold({ kind: 'host-refuses', subject: host, about: { host }, since: now, message: 'it refuses' }, now, true);
}

function insertMatch(record: NewsRecord, n: number, now: number, match: Partial<NewMatch> = {}): string {
  const uid = itemUid(feedIdOf(NEWS), `item ${n}`);
  const title = match.title ?? `Convoy ${n} of U.S. troops leaves base near Erbil`;
  record.transaction(() => {
    const url = `https://news.example/story/${n}`;
    const item = record.items.insert({
      uid,
      feedId: feedIdOf(NEWS),
      url,
      title,
      publishedAt: null,
      seenAt: now,
      state: 'waiting',
      quiet: false,
      host: 'news.example',
      feedText: null,
      duplicateOf: null,
    });
    record.items.end(item, { state: 'matched', at: now });
    record.matches.insert({
      item,
      topic: 'us-forces-iraq',
      topics: [{ id: 'us-forces-iraq', score: 7.5 }],
      score: 7.5,
      matched: [
        {
          term: 'U.S. troops',
          concept: 'us-forces',
          where: 'title',
          snippet: `Convoy ${n} of U.S. troops leaves base`,
        },
      ],
      title,
      text: `The last vehicles left at dawn.\n\nNobody was hurt on road ${n}.`,
      byline: 'A. Writer',
      lang: 'en',
      url,
      canonicalUrl: null,
      feedUrl: NEWS,
      feedTitle: 'Example News',
      publishedAt: now - 3_600_000,
      fetchedAt: now,
      matchedAt: now,
      basis: 'page',
      excerpt: 'The last vehicles left at dawn.',
      duplicateOf: null,
      ...match,
    });
  });
  return uid;
}
