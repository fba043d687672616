import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeConfiguration } from '../../demo/daemon.ts';
import { loadSettings } from '../../src/settings/load.ts';

const DEMO = fileURLToPath(new URL('../../demo/demo.ts', import.meta.url));
const FLAGS = ['--disable-warning=ExperimentalWarning', DEMO];

test('the configuration it writes is valid, stays on loopback and asks often', (t) => {
  const webhook = { url: 'http://127.0.0.1:1/alerts', secret: 'whsec_c2VjcmV0' };
  const feeds = [{ name: 'Halyard & Compass: "x"', feedUrl: 'http://127.0.0.1:2/feed.xml' }];
  const place = writeConfiguration(feeds, webhook);
  t.after(() => rmSync(place.folder, { recursive: true }));
  const settings = loadSettings(place.config, { env: {} });
  assert.equal(settings.corpus, place.corpus);
  assert.deepEqual(
    settings.feeds.map(({ url, title }) => [url, title]),
    [['http://127.0.0.1:2/feed.xml', 'Halyard & Compass: "x"']],
  );
  assert.deepEqual(settings.fetch.allowPrivateNetworks, ['127.0.0.0/8']);
  assert.equal(settings.fetch.perHost.delay, 0);
  assert.deepEqual([settings.poll.interval, settings.poll.maxInterval], [5_000, 5_000]);
  assert.deepEqual(
    settings.alerts.map(({ name }) => name),
    ['log', 'webhook'],
  );
  assert.equal(settings.http.port, 0);
  assert.ok(settings.topicFiles.every((file) => existsSync(file)));
});

test('--serve-only shows the papers, serves them, and ends on SIGINT', async () => {
  const child = spawn(process.execPath, [...FLAGS, '--serve-only'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const feeds: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [feed] = /http:\S+/.exec(line) ?? [];
    if (feed !== undefined) feeds.push(feed);
    if (line.startsWith('Ctrl-C')) break;
  }
  assert.equal(feeds.length, 5);
  const statuses = await Promise.all(feeds.map(async (feed) => (await fetch(feed)).status));
  assert.deepEqual(statuses, [200, 200, 200, 200, 200]);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('an option it does not know is refused with its usage', () => {
  const { status, stderr } = spawnSync(process.execPath, [...FLAGS, '--fast'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /--fast[\s\S]*usage: npm run demo/);
  assert.doesNotMatch(stderr, /^ +at /m);
  assert.match(spawnSync(process.execPath, [...FLAGS, '--help'], { encoding: 'utf8' }).stdout, /^usage: /);
});
