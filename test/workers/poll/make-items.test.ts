import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry, Item, ParsedFeed } from '../../../src/model/feed.ts';
import { inTime } from '../../support/in-time.ts';
import { makeItems } from '../../../workers/poll/make-items.ts';

const NOTHING: Entry = {
  id: null,
  title: null,
  link: null,
  publishedAt: null,
  summary: null,
  content: null,
  author: null,
};

function items(entries: readonly Partial<Entry>[], feed: Partial<ParsedFeed> = {}): Item[] {
  return makeItems({
    format: 'rss',
    title: null,
    link: null,
    ...feed,
    entries: entries.map((entry) => ({ ...NOTHING, ...entry })),
  });
}

function item(entry: Partial<Entry>, feed: Partial<ParsedFeed> = {}): Item {
  const [only, ...others] = items([entry], feed);
  assert.ok(only !== undefined && others.length === 0);
  return only;
}

const keys = (...entries: readonly Partial<Entry>[]): string[] => items(entries).map(({ key }) => key);

test('an entry with everything', () => {
  assert.deepEqual(
    item({
      id: 'g1',
      title: 'Q&amp;A: <b>Iraq</b> &lt; Iran',
      link: 'http://a.test/1?utm_source=rss&id=2#comments',
      publishedAt: '2026-03-02T10:00:00.000Z',
      summary: '<p>Summary</p>',
      content: '<p>Content</p>',
      author: 'me@a.test (A. Name)',
    }),
    {
      key: 'g1',
      url: 'http://a.test/1?id=2',
      title: 'Q&A: Iraq < Iran',
      publishedAt: Date.UTC(2026, 2, 2, 10),
      summary: '<p>Summary</p>',
      content: '<p>Content</p>',
      author: 'A. Name',
    },
  );
});

test('what has neither an address nor a word is dropped', () => {
  assert.deepEqual(items([{}, { id: 'x' }, { content: '<img src="a.png">' }, { link: 'javascript:alert(1)' }]), []);
  assert.equal(items([{ title: 'x' }, { link: 'http://a.test/1' }, { summary: 'words' }]).length, 3);
});

test('without a headline, the beginning of the text', () => {
  assert.equal(item({ summary: '<p>Three soldiers<br>were <b>h</b>urt.</p>' }).title, 'Three soldiers were hurt.');
  const { title } = item({ content: `<style>p{}</style><p>${'word '.repeat(100)}</p>` });
  assert.match(title, /^(?:word ){20,23}word…$/);
  assert.equal(item({ link: 'http://a.test/1' }).title, '');
});

test('the original address counts, not the one that counts the click', () => {
  const url = (link: string, originalLink?: string): string | null =>
    item({ title: 'x', link, ...(originalLink === undefined ? {} : { originalLink }) }).url;
  assert.equal(url('http://feedproxy.test/~3/x', 'http://a.test/1?utm_medium=feed'), 'http://a.test/1');
  assert.equal(
    url('https://www.google.com/url?rct=j&sa=t&url=https://a.test/1%3Fid%3D2&ct=ga'),
    'https://a.test/1?id=2',
  );
  assert.equal(url('http://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fa.test%2f1'), 'https://a.test/1');
  assert.equal(url('https://a.test/url?url=https://b.test/'), 'https://a.test/url?url=https://b.test/');
  assert.equal(url('https://www.google.com/url?url=javascript:x'), 'https://www.google.com/url?url=javascript:x');
});

test('an address with a line break in it, or escaped once too often', () => {
  assert.equal(item({ link: 'http://a.test/long\n   -name?a=1&amp;b=2' }).url, 'http://a.test/long-name?a=1&b=2');
});

test('an address that only the id gives serves where the feed brings no text', () => {
  const id = 'http://a.test/1';
  assert.equal(item({ id, title: 'x' }, { format: 'atom' }).url, id);
  assert.equal(item({ id, title: 'x', content: 'Text' }, { format: 'atom' }).url, null);
  assert.equal(item({ id, title: 'x' }, { format: 'json' }).url, id);
  assert.equal(item({ id, title: 'x' }, { format: 'rss' }).url, null);
});

test('the same entry twice is one item, the first one', () => {
  const twice = items([
    { id: 'g1', title: 'New', link: 'http://a.test/1?utm_source=a' },
    { id: 'g1', title: 'Old', link: 'https://www.a.test/1/' },
    { title: 'Same', link: 'http://a.test/2' },
    { title: 'Same', link: 'http://a.test/2' },
  ]);
  assert.deepEqual(
    twice.map(({ title }) => title),
    ['New', 'Same'],
  );
});

test('identity: id, or else the link, or else title and date', () => {
  assert.deepEqual(keys({ id: 'g1', link: 'http://a.test/1', title: 'x' }), ['g1']);
  assert.deepEqual(keys({ link: 'http://a.test/1?utm_source=x', title: 'x' }), ['http://a.test/1']);
  const dated = (publishedAt: string, title = 'x'): string | undefined => keys({ title, publishedAt })[0];
  assert.match(dated('2026-03-02T10:00:00Z') ?? '', /^[0-9a-f]{64}$/);
  assert.equal(dated('2026-03-02T10:00:00Z'), dated('2026-03-02T11:00:00+01:00'));
  assert.notEqual(dated('2026-03-02T10:00:00Z'), dated('2026-03-02T10:00:00Z', 'y'));
  assert.notEqual(dated('2026-03-02T10:00:00Z'), dated('2026-03-03T10:00:00Z'));
});

test('a changed title, body or tracking parameter is the same item', () => {
  assert.deepEqual(
    keys({ id: 'g1', title: 'Old', summary: 'old' }),
    keys({ id: 'g1', title: 'New', summary: 'new', link: 'http://a.test/1' }),
  );
  assert.deepEqual(
    keys({ title: 'Old', link: 'http://a.test/1?fbclid=1' }),
    keys({ title: 'New', link: 'http://a.test/1?fbclid=2' }),
  );
});

test('an id that all entries share identifies none of them', () => {
  const shared = keys(
    { id: 'g', title: 'A', link: 'http://a.test/1' },
    { id: 'g', title: 'B', link: 'http://a.test/2' },
  );
  assert.deepEqual(shared, ['http://a.test/1', 'http://a.test/2']);
  const site = items([{ id: 'http://a.test/', title: 'A', link: 'http://a.test/1' }], { link: 'http://a.test/' });
  assert.deepEqual(
    site.map(({ key }) => key),
    ['http://a.test/1'],
  );
});

test('one address with several things under it: the fragment tells them apart, or else the title', () => {
  assert.deepEqual(keys({ title: 'A', link: 'http://a.test/live#1' }, { title: 'B', link: 'http://a.test/live#2' }), [
    'http://a.test/live#1',
    'http://a.test/live#2',
  ]);
  assert.equal(new Set(keys({ title: 'A', link: 'http://a.test/' }, { title: 'B', link: 'http://a.test/' })).size, 2);
});

test('everything is bounded', () => {
  const huge = item({
    id: 'g'.repeat(10_000),
    title: 'Title '.repeat(10_000),
    link: `http://a.test/${'x'.repeat(10_000)}`,
    summary: 'x'.repeat(200_001),
    content: 'x'.repeat(200_000),
    author: 'A '.repeat(10_000),
  });
  assert.match(huge.key, /^[0-9a-f]{64}$/);
  assert.equal(huge.url, null);
  assert.ok(huge.title.length <= 500 && huge.title.endsWith(' Title…'));
  assert.equal(huge.summary, '');
  assert.equal(huge.content.length, 200_000);
  assert.ok((huge.author ?? '').length <= 200);
});

test('a megabyte of blanks in an address', () => {
  const { url } = inTime(() => item({ title: 'A', link: `http://a.test/${'\t'.repeat(1_000_000)}1` }));
  assert.equal(url, 'http://a.test/1');
});

test('of too many entries the newest stay', () => {
  const many = Array.from({ length: 2_500 }, (_, n) => ({
    title: `T${n}`,
    publishedAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  }));
  assert.deepEqual(
    [items(many).length, items(many)[0]?.title, items(many.toReversed())[0]?.title],
    [2_000, 'T500', 'T2499'],
  );
  const undated = items(many.map(({ title }) => ({ title })));
  assert.deepEqual([undated.length, undated[0]?.title], [2_000, 'T0']);
});

test('of words without end only those of the first items travel', () => {
  const made = items(
    Array.from({ length: 50 }, (_, index) => ({
      id: String(index),
      title: `Item ${index}`,
      content: 'w'.repeat(150_000),
    })),
  );
  assert.equal(made.length, 50);
  const worded = made.filter(({ content }) => content !== '');
  assert.equal(worded.length, 26, 'four million characters');
  assert.deepEqual(worded, made.slice(0, 26));
});
