import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, post } from './ask.ts';
import { openStation } from './station.ts';

const TOKEN = 'correct horse: battery/staple=';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const basic = (token: string, user = 'reader'): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
});

const GUARDED = ['/', '/feeds', '/match/0123456789abcdef', '/feed.atom', '/metrics', '/nowhere'];
const API = ['/api', '/api/matches', '/api/feeds', '/api/status', '/api/nowhere'];

test('without a token everything is open', async (t) => {
  const address = await openStation(t).serve();
  for (const path of ['/', '/feeds', '/feed.atom', '/metrics', '/api/matches', '/api/feeds', '/api/status']) {
    assert.equal((await ask(address + path)).status, 200, path);
  }
  const { status, headers } = await ask(`${address}/login`);
  assert.deepEqual([status, headers.location], [303, '/']);
});

test('with a token only the health pages, the form and its style are open', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  for (const path of ['/healthz', '/readyz', '/login', '/style.css']) {
    assert.equal((await ask(address + path)).status, 200, path);
  }
  for (const path of [...GUARDED, ...API]) {
    const { status, headers, body } = await ask(address + path);
    assert.equal(status, 401, path);
    assert.ok(headers['www-authenticate']?.includes('Bearer'), path);
    assert.doesNotMatch(body, /Example News/);
  }
});

test('programs get 401 as JSON below /api, a challenge elsewhere; browsers are led to the form', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  for (const path of API) {
    const { headers, body } = await ask(address + path, { headers: HTML });
    assert.match(headers['content-type'] ?? '', /json/);
    assert.equal((JSON.parse(body) as { error: { code: string } }).error.code, 'unauthorized');
    assert.doesNotMatch(headers['www-authenticate'] ?? '', /Basic/, 'browsers would show a box of their own');
  }
  for (const path of ['/feed.atom', '/metrics']) {
    const { status, headers } = await ask(address + path, { headers: HTML });
    assert.deepEqual([status, headers['www-authenticate']?.startsWith('Basic')], [401, true], path);
  }
  const { status, headers } = await ask(`${address}/feeds?a=b`, { headers: HTML });
  assert.deepEqual([status, headers.location], [303, '/login?next=%2Ffeeds%3Fa%3Db']);
  assert.equal(headers['www-authenticate'], undefined);
});

test('the token opens everything as Bearer and as the password of Basic, whatever the user name', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  for (const path of ['/', '/feeds', '/feed.atom', '/metrics', '/api/matches', '/api/status']) {
    for (const headers of [bearer(TOKEN), basic(TOKEN), basic(TOKEN, '')]) {
      assert.equal((await ask(address + path, { headers })).status, 200, path);
    }
  }
});

test('nothing else opens it', async (t) => {
  const station = openStation(t);
  const address = await station.serve({}, { token: TOKEN });
  const wrong = [
    bearer(`${TOKEN}x`),
    bearer(TOKEN.slice(1)),
    bearer(''),
    { authorization: TOKEN },
    { authorization: `Digest ${TOKEN}` },
    basic('', TOKEN),
    basic('x'),
    { authorization: 'Basic %%%' },
    { cookie: `newswatch_session=${encodeURIComponent(TOKEN)}` },
    { cookie: `newswatch_session=9999999999999.${'A'.repeat(43)}` },
    { cookie: 'newswatch_session=' },
  ];
  for (const headers of wrong) {
    station.clock.now += 60_000;
    const { status } = await ask(`${address}/api/matches`, { headers });
    assert.equal(status, 401, JSON.stringify(headers));
  }
  assert.equal((await ask(`${address}/api/matches?token=${encodeURIComponent(TOKEN)}`)).status, 401);
});

test('logging in gives a cookie that is not the token, opens the pages, and ends', async (t) => {
  const station = openStation(t);
  const address = await station.serve({}, { token: TOKEN });
  const { status, headers } = await post(`${address}/login`, { token: TOKEN, next: '/feeds?a=b' });
  assert.deepEqual([status, headers.location], [303, '/feeds?a=b']);
  const [set = ''] = headers['set-cookie'] ?? [];
  assert.match(set, /^newswatch_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
  const cookie = set.split(';', 1)[0] ?? '';
  assert.ok(!decodeURIComponent(cookie).includes(TOKEN) && !cookie.includes(Buffer.from(TOKEN).toString('base64url')));

  assert.equal((await ask(`${address}/feeds`, { headers: { ...HTML, cookie } })).status, 200);
  assert.equal((await ask(`${address}/api/matches`, { headers: { cookie } })).status, 200);
  const otherToken = await station.serve({}, { token: 'another' });
  assert.equal((await ask(`${otherToken}/api/matches`, { headers: { cookie } })).status, 401);

  const out = await post(`${address}/logout`, {}, { cookie });
  assert.deepEqual([out.status, out.headers.location], [303, '/login']);
  assert.match(out.headers['set-cookie']?.[0] ?? '', /^newswatch_session=; Max-Age=0;/);
  station.clock.now += 31 * 86_400_000;
  assert.equal((await ask(`${address}/api/matches`, { headers: { cookie } })).status, 401, 'after a month');
});

test('a wrong token in the form is answered with the form', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  const { status, headers, body } = await post(`${address}/login`, { token: 'guess', next: '/feeds' });
  assert.equal(status, 401);
  assert.equal(headers['set-cookie'], undefined);
  assert.match(body, /That is not the token/);
  assert.match(body, /name="next" value="\/feeds"/);
  assert.doesNotMatch(body, /guess/);
});

test('the form leads nowhere but to paths of its own', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'javascript:1',
    '\t//evil.example',
  ];
  for (const next of elsewhere) {
    const { headers } = await post(`${address}/login`, { token: TOKEN, next });
    assert.equal(headers.location, '/', next);
    const form = await ask(`${address}/login?next=${encodeURIComponent(next)}`);
    assert.match(form.body, /name="next" value="\/"/, next);
  }
});

test('after ten wrong tokens from an address none is looked at for a minute, but sessions go on', async (t) => {
  const station = openStation(t);
  const address = await station.serve({}, { token: TOKEN });
  const { headers } = await post(`${address}/login`, { token: TOKEN });
  const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  for (let n = 0; n < 5; n++) {
    assert.equal((await ask(`${address}/api/matches`, { headers: bearer(`guess ${n}`) })).status, 401);
    assert.equal((await post(`${address}/login`, { token: `guess ${n}` })).status, 401);
  }
  const blocked = await ask(`${address}/api/matches`, { headers: bearer(TOKEN) });
  assert.deepEqual([blocked.status, blocked.headers['retry-after']], [429, '60']);
  assert.equal((JSON.parse(blocked.body) as { error: { code: string } }).error.code, 'too-many-attempts');
  assert.equal((await post(`${address}/login`, { token: TOKEN })).status, 429);
  assert.equal((await ask(`${address}/api/matches`, { headers: { cookie } })).status, 200);
  assert.equal((await ask(`${address}/healthz`)).status, 200);

  station.clock.now += 60_000;
  assert.equal((await ask(`${address}/api/matches`, { headers: bearer(TOKEN) })).status, 200);
});

test('asking without a token is no attempt at guessing it', async (t) => {
  const address = await openStation(t).serve({}, { token: TOKEN });
  for (let n = 0; n < 15; n++) await ask(`${address}/api/matches`);
  assert.equal((await ask(`${address}/api/matches`, { headers: bearer(TOKEN) })).status, 200);
});
