import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openRandom } from '../support/random.ts';
import type { Blow } from './deck.ts';
import { differences, fatesIn } from './end-state.ts';
import { layOut, WORKER_AGENT } from './installation.ts';
import { life } from './life.ts';
import { openMovement } from './movement.ts';
import { openNews } from './news.ts';
import { PROGRAM } from './process.ts';
import { openReceivers } from './receivers.ts';
import { compare, CrashFailure, publish, untilRest, type CrashReport, type Stage } from './stage.ts';

/** One installation, killed as often as there are blows; after each start everything must be as if nothing had been. */
export interface CrashOptions {
  readonly seed: number;
  readonly blows: readonly Blow[];
  /** Published in all, a part before each kill. */
  readonly articles: number;
  /** Everything that it leaves: configuration, data, logs. */
  readonly folder: string;
  /** Of a Redis; null for the embedded engine. */
  readonly redis: string | null;
  /** Whether an installation that nobody disturbs reads all of it, too, to be compared with. */
  readonly undisturbed: boolean;
  readonly onProgress?: (report: CrashReport) => void;
}

/** @throws CrashFailure */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const { seed, blows, articles, folder, redis, onProgress = () => undefined } = options;
  const movement = openMovement();
  await using news = await openNews(seed, (agent) => {
    if (agent !== WORKER_AGENT) movement.seen();
  });
  await using receivers = await openReceivers(movement.seen);
  const place = layOut(join(folder, 'killed'), news.feeds, receivers.config, redis);
  const report = emptyReport();
  const stage: Stage = {
    news,
    receivers,
    place,
    movement,
    report,
    articles,
    onProgress,
    random: openRandom(seed + 1),
    files: new Set(),
    worker: redis === null ? null : place.start('worker'),
  };
  try {
    publish(stage, blows.length);
    for (const [index, blow] of blows.entries()) await life(stage, blow, blows.length - index);
    await lastLife(stage);
    if (options.undisturbed) await undisturbed(stage, join(folder, 'undisturbed'), redis);
  } finally {
    await stage.worker?.kill();
  }
  return report;
}

const emptyReport = (): CrashReport => ({
  kills: new Map(),
  inRecovery: 0,
  compared: 0,
  published: 0,
  files: 0,
  alerts: 0,
  repeated: 0,
  resumed: [],
});

/** The articles that are left, then a proper end; and what a user would ask. */
async function lastLife(stage: Stage): Promise<void> {
  const { place, articles, report, receivers } = stage;
  const daemon = place.start('run');
  try {
    for (;;) {
      if (!(await untilRest(stage, daemon))) throw new CrashFailure('the daemon ended by itself');
      await compare(stage);
      if (report.published >= articles) break;
      publish(stage, 0);
    }
    const code = await daemon.stop();
    if (code !== 0) throw new CrashFailure(`SIGTERM ended it with ${code}`);
  } finally {
    await daemon.kill();
  }
  const args = [PROGRAM, 'corpus', 'verify', '--json', '--config', place.config];
  const verified = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (verified.status !== 0) throw new CrashFailure(`corpus verify: ${verified.stdout}${verified.stderr}`);
  report.files = (JSON.parse(verified.stdout) as { files: number }).files;
  for (const byId of receivers.received.values()) {
    report.alerts += byId.size;
    for (const { times } of byId.values()) report.repeated += Number(times > 1);
  }
}

/** Another installation that nobody disturbs reads the same news, and must come to the same end. */
async function undisturbed({ news, place }: Stage, folder: string, redis: string | null): Promise<void> {
  news.listAll();
  await using receivers = await openReceivers(() => undefined);
  const calm = layOut(folder, news.feeds, receivers.config, redis);
  const daemon = calm.start('run');
  try {
    if (!(await untilRest({ place: calm, news }, daemon)))
      throw new CrashFailure('the undisturbed run ended by itself');
  } finally {
    await daemon.stop();
  }
  const wrong = differences(fatesIn(calm), fatesIn(place));
  if (wrong.length > 0) throw new CrashFailure(`other than undisturbed:\n${wrong.slice(0, 20).join('\n')}`);
}
