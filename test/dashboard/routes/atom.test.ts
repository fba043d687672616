import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAtomFeed } from 'feedsmith';
import { JSDOM } from 'jsdom';
import { ask } from '../ask.ts';
import { HOSTILE, UNFIT } from '../hostile.ts';
import { openStation } from '../station.ts';

/** Read by a strict XML parser, which throws at anything that is not well-formed. */
const xml = (text: string): Document => new JSDOM(text, { contentType: 'application/xml' }).window.document;

const one = (parent: Element | undefined, name: string): string =>
  parent?.getElementsByTagName(name)[0]?.textContent.trim() ?? '';

test('is valid Atom: the latest fifty, newest first, with what RFC 4287 demands', async (t) => {
  const station = openStation(t);
  const ids = Array.from({ length: 60 }, () => {
    station.clock.now += 60_000;
    return station.addMatch();
  });
  const address = await station.serve();
  const { status, headers, body } = await ask(`${address}/feed.atom`);
  assert.deepEqual([status, headers['content-type']], [200, 'application/atom+xml; charset=UTF-8']);
  const feed = xml(body).documentElement;
  assert.deepEqual([feed.localName, feed.namespaceURI], ['feed', 'http://www.w3.org/2005/Atom']);
  const entries = [...feed.getElementsByTagName('entry')];
  assert.deepEqual(
    entries.map((entry) => one(entry, 'id')),
    ids
      .toReversed()
      .slice(0, 50)
      .map((id) => `urn:newswatch:match:${id}`),
  );
  for (const element of [feed, ...entries]) {
    assert.match(one(element, 'updated'), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.notEqual(one(element, 'title'), '');
    assert.notEqual(one(element, 'name'), '');
  }
  assert.equal(one(feed, 'updated'), one(entries[0], 'updated'));
  const self = [...feed.children].find((child) => child.getAttribute('rel') === 'self');
  assert.equal(self?.getAttribute('href'), `${address}/feed.atom`);
});

test('an entry names article, author, times and why', async (t) => {
  const station = openStation(t);
  const topics = ['us-forces-iraq', 'wolves'].map((topic) => ({ id: topic, score: 7.5 }));
  const id = station.addMatch({ byline: null, topics });
  const address = await station.serve();
  const { body } = await ask(`${address}/feed.atom`);
  const [entry] = parseAtomFeed(body).entries ?? [];
  assert.deepEqual(
    entry?.categories?.map(({ term }) => term),
    ['us-forces-iraq', 'wolves'],
  );
  assert.equal(entry?.title?.value, 'Convoy 1 of U.S. troops leaves base near Erbil');
  assert.deepEqual(
    entry?.links?.map(({ href, rel }) => [rel, href]),
    [
      ['alternate', 'https://news.example/story/1'],
      ['related', `${address}/match/${id}`],
    ],
  );
  assert.deepEqual(
    entry?.authors?.map(({ name }) => name),
    ['Example News'],
  );
  assert.deepEqual([entry?.published, entry?.updated], ['2026-11-20T11:00:00.000Z', '2026-11-20T12:00:00.000Z']);
  assert.match(
    entry?.summary?.value ?? '',
    /^The last vehicles left at dawn\.\s+Example News · us-forces-iraq 7.5 · U\.S\. troops$/,
  );
});

test('nothing in a match can break out of its element', async (t) => {
  const station = openStation(t);
  for (const text of HOSTILE) {
    station.addMatch({
      title: text,
      excerpt: text,
      byline: text,
      feedTitle: text,
      topic: text,
      url: text,
      matched: [{ term: text, concept: text, where: 'body', snippet: text }],
    });
  }
  const { body } = await ask(`${await station.serve()}/feed.atom`);
  assert.doesNotMatch(body, UNFIT);
  const feed = xml(body);
  assert.equal(feed.getElementsByTagName('entry').length, HOSTILE.length);
  const names = new Set([...feed.getElementsByTagName('*')].map(({ nodeName }) => nodeName));
  const known = [
    'author',
    'category',
    'entry',
    'feed',
    'generator',
    'id',
    'link',
    'name',
    'published',
    'summary',
    'title',
    'updated',
  ];
  assert.deepEqual([...names].sort(), known);
  const titles = [...feed.querySelectorAll('entry > title')].map((title) => title.textContent.trim()).toReversed();
  assert.deepEqual(titles.slice(0, 6), HOSTILE.slice(0, 6));
  assert.ok([...feed.getElementsByTagName('title')].every((title) => title.getAttribute('type') !== 'html'));
  for (const link of feed.getElementsByTagName('link'))
    assert.match(link.getAttribute('href') ?? '', /^http:\/\/127\.0\.0\.1:/);
});

test('a match of which nothing is visible still has a title and an author', async (t) => {
  const station = openStation(t);
  station.addMatch({ title: ' \u202e\u0000 ', byline: '\u001b', feedTitle: '', url: 'https://news.example/x' });
  const [entry] = parseAtomFeed((await ask(`${await station.serve()}/feed.atom`)).body).entries ?? [];
  assert.equal(entry?.title?.value?.trim(), 'https://news.example/x');
  assert.equal(entry?.authors?.[0]?.name, 'https://news.example/feed.xml');
});

test('without matches it is a feed all the same, and the same when asked again', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  const first = await ask(`${address}/feed.atom`);
  assert.equal(one(xml(first.body).documentElement, 'updated'), '2026-11-20T12:00:00.000Z');
  station.clock.now += 60_000;
  const { etag = '' } = first.headers;
  const again = await ask(`${address}/feed.atom`, { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, again.body], [304, '']);
  station.addMatch();
  assert.equal((await ask(`${address}/feed.atom`, { headers: { 'if-none-match': etag } })).status, 200);
});
