import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test, type TestContext } from 'node:test';
import type { PollJob, PollOutcome } from '../../../src/model/jobs.ts';
import { openMemoryGate } from '../../../src/queue/memory-gate.ts';
import type { FetchSettings } from '../../../src/settings/settings.ts';
import { pollFeed, type PollParts } from '../../../workers/poll/poll-feed.ts';
import { openThreadPool } from '../../../workers/threads/pool.ts';
import { openFetcher } from '../../../workers/web/fetch.ts';
import type { FeedFormat } from '../../support/feed-document.ts';
import { openSite } from '../../support/sites.ts';

const threads = openThreadPool(1);
after(() => threads.close());

const NOW = Date.UTC(2026, 2, 2, 10);
const SETTINGS: FetchSettings = {
  userAgent: 'newswatch/test',
  timeout: 20_000,
  maxFeedBytes: 100_000,
  maxPageBytes: 100_000,
  concurrency: 4,
  perHost: { concurrency: 4, delay: 0 },
  robots: false,
  ports: 'any',
  proxy: null,
  allowPrivateNetworks: true,
};

function partsFor(t: TestContext, more: Partial<PollParts> = {}): PollParts {
  const fetcher = openFetcher(SETTINGS, openMemoryGate(SETTINGS.perHost));
  t.after(() => fetcher.close());
  return { fetcher, threads, maxFeedBytes: SETTINGS.maxFeedBytes, now: () => NOW, ...more };
}

const job = (url: string, more: Partial<PollJob> = {}): PollJob => ({
  feedId: 'f',
  url,
  etag: null,
  lastModified: null,
  bodyHash: null,
  ...more,
});

const poll = (parts: PollParts, of: PollJob, signal = new AbortController().signal): Promise<PollOutcome> =>
  pollFeed(of, parts, signal);

const problemOf = (outcome: PollOutcome): string => ('problem' in outcome ? outcome.problem : outcome.kind);

const ITEM = { id: 'g1', title: 'Title', link: 'https://news.test/1?utm_source=rss', publishedAt: NOW };

for (const format of ['rss', 'atom', 'rdf', 'json'] satisfies FeedFormat[]) {
  test(`${format}: items first, then 304, then what is new`, async (t) => {
    await using site = await openSite();
    const feed = site.feed('/feed', { format, title: 'A & B', items: [ITEM] });
    const parts = partsFor(t);
    const first = await poll(parts, job(feed.url));
    assert.equal(first.kind, 'items');
    assert.equal(first.title, 'A & B');
    assert.deepEqual(
      first.items.map(({ url, title, publishedAt }) => ({ url, title, publishedAt })),
      [{ url: 'https://news.test/1', title: 'Title', publishedAt: NOW }],
    );
    const { etag, lastModified, bodyHash } = first;
    assert.ok(etag !== null && lastModified !== null && /^[0-9a-f]{64}$/.test(bodyHash));
    const again = await poll(parts, job(feed.url, { etag, lastModified, bodyHash }));
    assert.deepEqual(again, { kind: 'unchanged', etag, lastModified, movedTo: null });
    assert.equal(site.requests[1]?.status, 304);
    feed.add({ ...ITEM, id: 'g2', link: 'https://news.test/2' });
    const third = await poll(parts, job(feed.url, { etag, lastModified, bodyHash }));
    assert.ok(third.kind === 'items' && third.items.length === 2 && third.bodyHash !== bodyHash);
  });
}

test('the same body is unchanged, whatever the validators say', async (t) => {
  await using site = await openSite();
  const feed = site.feed('/feed', {
    format: 'rss',
    items: [ITEM],
    lastModified: false,
    reply: { headers: { etag: '"x"' } },
  });
  const parts = partsFor(t);
  const first = await poll(parts, job(feed.url, { etag: '"other"' }));
  assert.ok(first.kind === 'items');
  const again = await poll(parts, job(feed.url, { etag: '"other"', bodyHash: first.bodyHash }));
  assert.deepEqual(again, { kind: 'unchanged', etag: '"x"', lastModified: null, movedTo: null });
  assert.deepEqual(
    site.requests.map(({ status }) => status),
    [200, 200],
  );
});

test('a 304 without validators keeps the old ones; one nobody asked for is a failure', async (t) => {
  await using site = await openSite();
  site.page('/feed', { status: 304 });
  const known = { etag: '"x"', lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT' };
  const parts = partsFor(t);
  assert.deepEqual(await poll(parts, job(site.url('/feed'), known)), { kind: 'unchanged', ...known, movedTo: null });
  assert.match(problemOf(await poll(parts, job(site.url('/feed')))), /^answered 304/);
});

test('a packed body in another charset', async (t) => {
  await using site = await openSite();
  const feed = site.feed('/feed', {
    format: 'rss',
    items: [{ ...ITEM, title: 'Новости' }],
    reply: { charset: 'koi8-r', gzip: true },
  });
  const outcome = await poll(partsFor(t), job(feed.url));
  assert.ok(outcome.kind === 'items');
  assert.equal(outcome.items[0]?.title, 'Новости');
});

test('what a feed says of its own rhythm comes with its items', async (t) => {
  await using site = await openSite();
  const feed = (head: string): string =>
    `<rss version="2.0"><channel>${head}<item><title>x</title></item></channel></rss>`;
  site.page('/says', { contentType: 'text/xml', body: feed('<ttl>60</ttl><skipHours><hour>24</hour></skipHours>') });
  site.page('/silent', { contentType: 'text/xml', body: feed('<ttl>soon</ttl>') });
  const hintsAt = async (path: string): Promise<unknown> => {
    const outcome = await poll(partsFor(t), job(site.url(path)));
    return outcome.kind === 'items' ? outcome.hints : outcome;
  };
  assert.deepEqual(await hintsAt('/says'), { ttl: 3_600_000, skipHours: [0] });
  assert.equal(await hintsAt('/silent'), null);
});

test('only permanent redirects move a feed', async (t) => {
  await using site = await openSite();
  const feed = site.feed('/feed', { format: 'rss', items: [ITEM] });
  site.page('/moved', { status: 301, location: '/feed' });
  site.page('/for-now', { status: 302, location: '/feed' });
  const parts = partsFor(t);
  const moved = await poll(parts, job(site.url('/moved')));
  assert.ok(moved.kind === 'items' && moved.movedTo === feed.url);
  const unchanged = await poll(parts, job(site.url('/moved'), { etag: moved.etag, bodyHash: moved.bodyHash }));
  assert.ok(unchanged.kind === 'unchanged' && unchanged.movedTo === feed.url);
  const temporary = await poll(parts, job(site.url('/for-now')));
  assert.ok(temporary.kind === 'items' && temporary.movedTo === null);
});

test('what a status means', async (t) => {
  await using site = await openSite();
  const parts = partsFor(t);
  const answered = (reply: Parameters<typeof site.page>[1]): Promise<PollOutcome> => {
    site.page('/feed', reply);
    return poll(parts, job(site.url('/feed')));
  };
  assert.deepEqual(await answered({ status: 410 }), { kind: 'gone' });
  const refused = { kind: 'refused', problem: 'answered 429 (too many requests)' };
  assert.deepEqual(await answered({ status: 429, retryAfter: 120 }), { ...refused, until: NOW + 120_000 });
  assert.deepEqual(await answered({ status: 429 }), { ...refused, until: NOW + 900_000 });
  assert.deepEqual(await answered({ status: 503, retryAfter: 'Mon, 02 Mar 2026 11:00:00 GMT' }), {
    kind: 'refused',
    until: NOW + 3_600_000,
    problem: 'answered 503 (service unavailable)',
  });
  assert.deepEqual(await answered({ status: 503 }), { kind: 'failed', problem: 'answered 503 (service unavailable)' });
  assert.deepEqual(await answered({ status: 404 }), { kind: 'failed', problem: 'answered 404 (not found)' });
  assert.match(
    problemOf(await answered({ status: 401 })),
    /^answered 401 .*log-in; give the feed "auth" or "headers"$/,
  );
  assert.match(problemOf(await answered({ status: 403 })), /^answered 403 \(forbidden\)/);
});

test('what is no feed says what it is; what cannot be had, why', async (t) => {
  await using site = await openSite();
  site.page('/page', '<!doctype html><title>Hello</title>');
  site.page('/large', { body: 'x'.repeat(100_001) });
  site.page('/empty', { status: 204 });
  const parts = partsFor(t);
  const problem = async (path: string): Promise<string> => problemOf(await poll(parts, job(site.url(path))));
  assert.match(await problem('/page'), /^the answer is an HTML page, not a feed \("newswatch feeds add"/);
  assert.match(await problem('/large'), /fetch\.maxFeedBytes/);
  assert.match(await problem('/empty'), /^the answer is empty/);
  const gone = site.url('/feed');
  await site.close();
  assert.match(problemOf(await poll(parts, job(gone))), /127\.0\.0\.1/);
});

test('credentials and the user agent of the feed are sent', async (t) => {
  await using site = await openSite();
  const feed = site.feed('/feed', { format: 'rss' });
  const basic = { type: 'basic', username: 'me', password: 'p:w' } as const;
  const ask = (given: Pick<NonNullable<PollParts['credentials']>, 'headers' | 'auth'>): Promise<PollOutcome> =>
    poll(partsFor(t, { credentials: { ...given, url: feed.url } }), job(feed.url, { userAgent: 'reader/1' }));
  await ask({ headers: { 'X-Key': 'k', Authorization: 'none' }, auth: basic });
  await ask({ auth: { type: 'bearer', token: 't' } });
  const [first, second] = site.requests.map(({ headers }) => headers);
  assert.equal(first?.authorization, `Basic ${Buffer.from('me:p:w').toString('base64')}`);
  assert.deepEqual([first?.['x-key'], first?.['user-agent'], second?.authorization], ['k', 'reader/1', 'Bearer t']);
});

test('credentials are for the origin that the user wrote, not for where permanent redirects have led since', async (t) => {
  await using site = await openSite();
  await using elsewhere = await openSite();
  const parts = partsFor(t, {
    credentials: { url: site.url('/feed'), headers: { 'X-Key': 'k' }, auth: { type: 'bearer', token: 't' } },
  });
  await poll(parts, job(elsewhere.feed('/feed', { format: 'rss' }).url));
  await poll(parts, job(site.feed('/moved', { format: 'rss' }).url));
  const sent = [...elsewhere.requests, ...site.requests].map(({ headers }) => [
    headers['x-key'],
    headers.authorization,
  ]);
  assert.deepEqual(sent, [
    [undefined, undefined],
    ['k', 'Bearer t'],
  ]);
});

test('an abort is thrown, not reported', async (t) => {
  await using site = await openSite();
  site.page('/feed', { delay: new Promise(() => undefined) });
  const stop = new AbortController();
  const polled = poll(partsFor(t), job(site.url('/feed')), stop.signal);
  await site.asked('/feed');
  const reason = new Error('shutting down');
  stop.abort(reason);
  await assert.rejects(polled, reason);
});

test('the hash of a body is the SHA-256 of its bytes', async (t) => {
  await using site = await openSite();
  const body = '<rss version="2.0"><channel><title>x</title></channel></rss>';
  site.page('/feed', { body, contentType: 'application/rss+xml' });
  const outcome = await poll(partsFor(t), job(site.url('/feed')));
  assert.ok(outcome.kind === 'items');
  assert.equal(outcome.bodyHash, createHash('sha256').update(body).digest('hex'));
});
