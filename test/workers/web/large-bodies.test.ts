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
