import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { TopicBound, Verdict } from '../../src/model/topic.ts';
import { urlKey } from '../../src/model/url.ts';
import { packWords, unpackWords } from '../../src/record/pack.ts';
import { deflateRawSync } from 'node:zlib';
import { itemUid, type ItemEnd } from '../../src/record/items.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { openRandom } from '../support/random.ts';
import { writeStory, type Story } from '../support/story.ts';
import { HOUR, newRecord, NOON, verdict } from './support.ts';

const ITEMS = 2_000;
const TOPICS = ['us-forces-iraq', 'sanctions-on-russia', 'water-and-dams'];
const random = openRandom(5);
const STORIES = Array.from({ length: ITEMS }, () => writeStory(random, false));
const feedUrl = (feed: number): string => `https://www.paper-${feed}.example/rss/news.xml`;

/** Items as real feeds have them: addresses of 90 characters, titles of 50, a summary; recorded and ended as the coordinator does it. */
function grow(t: TestContext, end: () => Partial<ItemEnd> | null): { bytes: number; record: NewsRecord } {
  const record = newRecord(t);
  for (let feed = 0; feed < 40; feed += 1) record.feeds.ensure(`feed-${feed}`, feedUrl(feed), NOON);
  const size = (): number => {
    record.db.get('PRAGMA wal_checkpoint(TRUNCATE)');
    const { page_count: pages } = record.db.get('PRAGMA page_count') ?? {};
    const { page_size: bytes } = record.db.get('PRAGMA page_size') ?? {};
    const { freelist_count: free } = record.db.get('PRAGMA freelist_count') ?? {};
    return (Number(pages) - Number(free)) * Number(bytes);
  };
  const before = size();
  // One transaction, for speed alone. They wait for a while, and end in another order.
  record.transaction(() => {
    const rows = STORIES.map((story, at) => insert(record, at, story, end));
    for (const finish of random.shuffle(rows)) finish();
  });
  return { bytes: (size() - before) / ITEMS, record };
}

function insert(record: NewsRecord, at: number, story: Story, end: () => Partial<ItemEnd> | null): () => void {
  const slug = story.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const url = `${feedUrl(at % 40).replace('/rss/news.xml', '')}/2026/11/world/${slug}-${100_000 + at}.html`;
  const ended = end();
  const seenAt = NOON + at * 1_000;
  const id = record.items.insert({
    uid: itemUid(`feed-${at % 40}`, url),
    feedId: `feed-${at % 40}`,
    url,
    title: story.title,
    publishedAt: seenAt - HOUR,
    seenAt,
    state: ended === null ? 'stale' : 'waiting',
    quiet: false,
    host: new URL(url).host,
    feedText: { title: story.title, summary: story.paragraphs[0] ?? '', content: '', author: 'A', publishedAt: NOON },
    duplicateOf: null,
  });
  record.items.claim([urlKey(url) ?? ''], id);
  return () => {
    const at = seenAt + HOUR;
    if (ended !== null) record.items.end(id, { state: 'rejected', at, fetchedAt: at, basis: 'page', ...ended });
  };
}

const rejected = (topics: readonly string[]): Verdict[] =>
  topics.map((topic) => verdict({ topic, near: false, score: 1.5, words: 612 }));
const bounds = (topics: readonly string[]): TopicBound[] => topics.map((topic) => ({ topic, most: 1.5, near: 3 }));

describe('a record of which no words are kept grows by fewer than 300 bytes for an item that was', () => {
  const ENDS: Readonly<Record<string, () => Partial<ItemEnd> | null>> = {
    'read and rejected': () => ({ verdicts: rejected(TOPICS.slice(0, 1)), kept: null }),
    'read and rejected, by three topics': () => ({ verdicts: rejected(TOPICS), kept: null }),
    'ruled out unread': () => ({ ruledOut: { bounds: bounds(TOPICS.slice(0, 1)), page: null } }),
    'ruled out unread, by three topics': () => ({ ruledOut: { bounds: bounds(TOPICS), page: null } }),
    'given up': () => ({ state: 'given-up', tries: 3, problemCode: 'http-404', problem: 'answered 404 Not Found' }),
    stale: () => null,
  };
  for (const [what, end] of Object.entries(ENDS)) {
    test(what, (t) => {
      const { bytes } = grow(t, end);
      t.diagnostic(`${bytes.toFixed(0)} bytes`);
      assert.ok(bytes < 300, `${bytes.toFixed(0)} bytes`);
    });
  }
});

describe('kept words', () => {
  test('take at most 40 % of their size', () => {
    // Of the length of an article: a story is as long as a brief.
    const words = Array.from({ length: 30 }, (_, at) => {
      const stories = Array.from({ length: 4 }, () => writeStory(random, at % 4 === 0));
      const text = stories.flatMap(({ paragraphs }) => paragraphs).join('\n\n');
      return { title: stories[0]?.title ?? '', text };
    });
    const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);
    const share =
      sum(words.map((one) => packWords(one).length)) /
      sum(words.map(({ title, text }) => Buffer.byteLength(title + text)));
    assert.ok(share <= 0.4, share.toFixed(3));
    assert.deepEqual(
      words.map((one) => unpackWords(packWords(one))),
      words,
    );
  });

  test('that an older version deflated are read', () => {
    for (const text of ['', 'words', 'Ünïcode 😀 '.repeat(9_000)])
      for (const level of [0, 9])
        assert.deepEqual(unpackWords(deflateRawSync(`T\n${text}`, { level })), { title: 'T', text });
  });
});
