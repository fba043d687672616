import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { feedList, liveSettings, nothingUnwritten, type Desk } from '../../src/coordinator/parts.ts';
import { openTally } from '../../src/coordinator/tally.ts';
import type { Basis } from '../../src/model/article.ts';
import type { ArticleOutcome } from '../../src/model/jobs.ts';
import { hostOf } from '../../src/model/url.ts';
import { itemUid, type ItemState } from '../../src/record/items.ts';
import { openCorpus } from '../../src/corpus/corpus.ts';
import { openManifest } from '../../src/corpus/manifest.ts';
import { replay, type ReplayReport, type ReplayScope } from '../../src/coordinator/replay.ts';
import { openReports } from '../../src/record/reports.ts';
import { silentLog } from '../../src/log.ts';
import { openRecord } from '../../src/record/record.ts';
import { openRules } from '../../src/rules.ts';
import { loadSettings } from '../../src/settings/load.ts';
import { verdict } from '../record/support.ts';
import { openFolder } from '../support/folder.ts';

export const FEED_URL = 'https://news.example/feed';
const TOPIC = resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml');

/** All that the coordinator works with but the queues, in a folder of its own, with one feed. @param topics files by name */
export function openDesk(
  t: TestContext,
  { config = '', topics = {} }: { config?: string; topics?: Readonly<Record<string, string>> } = {},
): Desk {
  const own = Object.entries(topics).map(([name, rules]) => [`${name}.yaml`, rules] as const);
  const files = own.length === 0 ? [TOPIC] : own.map(([file]) => file);
  const folder = openFolder(t, {
    ...Object.fromEntries(own),
    'feeds.yaml': `- url: ${FEED_URL}\n`,
    'newswatch.yaml': `data: data\ntopics: [${files.join(', ')}]\nfeeds: [feeds.yaml]\n${config}`,
  });
  const settings = loadSettings(join(folder, 'newswatch.yaml'));
  const record = openRecord(settings.data);
  t.after(() => record.close());
  const corpus = openCorpus(settings.corpus);
  return {
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
    now: Date.now,
  };
}

/** What a replay by the rules in force finds. */
export const replayed = (
  { record, rules, feeds }: Desk,
  scope: ReplayScope = {},
  onProgress?: (judged: number) => void,
): Promise<ReplayReport> =>
  replay(
    { reports: openReports(record.db), rules: rules.compiled, topicsOf: (id) => feeds.get(id)?.topics },
    scope,
    onProgress,
  );

const TITLE = 'U.S. troops leave the base';

/** An item of the desk's feed that waits to be read. */
export function addItem({ feeds, record }: Desk, url: string): ItemState {
  const feedId = feeds.all()[0]?.id ?? '';
  record.feeds.ensure(feedId, FEED_URL, 0);
  const uid = itemUid(feedId, url);
  const feedText = { title: TITLE, summary: '', content: '', author: null, publishedAt: null };
  const host = hostOf(url) ?? '';
  record.items.insert({
    uid,
    feedId,
    url,
    host,
    feedText,
    title: TITLE,
    publishedAt: null,
    seenAt: 0,
    state: 'waiting',
    quiet: false,
    duplicateOf: null,
  });
  return record.items.byUid(uid) as ItemState;
}

/** What a worker makes of a page with that text: a match. */
export function read(
  { rules }: Desk,
  url: string,
  text: string,
  { basis = 'page', title = TITLE }: { basis?: Basis; title?: string } = {},
): ArticleOutcome {
  const article = { url, canonicalUrl: null, title, text, byline: null, lang: 'en', publishedAt: null, basis };
  return {
    kind: 'read',
    article,
    verdicts: [verdict({ match: true, near: false, score: 9 })],
    revision: rules.set.revision,
    fetchedAt: 0,
    problem: basis === 'page' ? null : { code: 'stub', message: 'a stub', retry: 'later' },
  };
}
