import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Feed } from '../../src/model/feed.ts';
import { loadSettings } from '../../src/settings/load.ts';

const root = resolve(import.meta.dirname, '../..');
const { feeds } = loadSettings(resolve(root, 'config/newswatch.yaml'), { env: {} });
const enabled = feeds.filter((feed) => feed.enabled);

const belongsTo = ({ url }: Feed, sites: readonly string[]): boolean => {
  const host = new URL(url).hostname;
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
};

test('there is something to watch, of every kind that reports', () => {
  assert.ok(enabled.length >= 80, `only ${enabled.length} enabled`);
  assert.deepEqual([...new Set(enabled.map((feed) => feed.tags[0] ?? ''))].sort(), [
    'arabic',
    'defence',
    'government',
    'iraq',
    'national',
    'regional',
    'think-tank',
    'wire',
  ]);
});

test('each is told apart: a title of its own, a kind, a language, an encrypted address', () => {
  assert.equal(new Set(feeds.map((feed) => feed.title)).size, feeds.length);
  for (const { url, title, tags } of feeds) {
    assert.ok(title !== undefined && title.length > 2, url);
    assert.equal(tags.length, 2, url);
    assert.match(tags[1] ?? '', /^(en|ar|ckb)$/, url);
    assert.match(url, /^https:/);
  }
});

test('publishers that forbid automated collection are not in it; those that restrict mining are off', () => {
  const forbid = ['reuters.com', 'apnews.com', 'timesofisrael.com', 'api.axios.com', 'news.google.com', 'bing.com'];
  const restrict = ['nytimes.com', 'aljazeera.com', 'aljazeera.net', 'theguardian.com', 'ft.com'];
  assert.deepEqual(
    feeds.filter((feed) => belongsTo(feed, forbid)),
    [],
  );
  const restricted = feeds.filter((feed) => belongsTo(feed, restrict));
  assert.ok(restricted.length > 0);
  assert.deepEqual(
    restricted.filter((feed) => feed.enabled),
    [],
  );
});

interface Source {
  readonly url: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly format: string;
}

test('the enabled ones are those that the survey of sources is sure of', (t) => {
  const survey = resolve(root, '../shared/data/sources/feeds.yaml');
  if (!existsSync(survey)) {
    t.skip('no ../shared/data');
    return;
  }
  const sources = (parse(readFileSync(survey, 'utf8')) as { feeds: Source[] }).feeds;
  const sure = new Set(sources.filter((one) => one.confidence === 'high').map(({ url }) => url));
  const known = new Map(sources.map((one) => [one.url, one]));
  assert.deepEqual(
    enabled.filter(({ url }) => !sure.has(url)),
    [],
  );
  for (const { url } of feeds) assert.match(known.get(url)?.format ?? 'unknown', /^(rss|atom)$/, url);
});
