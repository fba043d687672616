/**
 * What hostile hosts cost: one daemon on the embedded engine, all hosts of test/support/hostile-hosts.ts as feeds and as pages,
 * honest publishers beside them. Prints the peak of resident memory, the slowest /healthz (without the time for which somebody
 * else had the processor), the most that was read of one connection, and when the last honest match was there, with the
 * hostile hosts and without. Usage: node bench/bombs.ts [word in the hosts' names]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openHostileZoo } from '../test/support/hostile-zoo.ts';
import { openSite } from '../test/support/sites.ts';
import { watchProcess } from '../test/support/watch-process.ts';
import { openWorld } from '../test/support/world.ts';

const root = resolve(import.meta.dirname, '..');
/** Longer than an exchange may take, and a page. */
const SETTLED_MS = 60_000;

async function watchWorld(wanted: RegExp): Promise<void> {
  await using zoo = await openHostileZoo(wanted);
  await using world = await openWorld({ publishers: 4, articlesPer: 25, onTopicShare: 0.3 });
  await using carrier = await openSite();
  const items = [...zoo.pages].map(([name, link]) => ({ title: `U.S. troops in Iraq and ${name}`, link }));
  const pages = carrier.feed('/feed', { format: 'rss', items });
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-bombs-'));
  const feeds = [...zoo.feeds.values(), pages.url, ...world.publishers.map(({ feed }) => feed.url)];
  await writeFile(join(folder, 'feeds.yaml'), feeds.map((url) => `- url: ${url}\n`).join(''));
  await writeFile(
    join(folder, 'newswatch.yaml'),
    `data: data\ntopics: [${join(root, 'config/topics/us-forces-iraq.yaml')}]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\nfetch: { allowPrivateNetworks: true, perHost: { delay: 0s } }\n`,
  );
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'bin/newswatch.js'), 'run', '--config', join(folder, 'newswatch.yaml')],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LOG_LEVEL: 'info' } },
  );
  const left = new Set(world.articles.filter(({ onTopic }) => onTopic).map(({ url }) => new URL(url).pathname));
  let lastMatch = Number.NaN;
  const address = Promise.withResolvers<string>();
  const matched = Promise.withResolvers<void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = line.startsWith('{') ? (JSON.parse(line) as { event?: string; address?: string; url?: string }) : {};
    if (event.event === 'http') address.resolve(event.address ?? '');
    if (event.event !== 'match' || !left.delete(URL.parse(event.url ?? '')?.pathname ?? '')) return;
    lastMatch = (performance.now() - started) / 1_000;
    if (left.size === 0) matched.resolve();
  });
  const watched = await watchProcess(child.pid ?? 0, await address.promise);
  await matched.promise;
  if (zoo.feeds.size + zoo.pages.size > 0) await new Promise((done) => setTimeout(done, SETTLED_MS));
  const counts = [...(await zoo.counts())].toSorted(([, a], [, b]) => b.most - a.most);
  const [[worst, { most }] = ['none', { most: 0 }]] = counts;
  process.stdout.write(
    `${zoo.feeds.size} hostile feeds, ${zoo.pages.size} hostile pages: peak ${watched.peakMb()} MB, ` +
      `slowest of ${watched.answers()} /healthz ${watched.slowestMs()} ms, ` +
      `last honest match after ${lastMatch.toFixed(1)} s, most read ${(most / 1e6).toFixed(1)} MB (${worst})\n`,
  );
  child.kill('SIGTERM');
  await new Promise((done) => child.once('exit', done));
  await watched[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}

await watchWorld(/^$/);
await watchWorld(new RegExp(process.argv[2] ?? '.'));
