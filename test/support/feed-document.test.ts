import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { feedDocument, type FeedItem } from './feed-document.ts';

const HEAD = { title: 'R&D <News>', link: 'http://127.0.0.1:1/', self: 'http://127.0.0.1:1/feed?a=1&b=2' };
const FULL: FeedItem = {
  id: 'tag:x,2026:1',
  title: 'Fish & “chips” <b>now</b>',
  link: 'http://127.0.0.1:1/a?b=1&c=2',
  publishedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  summary: '<p>One & all</p>',
  content: '<p>CDATA ends with ]]> here</p>',
  author: "O'Neil",
};
const BARE: FeedItem = { title: 'Nothing else' };

test('RSS 2.0 carries everything through a parser and back', () => {
  const feed = parseRssFeed(feedDocument('rss', HEAD, [FULL, BARE]));
  const [full, bare] = feed.items ?? [];
  assert.ok(full);
  assert.equal(feed.title, HEAD.title);
  assert.equal(full.title, FULL.title);
  assert.equal(full.link, FULL.link);
  assert.equal(full.guid?.value, FULL.id);
  assert.equal(full.guid?.isPermaLink, false);
  assert.equal(Date.parse(full.pubDate ?? ''), FULL.publishedAt);
  assert.equal(full.description, FULL.summary);
  assert.equal(full.content?.encoded, FULL.content);
  assert.deepEqual(full.dc?.creators, [FULL.author]);
  assert.deepEqual(bare, { title: BARE.title });
});

test('Atom carries everything through a parser and back', () => {
  const feed = parseAtomFeed(feedDocument('atom', HEAD, [FULL]));
  const [full] = feed.entries ?? [];
  assert.ok(full);
  const text = (value: string | { value?: string } | undefined): string | undefined =>
    typeof value === 'string' ? value : value?.value;
  assert.equal(text(feed.title), HEAD.title);
  assert.equal(text(full.title), FULL.title);
  assert.equal(full.id, FULL.id);
  assert.equal(full.links?.[0]?.href, FULL.link);
  assert.equal(Date.parse(full.published ?? ''), FULL.publishedAt);
  assert.equal(text(full.summary), FULL.summary);
  assert.equal(text(full.content), FULL.content);
  assert.equal(full.authors?.[0]?.name, FULL.author);
});

test('RDF carries everything through a parser and back', () => {
  const feed = parseRdfFeed(feedDocument('rdf', HEAD, [FULL]));
  const [full] = feed.items ?? [];
  assert.ok(full);
  assert.equal(feed.title, HEAD.title);
  assert.equal(full.title, FULL.title);
  assert.equal(full.link, FULL.link);
  assert.equal(full.description, FULL.summary);
  assert.equal(full.content?.encoded, FULL.content);
  assert.equal(Date.parse(full.dc?.dates?.[0] ?? ''), FULL.publishedAt);
});

test('JSON Feed carries everything through a parser and back', () => {
  const feed = parseJsonFeed(feedDocument('json', HEAD, [FULL]));
  const [full] = feed.items ?? [];
  assert.ok(full);
  assert.equal(feed.title, HEAD.title);
  assert.equal(full.id, FULL.id);
  assert.equal(full.url, FULL.link);
  assert.equal(full.title, FULL.title);
  assert.equal(full.summary, FULL.summary);
  assert.equal(full.content_html, FULL.content);
  assert.equal(Date.parse(full.date_published ?? ''), FULL.publishedAt);
  assert.equal(full.authors?.[0]?.name, FULL.author);
});
