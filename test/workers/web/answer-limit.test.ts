import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHostileHost, hostilePages } from '../../support/hostile-hosts.ts';
import { page, pages, startFetcher, startSite } from './site.ts';

/** What the kernel has taken, but nobody has read, counts as sent: up to some ten megabytes on loopback. */
const MOST = 40_000_000;

for (const name of [
  'endless status line',
  'endless 1xx answers',
  'endless chunk extension',
  'endless chunk size',
  'endless body',
  'endless header',
  'endless headers',
  'endless trailers',
  'endless redirect body',
  'endless error page',
]) {
  test(`not much is read of an ${name}`, async (t) => {
    const answer = hostilePages[name]?.();
    assert.ok(answer);
    await using host = await openHostileHost(answer);
    const fetcher = startFetcher(t, { timeout: 60_000 });
    await fetcher.get(host.url, page()).catch((error: unknown) => {
      assert.match(String((error as { code?: string }).code), /^(too-large|protocol|redirects|connect)$/);
    });
    assert.ok(host.most() < MOST, `${host.most()} bytes`);
  });
}

test('what is counted is one answer, not all that come over a kept connection', async (t) => {
  const site = await startSite(t, pages({ '/': 'x'.repeat(900_000) }));
  const fetcher = startFetcher(t, { maxFeedBytes: 1_000_000, maxPageBytes: 1_000_000 });
  let connections = 0;
  site.server.on('connection', () => connections++);
  for (let times = 0; times < 8; times++) assert.equal((await fetcher.get(site.url, page())).body.length, 900_000);
  // At least one of them brought more than an answer may.
  assert.ok(connections <= 2);
});

test('by way of a proxy it is the same', async (t) => {
  const answer = hostilePages['endless chunk extension']?.();
  assert.ok(answer);
  await using proxy = await openHostileHost(answer);
  const fetcher = startFetcher(t, { timeout: 60_000, proxy: proxy.url });
  await assert.rejects(fetcher.get('http://127.0.0.1:1/', page()), { code: 'too-large', message: /sends without end/ });
  assert.ok(proxy.most() < MOST);
});
