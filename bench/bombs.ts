/**
 * What hostile hosts cost: one daemon on the embedded engine, all hosts of test/support/hostile-hosts.ts as feeds and as pages,
 * honest publishers beside them. Prints for the honest ones alone, and then with the hostile ones: the peak of resident memory, the
 * slowest /healthz (without the time for which somebody else had the processor), the most that was read of one connection, and
 * when half of the honest matches and the last of them were there. Ends within a quarter of an hour, whatever happens.
 * Usage: node bench/bombs.ts [word in the hosts' names]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHostileZoo } from '../test/support/hostile-zoo.ts';
import { openSite } from '../test/support/sites.ts';
import { watchProcess } from '../test/support/watch-process.ts';
import { openWorld } from '../test/support/world.ts';

const root = resolve(import.meta.dirname, '..');
/** Longer than an exchange may take, and a page. */
const SETTLED_MS = 60_000;
/** For the honest matches; those that are not there by then are reported as missing. */
const PATIENCE_MS = 600_000;
const SHUTDOWN_MS = 20_000;

async function watchWorld(wanted: RegExp): Promise<void> {
  await using zoo = await openHostileZoo(wanted);
  await using world = await openWorld({ publishers: 4, articlesPer: 25, onTopicShare: 0.3 });
  await using carrier = await openSite();
  const items = [...zoo.pages].map(([name, link]) => ({ title: `U.S. troops in Iraq and ${name}`, link }));
  const pages = carrier.feed('/feed', { format: 'rss', items });
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-bombs-'));
  const feeds = [...zoo.feeds.values(), pages.url, ...world.publishers.map(({ feed }) => feed.url)];
  const honest = world.articles.filter(({ onTopic }) => onTopic).map(({ url }) => new URL(url).pathname);
  const child = await startDaemon(folder, feeds);
  const matches = watchMatches(child, honest);
  const exited = once(child, 'exit');
  const watched = await Promise.race([
    matches.address.then((address) => watchProcess(child.pid ?? 0, address)),
    exited.then(() => null),
  ]);
  if (watched === null) throw new Error('the daemon ended before it served anything');
  const over = new AbortController();
  await Promise.race([matches.all, exited, sleep(PATIENCE_MS, undefined, over)]);
  if (zoo.feeds.size + zoo.pages.size > 0) await Promise.race([exited, sleep(SETTLED_MS, undefined, over)]);
  const alive = child.exitCode === null && child.signalCode === null;
  const counts = [...(await zoo.counts())].toSorted(([, one], [, other]) => other.most - one.most);
  const [[worst, { most }] = ['none', { most: 0 }]] = counts;
  process.stdout.write(
    `${zoo.feeds.size} hostile feeds, ${zoo.pages.size} hostile pages: ${matches.summary()}; ` +
      `peak ${watched.peakMb()} MB, slowest of ${watched.answers()} /healthz ${watched.slowestMs()} ms, ` +
      `most read ${(most / 1e6).toFixed(1)} MB (${worst})${alive ? '' : '; THE DAEMON DIED'}\n`,
  );
  child.kill('SIGTERM');
  await Promise.race([exited, sleep(SHUTDOWN_MS, undefined, over)]);
  child.kill('SIGKILL');
  over.abort();
  await watched[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function startDaemon(folder: string, feeds: readonly string[]): Promise<ChildProcess> {
  await writeFile(join(folder, 'feeds.yaml'), feeds.map((url) => `- url: ${url}\n`).join(''));
  await writeFile(
    join(folder, 'newswatch.yaml'),
    `data: data\ntopics: [${join(root, 'config/topics/us-forces-iraq.yaml')}]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\nfetch: { allowPrivateNetworks: true, perHost: { delay: 0s } }\n`,
  );
  return spawn(process.execPath, [join(root, 'bin/newswatch.js'), 'run', '--config', join(folder, 'newswatch.yaml')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'info' },
  });
}

interface Matches {
  /** Where the daemon serves. */
  readonly address: Promise<string>;
  /** Every honest article on the topic has become a match. */
  readonly all: Promise<void>;
  summary(): string;
}

/** @param honest paths of the articles that are to match */
function watchMatches(child: ChildProcess, honest: readonly string[]): Matches {
  const started = performance.now();
  const left = new Set(honest);
  const took: number[] = [];
  const address = Promise.withResolvers<string>();
  const all = Promise.withResolvers<void>();
  if (child.stderr === null) throw new Error('no stderr');
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = line.startsWith('{') ? (JSON.parse(line) as { event?: string; address?: string; url?: string }) : {};
    if (event.event === 'http') address.resolve(event.address ?? '');
    if (event.event !== 'match' || !left.delete(URL.parse(event.url ?? '')?.pathname ?? '')) return;
    took.push((performance.now() - started) / 1_000);
    if (left.size === 0) all.resolve();
  });
  const at = (index: number): string => took[index]?.toFixed(1) ?? '–';
  return {
    address: address.promise,
    all: all.promise,
    summary: () =>
      `${took.length} of ${honest.length} honest matches, half after ${at(Math.ceil(honest.length / 2) - 1)} s, ` +
      `the last after ${at(took.length - 1)} s${left.size > 0 ? ` (MISSING: ${[...left].join(' ')})` : ''}`,
  };
}

await watchWorld(/^$/);
await watchWorld(new RegExp(process.argv[2] ?? '.'));
