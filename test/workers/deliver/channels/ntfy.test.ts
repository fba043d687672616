import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../../../../src/log.ts';
import { openNtfy, type NtfySettings } from '../../../../workers/deliver/channels/ntfy.ts';
import { alertBody } from '../../../support/alert-body.ts';
import { openSite } from '../../../support/sites.ts';

const never = new AbortController().signal;

const open = (settings: Pick<NtfySettings, 'url' | 'token'>) =>
  openNtfy(
    { type: 'ntfy', name: 'phone', duplicates: false, notices: false, ...settings },
    { log: silentLog(), userAgent: 'newswatch/test' },
  );

test('publishes JSON to the root of the server', async () => {
  await using site = await openSite();
  site.page('/', { contentType: 'application/json', body: '{"id":"x1","event":"message","topic":"news-desk"}' });
  const channel = open({ url: site.url('/news-desk'), token: 'tk_secret' });
  const title = 'هێزەکانی ئەمریکا — “pull-out” 🚁';
  const outcome = await channel.send(alertBody({ title }), 'alert-1', never);
  await channel.close();
  assert.deepEqual(outcome, { kind: 'sent', answer: 'HTTP 200 OK: {"id":"x1","event":"message","topic":"[…]"}' });
  const [request] = site.requests;
  assert.ok(request !== undefined && site.requests.length === 1);
  assert.deepEqual([request.method, request.path], ['POST', '/']);
  assert.equal(request.headers.authorization, 'Bearer tk_secret');
  const { message, ...rest } = JSON.parse(request.body) as Record<string, unknown>;
  assert.deepEqual(rest, {
    topic: 'news-desk',
    title,
    tags: ['us-forces-iraq'],
    click: 'https://news.example/2026/convoy?id=7&page=1',
    sequence_id: 'alert-1',
  });
  assert.match(
    String(message),
    /\n {2}\+8 {2}US forces \(body\): “the last \*U\.S\. troops\* left the base”\n {2}−0\.5 {2}hostages/,
  );
});

test('a server below a path, a trailing slash, a query and a log-in in the address', async () => {
  await using site = await openSite();
  site.page('/ntfy/', { status: 200 });
  const url = `${site.url('/ntfy/news-desk/')}?priority=4`.replace('//', '//me:pw@');
  const channel = open({ url });
  assert.equal((await channel.send(alertBody(), 'alert-1', never)).kind, 'sent');
  await channel.close();
  const [request] = site.requests;
  assert.equal(request?.path, '/ntfy/?priority=4');
  assert.equal(request?.headers.authorization, `Basic ${Buffer.from('me:pw').toString('base64')}`);
  assert.equal((JSON.parse(request?.body ?? '{}') as { topic?: string }).topic, 'news-desk');
});

test('stays within what a server takes, and makes only web addresses a link', async () => {
  await using site = await openSite();
  site.page('/', { status: 200 });
  const channel = open({ url: site.url('/t') });
  const long = '🚁'.repeat(4_000);
  const matched = Array.from(
    { length: 50 },
    () => ({ term: long, concept: long, where: 'body', snippet: long }) as const,
  );
  await channel.send(
    alertBody({ title: long, excerpt: long, matched, why: Array.from({ length: 50 }, () => long) }),
    'no sequence id, this',
    never,
  );
  await channel.send(alertBody({ url: 'javascript:alert(1)' }), 'alert-2', never);
  await channel.close();
  const [big, script] = site.requests.map(({ body }) => ({ bytes: Buffer.byteLength(body), ...JSON.parse(body) }));
  assert.ok(big.bytes <= 4_096, String(big.bytes));
  assert.equal(big.message.isWellFormed() && big.title.isWellFormed(), true);
  assert.equal('sequence_id' in big || 'click' in script, false);
  assert.doesNotMatch(script.message, /javascript/);
});

test('a refusal names neither token nor topic', async () => {
  await using site = await openSite();
  site.page('/', ({ headers, body }) => ({
    status: 403,
    contentType: 'application/json',
    body: `{"error":"forbidden","auth":"${headers.authorization}","topic":"${(JSON.parse(body) as { topic: string }).topic}"}`,
  }));
  const channel = open({ url: site.url('/news-desk'), token: 'tk_secret' });
  const outcome = await channel.send(alertBody(), 'alert-1', never);
  await channel.close();
  assert.deepEqual(outcome, {
    kind: 'later',
    answer: 'HTTP 403 Forbidden: {"error":"forbidden","auth":"Bearer […]","topic":"[…]"}',
  });
});
