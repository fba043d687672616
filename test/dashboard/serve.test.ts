import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { isLoopback } from '../../src/dashboard/hosts.ts';
import { checkHttpSettings } from '../../src/dashboard/serve.ts';
import { serveDashboard } from '../../src/dashboard/serve.ts';
import { NewswatchError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import { openReports } from '../../src/record/reports.ts';
import { ask } from './ask.ts';
import { openStation } from './station.ts';

const refusal =
  (code: string, ...words: string[]) =>
  (error: unknown): boolean =>
    error instanceof NewswatchError && error.code === code && words.every((word) => error.line.includes(word));

test('port 0 takes a free port and says which', async (t) => {
  const address = await openStation(t).serve();
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d{4,5}$/);
  const { status, body } = await ask(`${address}/healthz`);
  assert.deepEqual([status, body], [200, 'ok']);
});

test('an IPv6 address, with brackets or without, is served and written with them', async (t) => {
  const station = openStation(t);
  for (const host of ['::1', '[::1]']) {
    const address = await station.serve({}, { host });
    assert.match(address, /^http:\/\/\[::1\]:\d+$/);
    assert.equal((await ask(`${address}/healthz`)).status, 200);
  }
});

test('a taken port and a foreign address are refused with the key to change', async (t) => {
  const station = openStation(t);
  const port = Number(new URL(await station.serve()).port);
  await assert.rejects(station.serve({}, { port }), refusal('http-port', String(port), 'http.port'));
  await assert.rejects(station.serve({}, { host: '192.0.2.1', token: 'x' }), refusal('http-host', '192.0.2.1'));
});

test('an address that others can reach needs a token', async (t) => {
  const station = openStation(t);
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'watch.example', '[2001:db8::1]', '127.0.0.1.example']) {
    assert.throws(() => checkHttpSettings({ host, token: null }), refusal('http-token', host, 'http.token'), host);
    checkHttpSettings({ host, token: 'secret' });
  }
  for (const host of ['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]', '::ffff:127.0.0.1']) {
    assert.ok(isLoopback(host), host);
    checkHttpSettings({ host, token: null });
  }
  await assert.rejects(station.serve({}, { host: '0.0.0.0' }), refusal('http-token'));
  assert.equal((await ask(`${await station.serve({}, { host: '0.0.0.0', token: 'secret' })}/healthz`)).status, 200);
});

test('closing does not wait for idle, half-sent or unanswered requests', async (t) => {
  const { record, tally } = openStation(t);
  const asked = Promise.withResolvers<void>();
  const dashboard = await serveDashboard({
    reports: openReports(record.db),
    commands: {
      mark: () => Promise.reject(new Error('not asked')),
      status: () => {
        asked.resolve();
        return new Promise(() => {});
      },
    },
    tally,
    readiness: async () => ({ ready: true, problems: [] }),
    settings: { host: '127.0.0.1', port: 0, token: null },
    version: '0',
    log: silentLog(),
    now: () => 0,
  });
  const half = connect(Number(new URL(dashboard.address).port), '127.0.0.1');
  half.write('GET / HTTP/1.1\r\nHost: local');
  const cut = assert.rejects(ask(`${dashboard.address}/api/status`), { code: 'ECONNRESET' });
  await asked.promise;
  await dashboard.close();
  await cut;
  half.resume();
  if (!half.closed) await once(half, 'close');
  await assert.rejects(ask(`${dashboard.address}/healthz`), { code: 'ECONNREFUSED' });
});

test('headers beyond the limit are refused', async (t) => {
  const address = await openStation(t).serve();
  const { status } = await ask(`${address}/`, { headers: { 'x-long': 'x'.repeat(20_000) } });
  assert.equal(status, 431);
});
