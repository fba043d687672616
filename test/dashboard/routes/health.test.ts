import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readinessOf } from '../../../src/dashboard/parts.ts';
import { ask } from '../ask.ts';
import { openStation } from '../station.ts';

test('ready is 200, not ready 503 with the reasons', async (t) => {
  const station = openStation(t);
  const fine = await ask(`${await station.serve()}/readyz`);
  assert.deepEqual([fine.status, JSON.parse(fine.body)], [200, { ready: true, problems: [] }]);
  const problems = ['the queues do not answer: ECONNREFUSED'];
  const address = await station.serve({ readiness: async () => ({ ready: false, problems }) });
  const { status, headers, body } = await ask(`${address}/readyz`);
  assert.deepEqual([status, JSON.parse(body)], [503, { ready: false, problems }]);
  assert.match(headers['content-type'] ?? '', /json/);
  assert.equal((await ask(`${address}/healthz`)).status, 200, 'alive all the same');
});

test('a readiness that fails is not ready', async (t) => {
  const address = await openStation(t).serve({ readiness: () => Promise.reject(new Error('no luck')) });
  const { status, body } = await ask(`${address}/readyz`);
  assert.deepEqual([status, JSON.parse(body)], [503, { ready: false, problems: ['no luck'] }]);
});

test('a readiness that does not come is not waited for', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const asked = readinessOf({ readiness: () => new Promise(() => {}) });
  t.mock.timers.tick(3_000);
  assert.deepEqual(await asked, { ready: false, problems: ['no answer within 3 s'] });
});
