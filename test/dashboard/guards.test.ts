import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, post } from './ask.ts';
import { openStation } from './station.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

test('every answer carries the policy and is kept by nobody, the style sheet excepted', async (t) => {
  const station = openStation(t);
  const id = station.addMatch();
  const address = await station.serve();
  for (const path of [
    '/',
    '/feeds',
    `/match/${id}`,
    '/nowhere',
    '/api/matches',
    '/api/nowhere',
    '/metrics',
    '/healthz',
    '/style.css',
    '/match/x?since=',
  ]) {
    const { headers } = await ask(address + path);
    assert.equal(headers['content-security-policy'], POLICY, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['x-frame-options'], 'DENY', path);
    assert.equal(headers['referrer-policy'], 'same-origin', path);
    assert.match(headers['content-type'] ?? '', /charset=utf-8|json/i, path);
    if (path !== '/style.css') assert.equal(headers['cache-control'], 'no-store', path);
  }
});

test('on loopback only requests for its own names are answered', async (t) => {
  const address = await openStation(t).serve();
  const port = new URL(address).port;
  const status = async (host: string): Promise<number> =>
    (await ask(`${address}/api/matches`, { headers: { host } })).status;
  for (const host of [`127.0.0.1:${port}`, 'localhost', 'LOCALHOST:80', '[::1]:9', '127.0.0.1']) {
    assert.equal(await status(host), 200, host);
  }
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    'localhost.',
  ]) {
    assert.equal(await status(host), 421, host);
  }
  assert.equal((await ask(`${address}/healthz`, { headers: { host: 'evil.example' } })).status, 421);
  for (const host of ['localhost@evil.example', 'evil.example/localhost', 'localhost#.evil.example']) {
    assert.ok((await status(host)) >= 400, host);
  }
});

test('on other addresses any name may lead here, the token guards', async (t) => {
  const address = await openStation(t).serve({}, { host: '0.0.0.0', token: 'secret' });
  const headers = { host: 'watch.example', authorization: 'Bearer secret' };
  assert.equal((await ask(`${address}/api/matches`, { headers })).status, 200);
});

test('a wrong method is 405 with the right ones, an unknown path 404', async (t) => {
  const address = await openStation(t).serve();
  for (const [method, path, allow] of [
    ['POST', '/api/matches', 'GET, HEAD'],
    ['DELETE', '/', 'GET, HEAD'],
    ['PUT', '/healthz', 'GET, HEAD'],
    ['PATCH', '/login', 'GET, HEAD, POST'],
    ['OPTIONS', '/feed.atom', 'GET, HEAD'],
    ['GET', '/logout', 'POST'],
    ['GET', '/match/0123456789abcdef/mark', 'POST'],
  ] as const) {
    const { status, headers } = await ask(address + path, { method });
    assert.deepEqual([status, headers.allow], [405, allow], `${method} ${path}`);
  }
  for (const path of ['/api/nowhere', '/api', '/api/matches/x']) {
    const { status, body } = await ask(address + path);
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(body), { error: { code: 'not-found', message: 'There is nothing here.' } });
  }
  for (const path of ['/nowhere', '/matches/', '/%00', '/..%2f..%2fetc/passwd', '/%zz']) {
    const { status, headers } = await ask(address + path);
    assert.equal(status, 404, path);
    assert.match(headers['content-type'] ?? '', /html/, path);
  }
  const head = await ask(`${address}/api/matches`, { method: 'HEAD' });
  assert.deepEqual([head.status, head.body], [200, '']);
});

test('a form that another site sent changes nothing', async (t) => {
  const station = openStation(t);
  const id = station.addMatch();
  const address = await station.serve();
  const mark = (headers: Record<string, string>): Promise<number> =>
    post(`${address}/match/${id}/mark`, { mark: 'wrong' }, headers).then(({ status }) => status);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: address },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    assert.equal(await mark(headers), 403, JSON.stringify(headers));
  }
  assert.equal(station.record.marks.all().length, 0);
  assert.equal(await mark({ 'sec-fetch-site': 'same-origin' }), 303);
  assert.equal(await mark({ origin: address }), 303);
  assert.equal(await mark({}), 303, 'a program');
});

test('a body is short and says how long it is', async (t) => {
  const address = await openStation(t).serve({}, { token: 'secret' });
  const long = await post(`${address}/login`, { token: 'x'.repeat(9_000) });
  assert.equal(long.status, 413);
  const headers = { 'transfer-encoding': 'chunked' };
  assert.equal((await ask(`${address}/login`, { method: 'POST', headers, body: 'token=secret' })).status, 411);
});
