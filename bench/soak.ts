/**
 * Articles by the hundred thousand through the real daemon while its clock goes through a week, hour by hour, as fast as it
 * reads them: memory and handles must stay flat, and the record must grow by little for what is rejected.
 * Usage: npm run soak -- [--articles 100000] [--feeds 120] [--engine embedded|redis] [--seed 1] [--days 7] [--chart FILE.svg]
 * `redis` takes REDIS_URL. Linux only (/proc). Ends with 1 if a criterion does not hold.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chart } from './soak/chart.ts';
import { criteria, median, quarters } from './soak/criteria.ts';
import { startDaemon, type SoakDaemon } from './soak/daemon.ts';
import { takeSample, type Sample } from './soak/samples.ts';
import { openSoakWorld, type SoakWorld } from './soak/world.ts';

const HOUR = 3_600_000;
const SAMPLE_EVERY = 3_000;
/** Nothing was asked for so long: an hour that brings no more. Items that a failing feed never listed are not asked for. */
const QUIET = 3_000;
/** So often it is left alone for as long as idle connections are kept and more: what it holds then, it would hold for good. */
const REST_EVERY = 12;
const REST = 12_000;

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '100000' },
    feeds: { type: 'string', default: '120' },
    engine: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '7' },
    chart: { type: 'string', default: 'soak.svg' },
  },
});
const articles = Number(values.articles);
const hours = Number(values.days) * 24;
const engine = values.engine === 'redis' ? 'redis' : 'embedded';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'newswatch-soak-'));
const world = await openSoakWorld({ feeds: Number(values.feeds), seed: Number(values.seed) });
const daemon = await startDaemon(folder, { ...world, engine });
const samples: Sample[] = [];
try {
  await drive(world, daemon);
} finally {
  const code = await daemon.stop();
  await world.close();
  say(`\nthe daemon ended with ${code}`);
}
report();
if (process.exitCode !== 1) rmSync(folder, { recursive: true, force: true });
else say(`data and daemon.log are in ${folder}`);

async function drive(town: SoakWorld, { setAhead, ended, ...place }: SoakDaemon): Promise<void> {
  const started = performance.now();
  let [sampledAt, made, lost] = [-Infinity, 0, 0];
  const sample = async (hour: number, resting: boolean): Promise<void> => {
    sampledAt = performance.now();
    const at = { seconds: (sampledAt - started) / 1_000, articles: town.asked(), resting };
    const taken = await takeSample(place, at);
    samples.push(taken);
    progress(hour, taken);
  };
  for (let hour = 1; hour <= hours; hour += 1) {
    const share = Math.round((articles * hour) / hours) - made;
    made += share;
    town.publish(share, Date.now() + hour * HOUR);
    setAhead(hour * HOUR);
    let [asked, movedAt] = [town.asked(), performance.now()];
    while (town.toAsk() - town.asked() > lost && performance.now() - movedAt < QUIET) {
      if (ended()) throw new Error(`the daemon ended by itself: see ${folder}/daemon.log`);
      if (town.asked() !== asked) [asked, movedAt] = [town.asked(), performance.now()];
      if (performance.now() - sampledAt >= SAMPLE_EVERY) await sample(hour, false);
      await sleep(100);
    }
    if (hour % REST_EVERY === 0) {
      await sleep(REST);
      await sample(hour, true);
    }
    lost = town.toAsk() - town.asked();
  }
}

function progress(
  hour: number,
  { seconds, articles: done, rss, descriptors, waiting, database, health }: Sample,
): void {
  const left = done === 0 ? 0 : ((articles - done) * seconds) / done;
  const day = `day ${Math.ceil(hour / 24)} ${String((hour - 1) % 24).padStart(2, '0')}:00`;
  const line = `${day}  ${done} of ${articles}, ${(done / seconds).toFixed(0)}/s, ${(left / 60).toFixed(1)} min left  ${rss.toFixed(0)} MB, ${descriptors} files, ${waiting} waiting, database ${database.toFixed(1)} MB, /healthz ${health.toFixed(0)} ms`;
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
}

function report(): void {
  const keys = [
    'rss',
    'heap',
    'descriptors',
    'handles',
    'threads',
    'waiting',
    'database',
    'log',
    'queue',
    'lag',
    'health',
  ] as const;
  say(`\n${'median of a quarter'.padEnd(22)}${['1st', '2nd', '3rd', '4th'].map((name) => name.padStart(9)).join('')}`);
  const parts = quarters(samples);
  for (const key of keys) {
    const figures = parts.map((part) =>
      median(part.map((sample) => sample[key]))
        .toFixed(1)
        .padStart(9),
    );
    say(key.padEnd(22) + figures.join(''));
  }
  say(
    `\n${world.asked()} articles asked for, ${world.alerts()} alerts taken, in ${((samples.at(-1)?.seconds ?? 0) / 60).toFixed(1)} min, ${engine} engine\n`,
  );
  for (const { what, figure, holds } of criteria(samples, join(folder, 'data', 'newswatch.db'))) {
    say(`${holds ? 'ok  ' : 'FAIL'}  ${what}: ${figure}`);
    if (!holds) process.exitCode = 1;
  }
  writeFileSync(values.chart, chart(samples));
  say(`picture: ${values.chart}`);
}
