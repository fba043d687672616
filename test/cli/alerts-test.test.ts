import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { alertsTest, sampleAlert } from '../../src/cli/alerts-test.ts';
import type { Io } from '../../src/cli/io.ts';
import { openSite, type Site } from '../support/sites.ts';

/** A configuration with a channel that works, one whose target is gone, and one that asks for another password. */
async function configFor(site: Site, t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'feeds.yaml'), '');
  await writeFile(
    join(folder, 'newswatch.yaml'),
    `topics: [topic.yaml]
feeds: [feeds.yaml]
alerts:
  - { name: desk, type: webhook, url: "${site.url('/hook')}", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }
  - { name: gone, type: webhook, url: "${site.url('/gone')}" }
  - { type: ntfy, url: "${site.url('/topic').replace('//', '//me:hunter2@')}" }
`,
  );
  site.page('/hook', { contentType: 'text/plain', body: 'thanks' });
  site.page('/gone', { status: 410 });
  site.page('/', { contentType: 'text/plain', status: 401, body: 'not hunter2' });
  return join(folder, 'newswatch.yaml');
}

async function run(name: string | undefined, options: { config: string; json?: boolean }) {
  const stdout = new PassThrough();
  const io = { stdout, stderr: process.stderr, stdin: process.stdin } as unknown as Io;
  const code = await alertsTest(name, options, io);
  stdout.end();
  return { code, output: await text(stdout) };
}

test('sends a sample through every channel and shows each answer', async (t) => {
  await using site = await openSite();
  const config = await configFor(site, t);
  const { code, output } = await run(undefined, { config });
  assert.equal(code, 1);
  assert.deepEqual(output.split('\n'), [
    'ok     desk (webhook): HTTP 200 OK: thanks',
    'failed gone (webhook): HTTP 410 Gone',
    'failed ntfy (ntfy): HTTP 401 Unauthorized: not […]',
    '',
  ]);
  const sent = JSON.parse(site.requests.find(({ path }) => path === '/hook')?.body ?? '{}') as { type?: string };
  assert.equal(sent.type, 'test');
});

test('--json prints one document', async (t) => {
  await using site = await openSite();
  const config = await configFor(site, t);
  const { code, output } = await run(undefined, { config, json: true });
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(output), {
    channels: [
      { name: 'desk', type: 'webhook', ok: true, answer: 'HTTP 200 OK: thanks' },
      { name: 'gone', type: 'webhook', ok: false, answer: 'HTTP 410 Gone' },
      { name: 'ntfy', type: 'ntfy', ok: false, answer: 'HTTP 401 Unauthorized: not […]' },
    ],
  });
});

test('a name tests that channel alone, each time as a new alert', async (t) => {
  await using site = await openSite();
  const config = await configFor(site, t);
  assert.deepEqual(await run('desk', { config }), { code: 0, output: 'ok     desk (webhook): HTTP 200 OK: thanks\n' });
  await run('desk', { config });
  const ids = site.requests.map(({ headers }) => String(headers['webhook-id']));
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual(
    site.requests.map(({ path }) => path),
    ['/hook', '/hook'],
  );
});

test('an unknown name is bad usage and names the channels there are', async (t) => {
  await using site = await openSite();
  const config = await configFor(site, t);
  await assert.rejects(run('dsek', { config }), {
    code: 'usage',
    line: 'there is no alert channel "dsek" (there are: desk, gone, ntfy)',
  });
  assert.equal(site.requests.length, 0);
});

test('the sample has the shape of a match and says that it is none', () => {
  const { type, timestamp, data } = sampleAlert(new Date('2026-11-22T08:00:00Z'));
  assert.deepEqual([type, timestamp, data.matchedAt], ['test', '2026-11-22T08:00:00.000Z', '2026-11-22T08:00:00.000Z']);
  assert.match(data.title, /test/i);
  assert.equal(data.corpusFile, null);
});
