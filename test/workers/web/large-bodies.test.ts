import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { page, pages, startFetcher, startSite } from './site.ts';

const LARGE = 'x'.repeat(1_500_000);
const options = page({ maxBytes: 2_000_000 });

test('of jobs that hold a large body there are few at a time, and small ones pass them by', async (t) => {
  const site = await startSite(t, pages({ '/large': LARGE, '/small': 'ok' }));
  const fetcher = startFetcher(t, { perHost: { concurrency: 9, delay: 0 } });
  const jobs = Array.from({ length: 3 }, () => fetcher.forJob());
  const got: number[] = [];
  const full = Promise.withResolvers<void>();
  const asked = jobs.map(async (job, index) => {
    const { body } = await job.get(`${site.url}/large`, options);
    assert.equal(body.length, LARGE.length);
    got.push(index);
    if (got.length === 2) full.resolve();
  });
  await full.promise;
  assert.equal(got.length, 2);
  const small = fetcher.forJob();
  assert.equal((await small.get(`${site.url}/small`, options)).status, 200);
  assert.equal(got.length, 2);
  jobs[got[0] ?? 0]?.[Symbol.dispose]();
  await Promise.all(asked);
  for (const job of jobs) job[Symbol.dispose]();
});

test('who waits for room keeps nobody from exchanges', async (t) => {
  const site = await startSite(t, pages({ '/large': LARGE, '/small': 'ok' }));
  const fetcher = startFetcher(t, { concurrency: 2, perHost: { concurrency: 9, delay: 0 } });
  const holders = Array.from({ length: 2 }, () => fetcher.forJob());
  await Promise.all(holders.map((job) => job.get(`${site.url}/large`, options)));
  const waiting = Array.from({ length: 2 }, async () => {
    using job = fetcher.forJob();
    return (await job.get(`${site.url}/large`, options)).body.length;
  });
  while (site.requests.length < 4) await once(site.server, 'request');
  const small = await fetcher.get(`${site.url}/small`, { ...options, signal: AbortSignal.timeout(10_000) });
  assert.equal(small.status, 200);
  for (const job of holders) job[Symbol.dispose]();
  assert.deepEqual(await Promise.all(waiting), [LARGE.length, LARGE.length]);
});

test('who sends a large body slowly gives way to others, if there are any', async (t) => {
  const slow = await startSite(t, (_request, response) => void response.write(LARGE));
  const site = await startSite(t, pages({ '/large': LARGE }));
  const fetcher = startFetcher(t, { perHost: { concurrency: 9, delay: 0 }, timeout: 4_000 });
  const asked = Array.from({ length: 2 }, async () => {
    using job = fetcher.forJob();
    await job.get(`${slow.url}/`, options);
  });
  const givesWay = assert.rejects(Promise.race(asked), { code: 'timeout', message: /others wait/ });
  while (slow.requests.length < 2) await once(slow.server, 'request');
  using job = fetcher.forJob();
  assert.equal((await job.get(`${site.url}/large`, options)).body.length, LARGE.length);
  await givesWay;
  await Promise.allSettled(asked);

  using alone = fetcher.forJob();
  await assert.rejects(alone.get(`${slow.url}/`, options), { code: 'timeout', message: /in full/ });
});

test('waiting for room is no time of the host, and ends with the signal', async (t) => {
  const site = await startSite(t, pages({ '/large': LARGE }));
  const fetcher = startFetcher(t, { perHost: { concurrency: 9, delay: 0 }, timeout: 3_000 });
  const holders = Array.from({ length: 2 }, () => fetcher.forJob());
  await Promise.all(holders.map((job) => job.get(`${site.url}/large`, options)));
  const controller = new AbortController();
  const waiting = fetcher.forJob().get(`${site.url}/large`, { ...options, signal: controller.signal });
  const alsoWaiting = fetcher.forJob().get(`${site.url}/large`, options);
  const limit = AbortSignal.timeout(3_500);
  await once(limit, 'abort');
  controller.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
  for (const job of holders) job[Symbol.dispose]();
  assert.equal((await alsoWaiting).body.length, LARGE.length);
});
