import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { openSite } from './sites.ts';

const ITEM = { title: 'First', link: 'http://example.test/1', publishedAt: Date.UTC(2026, 2, 2) };

test('serves pages by path, logs what was asked, and answers 404 where there is nothing', async () => {
  await using site = await openSite();
  site.page('/a', '<h1>A</h1>');
  site.page('/a?page=2', '<h1>A2</h1>');
  const answers = await Promise.all([
    fetch(site.url('/a?utm_source=x'), { headers: { 'user-agent': 'test/1' } }),
    fetch(site.url('/a?page=2')),
    fetch(site.url('/b'), { method: 'POST', body: 'hello' }),
  ]);
  assert.deepEqual(await Promise.all(answers.map((one) => one.text())), [
    '<h1>A</h1>',
    '<h1>A2</h1>',
    '<h1>Not found</h1>',
  ]);
  assert.equal(answers[0]?.headers.get('content-type'), 'text/html; charset=utf-8');
  const seen = site.requests.toSorted((one, other) => one.path.localeCompare(other.path));
  assert.deepEqual(
    seen.map(({ method, path, body, status }) => ({ method, path, body, status })),
    [
      { method: 'GET', path: '/a?page=2', body: '', status: 200 },
      { method: 'GET', path: '/a?utm_source=x', body: '', status: 200 },
      { method: 'POST', path: '/b', body: 'hello', status: 404 },
    ],
  );
  assert.equal(seen[1]?.headers['user-agent'], 'test/1');
  site.remove('/a');
  assert.equal((await fetch(site.url('/a'))).status, 404);
});

test('answers status, redirect, Retry-After, compression and charset as told', async () => {
  await using site = await openSite();
  site.page('/busy', { status: 503, retryAfter: 120 });
  site.page('/old', { location: '/new', status: 301 });
  site.page('/new', { body: '<p>“Café” \u{1f600}</p>', charset: 'windows-1252', gzip: true });
  site.page('/odd', { body: 'x', headers: { 'content-type': 'text/plain' } });

  const busy = await fetch(site.url('/busy'));
  assert.deepEqual([busy.status, busy.headers.get('retry-after')], [503, '120']);
  const moved = await fetch(site.url('/old'), { redirect: 'manual' });
  assert.deepEqual([moved.status, moved.headers.get('location')], [301, '/new']);
  const page = await fetch(site.url('/old'));
  assert.equal(page.headers.get('content-encoding'), 'gzip');
  assert.equal(page.headers.get('content-type'), 'text/html; charset=windows-1252');
  assert.equal(
    new TextDecoder('windows-1252').decode(await page.arrayBuffer()),
    '<p>“Café” &#128512;</p>',
    'what the charset lacks becomes a reference',
  );
  assert.equal((await fetch(site.url('/odd'))).headers.get('content-type'), 'text/plain');
});

test('a handler may answer by itself, and its failure is a 500', async () => {
  await using site = await openSite();
  site.page('/raw', (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    response.destroy();
    return undefined;
  });
  site.page('/echo', ({ headers }) => headers['x-word'] as string);
  site.page('/broken', () => {
    throw new Error('no such thing');
  });
  await assert.rejects(async () => (await fetch(site.url('/raw'))).text());
  assert.equal(await (await fetch(site.url('/echo'), { headers: { 'x-word': 'back' } })).text(), 'back');
  const broken = await fetch(site.url('/broken'));
  assert.equal(broken.status, 500);
  assert.match(await broken.text(), /no such thing/);
});

test('a feed answers a conditional GET by ETag or Last-Modified until an item is added', async () => {
  await using site = await openSite();
  const feed = site.feed('/feed', { format: 'rss', items: [ITEM] });
  const first = await fetch(feed.url);
  const etag = first.headers.get('etag') ?? '';
  const date = first.headers.get('last-modified') ?? '';
  assert.match(await first.text(), /First/);
  assert.equal((await fetch(feed.url, { headers: { 'if-none-match': `"other", W/${etag}` } })).status, 304);
  assert.equal((await fetch(feed.url, { headers: { 'if-modified-since': date } })).status, 304);
  const both = { 'if-none-match': '"other"', 'if-modified-since': date };
  assert.equal((await fetch(feed.url, { headers: both })).status, 200, 'If-None-Match decides');

  feed.add({ title: 'Second' });
  const changed = await fetch(feed.url, { headers: { 'if-none-match': etag, 'if-modified-since': date } });
  assert.equal(changed.status, 200);
  assert.match(await changed.text(), /Second[\s\S]*First/);
  assert.equal((await fetch(feed.url, { headers: { 'if-modified-since': date } })).status, 200);
});

test('a feed without validators always sends its body, and another answer can be put in its place', async () => {
  await using site = await openSite();
  const feed = site.feed('/feed', { format: 'atom', items: [ITEM], etag: false, lastModified: false });
  const first = await fetch(feed.url);
  assert.deepEqual([first.headers.get('etag'), first.headers.get('last-modified')], [null, null]);
  feed.answer({ status: 410 });
  assert.equal((await fetch(feed.url)).status, 410);
  feed.answer(null);
  assert.equal((await fetch(feed.url, { headers: { 'if-none-match': '*' } })).status, 200);
});

test('an answer can be held back, and closing cuts it and idle connections at once', async () => {
  const site = await openSite();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  site.page('/held', { body: 'late', delay: promise });
  site.page('/slow', { body: 'never', delay: 3_600_000 });
  const held = fetch(site.url('/held'));
  await site.asked('/held');
  assert.equal(site.requests[0]?.status, null);
  resolve(undefined);
  assert.equal(await (await held).text(), 'late');

  const slow = assert.rejects(fetch(site.url('/slow')));
  await site.asked('/slow');
  const idle = connect(Number(new URL(site.origin).port), '127.0.0.1');
  await once(idle, 'connect');
  await site.close();
  await slow;
  if (!idle.destroyed) await once(idle.resume(), 'close');
  await assert.rejects(fetch(site.url('/held')));
  await site.close();
});

test('listens on the loopback address it is given', async (t) => {
  if (process.platform !== 'linux') return t.skip('only Linux has all of 127.0.0.0/8 without set-up');
  await using site = await openSite({ host: '127.0.0.2' });
  site.page('/', 'here');
  assert.match(site.origin, /^http:\/\/127\.0\.0\.2:\d+$/);
  assert.equal(await (await fetch(site.url('/'))).text(), 'here');
});
