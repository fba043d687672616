/**
 * One round over a generated world: `run --once` from an empty folder, then again with nothing new. Wall and CPU time, peak
 * memory of the process, on the embedded engine, and on Redis where REDIS_URL is set. Usage: node bench/once.ts [publishers] [articles each]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openWorld } from '../test/support/world.ts';

const [publishers = 8, articlesPer = 50] = process.argv.slice(2).map(Number);
const root = resolve(import.meta.dirname, '..');

async function round(folder: string): Promise<{ seconds: number; peakMb: number; summary: string }> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'bin/newswatch.js'), 'run', '--once', '--json', '--config', join(folder, 'newswatch.yaml')],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
    },
  );
  let summary = '';
  child.stdout.on('data', (chunk) => (summary += String(chunk)));
  let peakMb = 0;
  // Linux only; elsewhere the peak stays 0.
  const proc = `/proc/${child.pid}/status`;
  const watch = setInterval(() => {
    const status = existsSync(proc) ? readFileSync(proc, 'utf8') : '';
    peakMb = Math.max(peakMb, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000));
  }, 200);
  await once(child, 'close');
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1_000, peakMb, summary: summary.trim() };
}

await using world = await openWorld({ publishers, articlesPer, onTopicShare: 0.2, seed: 7 });
const folder = await mkdtemp(join(tmpdir(), 'newswatch-bench-'));
await writeFile(join(folder, 'feeds.yaml'), world.publishers.map(({ feed }) => `- url: ${feed.url}\n`).join(''));
await writeFile(
  join(folder, 'newswatch.yaml'),
  `data: data\ntopics: [${join(root, 'config/topics/us-forces-iraq.yaml')}]\nfeeds: [feeds.yaml]\nfetch: { allowPrivateNetworks: true, perHost: { delay: 0s } }\n`,
);
for (const name of ['first round', 'nothing new']) {
  const { seconds, peakMb, summary } = await round(folder);
  process.stdout.write(`${name}: ${seconds.toFixed(1)} s, peak ${peakMb} MB\n  ${summary}\n`);
}
await rm(folder, { recursive: true, force: true });
