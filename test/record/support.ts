import type { TestContext } from 'node:test';
import type { MatchBody } from '../../src/model/alert.ts';
import type { Verdict } from '../../src/model/topic.ts';
import { itemUid, type NewItem } from '../../src/record/items.ts';
import type { Mark } from '../../src/record/marks.ts';
import type { NewMatch } from '../../src/record/matches.ts';
import { PORTION } from '../../src/record/pruning.ts';
import { openRecord, type NewsRecord } from '../../src/record/record.ts';
import { openFolder } from '../support/folder.ts';

export const NOON = Date.UTC(2026, 10, 20, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A record in a folder of its own with one feed, `f`. */
export function newRecord(t: TestContext): NewsRecord {
  const record = openRecord(openFolder(t));
  t.after(() => record.close());
  record.feeds.ensure('f', 'https://news.example/feed', NOON);
  return record;
}

/** All that pruning drops, as its caller goes on until nothing is left to drop. */
export function pruneAll(
  { items: { pruning } }: NewsRecord,
  before: { readonly keptText: number; readonly rejected: number },
): { texts: number; rows: number } {
  let [texts, rows] = [0, 0];
  for (let dropped = PORTION; dropped === PORTION; texts += dropped) dropped = pruning.words(before.keptText);
  for (let after: number | null = 0; after !== null;) {
    const portion = pruning.rows(before.rejected, after);
    rows += portion.dropped;
    after = portion.next;
  }
  for (let after = pruning.addresses(null).next; after !== null;) after = pruning.addresses(after).next;
  return { texts, rows };
}

/** Inserts an item; what the test is about is overridden. Returns its id. */
export function addItem(record: NewsRecord, key: string, over: Partial<NewItem> = {}): number {
  return record.items.insert({
    uid: itemUid(over.feedId ?? 'f', key),
    feedId: 'f',
    url: `https://news.example/${key}`,
    title: `Title of ${key}`,
    publishedAt: null,
    seenAt: NOON,
    state: 'waiting',
    quiet: false,
    host: 'news.example',
    feedText: { title: `Title of ${key}`, summary: '', content: '', author: null, publishedAt: null },
    duplicateOf: null,
    ...over,
  });
}

export const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  topic: 'iraq',
  match: false,
  near: true,
  score: 4,
  threshold: 5,
  judgedAs: 'article',
  contributions: [
    { concept: 'forces', term: 'troops', where: 'title', snippet: 'US troops', points: 4 },
    { concept: 'sport', term: 'game', where: 'body', snippet: 'the game', points: -2 },
  ],
  ...over,
});

/** Inserts an item with a match; returns the match's id. */
export function addMatch(record: NewsRecord, key: string, over: Partial<NewMatch> = {}): number {
  const item = addItem(record, key);
  record.items.end(item, { state: 'matched', at: over.matchedAt ?? NOON, basis: 'page', verdicts: [verdict()] });
  return record.matches.insert({
    item,
    topic: 'iraq',
    topics: [{ id: 'iraq', score: 7.5 }],
    score: 7.5,
    matched: [{ term: 'US troops', concept: 'forces', where: 'title', snippet: 'US troops leave' }],
    title: `US troops leave ${key}`,
    text: `They left ${key} on Friday.`,
    byline: null,
    lang: 'en',
    url: `https://news.example/${key}`,
    canonicalUrl: null,
    feedUrl: 'https://news.example/feed',
    feedTitle: 'News',
    publishedAt: NOON - HOUR,
    fetchedAt: NOON,
    matchedAt: NOON,
    basis: 'page',
    excerpt: `They left ${key}`,
    duplicateOf: null,
    ...over,
  });
}

export const mark = (uid: string): Mark => ({
  uid,
  mark: 'right',
  matched: true,
  topic: 'iraq',
  basis: 'page',
  title: 'T',
  text: 'words',
  markedAt: NOON,
});

export const alertBody = (title = 'US troops leave'): MatchBody => ({
  type: 'match',
  timestamp: new Date(NOON).toISOString(),
  data: {
    id: '0123456789abcdef',
    topic: 'iraq',
    title,
    url: 'https://news.example/a',
    feed: { title: 'News', url: 'https://news.example/feed' },
    byline: null,
    publishedAt: null,
    matchedAt: new Date(NOON).toISOString(),
    score: 7.5,
    threshold: 5,
    matched: [],
    why: [],
    excerpt: '',
    basis: 'page',
    corpusFile: null,
  },
});
