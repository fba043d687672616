import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { silentLog } from '../../../../src/log.ts';
import type { DeliverOutcome } from '../../../../src/model/jobs.ts';
import { openWebhook, type WebhookSettings } from '../../../../workers/deliver/channels/webhook.ts';
import type { ChannelParts } from '../../../../workers/deliver/channels/channel.ts';
import { alertBody } from '../../../support/alert-body.ts';
import type { Reply } from '../../../support/replies.ts';
import { openSite, type SeenRequest } from '../../../support/sites.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = alertBody({ title: 'أربيل: القوات الأمريكية — “out” 🚁' });
const never = new AbortController().signal;

const open = (settings: Pick<WebhookSettings, 'url' | 'secret'>, parts: Partial<ChannelParts> = {}) =>
  openWebhook(
    { type: 'webhook', name: 'desk', duplicates: false, notices: false, ...settings },
    { log: silentLog(), userAgent: 'newswatch/test', ...parts },
  );

/** Sends once to a site that answers as told. */
async function sendTo(
  reply: Reply,
  { path = '/hook', parts = {} }: { path?: string; parts?: Partial<ChannelParts> } = {},
): Promise<{ outcome: DeliverOutcome; requests: readonly SeenRequest[] }> {
  await using site = await openSite();
  site.page('/hook', { contentType: 'text/plain', ...reply });
  const channel = open({ url: site.url(path), secret: SECRET }, parts);
  const outcome = await channel.send(BODY, 'alert-1', never);
  await channel.close();
  return { outcome, requests: site.requests };
}

const verify = (secret: Webhook, { body, headers }: SeenRequest): unknown =>
  secret.verify(body, headers as Record<string, string>);

test('posts the body as it is in the contract, signed so that the library verifies it', async () => {
  const { outcome, requests } = await sendTo({ status: 202, body: 'queued\n' });
  assert.deepEqual(outcome, { kind: 'sent', answer: 'HTTP 202 Accepted: queued' });
  const [request] = requests;
  assert.ok(request !== undefined && requests.length === 1);
  assert.equal(request.method, 'POST');
  assert.deepEqual(verify(new Webhook(SECRET), request), BODY);
  assert.deepEqual(JSON.parse(request.body), BODY);
  assert.equal(request.headers['webhook-id'], 'alert-1');
  assert.equal(request.headers['content-type'], 'application/json');
  assert.equal(request.headers['user-agent'], 'newswatch/test');
  assert.throws(() => verify(new Webhook('whsec_AAAA'), request), /No matching signature/);
  assert.throws(() => verify(new Webhook(SECRET), { ...request, body: `${request.body} ` }), /No matching signature/);
});

test('a repeated attempt keeps the id and takes a new timestamp and signature', async () => {
  await using site = await openSite();
  site.page('/hook', { status: 204 });
  let now = 1_800_000_000_900;
  const channel = open({ url: site.url('/hook'), secret: SECRET }, { now: () => now });
  await channel.send(BODY, 'alert-1', never);
  now += 60_000;
  await channel.send(BODY, 'alert-1', never);
  await channel.close();
  const headers = site.requests.map((request) => request.headers);
  assert.deepEqual(
    headers.map((one) => [one['webhook-id'], one['webhook-timestamp']]),
    [
      ['alert-1', '1800000000'],
      ['alert-1', '1800000060'],
    ],
  );
  assert.notEqual(headers[0]?.['webhook-signature'], headers[1]?.['webhook-signature']);
});

test('a secret without whsec_ verifies as plain words and as the library reads it', async () => {
  await using site = await openSite();
  site.page('/hook', { status: 204 });
  for (const secret of ['two plain words', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']) {
    const channel = open({ url: site.url('/hook'), secret });
    await channel.send(BODY, 'alert-1', never);
    await channel.close();
    const request = site.requests.at(-1);
    assert.ok(request !== undefined);
    const signed = `alert-1.${String(request.headers['webhook-timestamp'])}.${request.body}`;
    const expected = `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`;
    assert.ok(String(request.headers['webhook-signature']).split(' ').includes(expected), secret);
  }
  const last = site.requests.at(-1);
  assert.ok(last !== undefined);
  assert.deepEqual(verify(new Webhook('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'), last), BODY);
});

test('without a secret there is no signature, and a log-in in the address becomes Basic authorization', async () => {
  await using site = await openSite();
  site.page('/hook', { status: 204 });
  const channel = open({ url: site.url('/hook').replace('//', '//ops:pass%20word@') });
  assert.equal((await channel.send(BODY, 'alert-1', never)).kind, 'sent');
  await channel.close();
  const headers = site.requests[0]?.headers;
  assert.equal(headers?.['webhook-signature'], undefined);
  assert.equal(headers?.['webhook-id'], 'alert-1');
  assert.equal(headers?.authorization, `Basic ${Buffer.from('ops:pass word').toString('base64')}`);
});

test('only 410 and redirects are final; everything else is worth another attempt', async () => {
  for (const status of [200, 201, 204, 299])
    assert.equal((await sendTo({ status })).outcome.kind, 'sent', String(status));
  for (const status of [400, 401, 403, 404, 405, 408, 413, 422, 429, 500, 502, 503, 504]) {
    assert.equal((await sendTo({ status })).outcome.kind, 'later', String(status));
  }
  const { outcome } = await sendTo({ status: 410, body: 'no more' });
  assert.deepEqual(outcome, { kind: 'rejected', answer: 'HTTP 410 Gone: no more' });
});

test('a redirect is named and not followed', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const { outcome, requests } = await sendTo({ status, location: 'https://me:pw@moved.example/there?key=abc' });
    assert.equal(outcome.kind, 'rejected');
    assert.match(outcome.answer, new RegExp(`^HTTP ${status} .*redirects to https://moved.example/there, `));
    assert.doesNotMatch(outcome.answer, /pw|abc/);
    assert.equal(requests.length, 1);
  }
  assert.match((await sendTo({ status: 304 })).outcome.answer, /304 Not Modified: redirects, and redirects are not/);
  const relative = await sendTo({ status: 307, location: '/hook/v2' });
  assert.match(relative.outcome.answer, /redirects to http:\/\/127\.0\.0\.1:\d+\/hook\/v2, /);
  assert.equal(relative.requests.length, 1);
});

test('Retry-After is heeded: seconds, a date, at most a day ahead, nothing that is past or nonsense', async () => {
  const now = Date.parse('2026-11-22T08:00:00Z');
  const retryAt = async (retryAfter: string | number, status = 503): Promise<unknown> => {
    const { outcome } = await sendTo({ status, retryAfter }, { parts: { now: () => now } });
    assert.equal(outcome.kind, 'later');
    return outcome.kind === 'later' ? outcome.retryAt : null;
  };
  assert.equal(await retryAt(120, 429), now + 120_000);
  assert.equal(await retryAt('Sun, 22 Nov 2026 08:30:00 GMT'), now + 1_800_000);
  assert.equal(await retryAt(9_999_999_999), now + 86_400_000);
  for (const useless of ['0', '-5', 'soon', '', 'Sun, 22 Nov 2026 07:00:00 GMT']) {
    assert.equal(await retryAt(useless), undefined, useless);
  }
});

test('a target that does not answer in time is asked again later', async () => {
  await using site = await openSite();
  site.page('/hook', () => undefined);
  const channel = open({ url: site.url('/hook') }, { timeout: 50 });
  assert.deepEqual(await channel.send(BODY, 'alert-1', never), { kind: 'later', answer: 'no answer within 50ms' });
  await channel.close();
});

test('an abort is thrown while the target is silent, and cuts the connection', async () => {
  await using site = await openSite();
  const cut = new Promise((resolve) => {
    site.page('/hook', (_request, response) => void response.on('close', resolve));
  });
  const channel = open({ url: site.url('/hook') });
  const abort = new AbortController();
  const sending = channel.send(BODY, 'alert-1', abort.signal);
  await site.asked('/hook');
  abort.abort();
  await assert.rejects(sending, { name: 'AbortError' });
  await cut;
  await assert.rejects(channel.send(BODY, 'alert-2', AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(site.requests.length, 1);
  await channel.close();
});

test('an answer without end costs a bounded part of it, and does not undo a success', async () => {
  await using site = await openSite();
  site.page('/endless', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const more = (): void => void (response.writable && response.write('x'.repeat(65_536), more));
    more();
  });
  site.page('/stuck', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).write('partly');
  });
  const endless = open({ url: site.url('/endless') });
  const outcome = await endless.send(BODY, 'alert-1', never);
  assert.equal(outcome.kind, 'sent');
  assert.equal(outcome.answer.length, 300);
  await endless.close();
  const stuck = open({ url: site.url('/stuck') }, { timeout: 500 });
  assert.deepEqual(await stuck.send(BODY, 'alert-1', never), { kind: 'sent', answer: 'HTTP 200 OK: partly' });
  await stuck.close();
});

test('an answer is one line: no control characters, no error pages', async () => {
  const { outcome } = await sendTo({ status: 500, body: 'first\r\n\u001b[31msecond\u0000 \u202etxt' });
  assert.equal(outcome.answer, 'HTTP 500 Internal Server Error: first [31msecond txt');
  const page = await sendTo({ status: 404, body: '<!doctype html><h1>Not here</h1>', contentType: 'text/html' });
  assert.equal(page.outcome.answer, 'HTTP 404 Not Found');
});

test('a target that is not there, breaks off, or speaks something else is asked again later', async () => {
  const server = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH_9.9\r\n'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const channel = open({ url: `http://127.0.0.1:${port}/hook` });
  assert.equal((await channel.send(BODY, 'alert-1', never)).kind, 'later');
  await new Promise((resolve) => server.close(resolve));
  const refused = await channel.send(BODY, 'alert-1', never);
  assert.deepEqual(refused, { kind: 'later', answer: `connect ECONNREFUSED 127.0.0.1:${port}` });
  await channel.close();
});

test('no secret comes back in an answer, whatever the target says', async () => {
  await using site = await openSite();
  const key = 'T00000000/B11111111111/XXXXXXXXXXXXXXXXXXXXXXXX';
  const path = `/services/${key}?token=0123456789abcdef`;
  site.page(path, ({ headers }) => ({
    status: 401,
    contentType: 'text/plain',
    body: `bad ${SECRET} ${SECRET.slice(6)} ${headers.authorization} hunter%402 hunter@2 0123456789abcdef`,
  }));
  const url = site.url(path).replace('//', '//ops:hunter%402@');
  const channel = open({ url, secret: SECRET });
  const { kind, answer } = await channel.send(BODY, 'alert-1', never);
  assert.equal(kind, 'later');
  assert.equal(answer, 'HTTP 401 Unauthorized: bad […] […] Basic […] […] […] […]');
  const alone = open({ url: site.url(path).replace('//', '//hunter3@') });
  assert.equal(
    (await alone.send(BODY, 'alert-1', never)).answer.includes(Buffer.from('hunter3:').toString('base64')),
    false,
  );
  await alone.close();
  site.page(path, { status: 308, location: `/v2/services/${key}` });
  const moved = (await channel.send(BODY, 'alert-1', never)).answer;
  assert.match(moved, /redirects to http:\/\/127\.0\.0\.1:\d+\/v2\/services\/T00000000\/\[…\]\/\[…\], /);
  await site.close();
  const gone = (await channel.send(BODY, 'alert-1', never)).answer;
  assert.match(gone, /^connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
  await channel.close();
});
