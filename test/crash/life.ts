import { setTimeout as sleep } from 'node:timers/promises';
import { countOf, type Blow } from './deck.ts';
import { checkFiles } from './end-state.ts';
import type { Strike } from './kill-at.ts';
import { loseUnsynced } from './lose-unsynced.ts';
import type { Victim } from './process.ts';
import { compare, CrashFailure, nameOf, publish, untilRest, type Stage } from './stage.ts';

const AT_ANY_MOMENT = { start: 1_500, rest: 2_000 };
/** So many batches are put out for a step that not every one passes. */
const BATCHES = 8;
const BOTH_FALL = 0.3;

/**
 * One start and one kill: what the life before has left is finished and compared, further articles come, and over these it
 * falls. Or it falls before. @throws CrashFailure
 */
export async function life(stage: Stage, blow: Blow, left: number): Promise<void> {
  const { random, report, place, movement } = stage;
  const strike = blow.at === 'any moment' ? null : { step: blow.at, count: countOf(random, blow) };
  if (stage.worker !== null && !stage.worker.alive()) stage.worker = place.start('worker');
  movement.forget();
  const early = blow.from === 'start';
  const daemon = place.start('run', early ? strike : null);
  const victim = blow.victim === 'worker' && stage.worker !== null ? stage.worker : daemon;
  try {
    if (early && strike === null) void sleep(random.between(0, AT_ANY_MOMENT.start)).then(() => victim.kill());
    if (await untilRest(stage, victim)) {
      await compare(stage);
      noteMovement(stage, daemon);
      await fall(stage, victim, strike, left);
    } else report.inRecovery += 1;
    await fallen(stage, blow, victim, daemon);
  } finally {
    await daemon.kill();
  }
  loseUnsynced(place, blow, random, stage.files);
  const wrong = checkFiles(place, stage.files);
  if (wrong.length > 0) throw new CrashFailure(wrong.join('\n'));
  stage.onProgress(report);
}

/**
 * How long after its start it moved. Nothing does where nothing was left to do; and the very first start, which goes on with
 * nothing, makes the database of its queue.
 */
function noteMovement({ report, movement }: Stage, { startedAt }: Victim): void {
  const since = movement.since();
  if (since !== null && report.kills.size > 0) report.resumed.push(since - startedAt);
}

/**
 * Puts out articles until it falls over them. Steps are counted from when it reads the first of them, or else from before,
 * when it has yet to hear of them.
 */
async function fall(stage: Stage, victim: Victim, strike: Strike | null, left: number): Promise<void> {
  const { random, movement } = stage;
  for (let batch = 0; batch < BATCHES; batch++) {
    movement.forget();
    const reading = random.next() < 0.6;
    if (strike !== null && !reading) victim.strike(strike);
    publish(stage, left);
    if (strike === null) await sleep(random.between(0, AT_ANY_MOMENT.rest)).then(() => victim.kill());
    else if (reading) void movement.next().then(() => victim.strike(strike));
    if (!(await untilRest(stage, victim))) return;
  }
}

/** After a worker's death the daemon has to do without it; and sometimes both fall. */
async function fallen(stage: Stage, blow: Blow, victim: Victim, daemon: Victim): Promise<void> {
  const { report, random } = stage;
  // The daemon may have left a worker nothing to do.
  if (blow.victim === 'worker') await victim.kill();
  else if (victim.alive()) throw new CrashFailure(`it never came to the step "${blow.at}"`);
  const how = await victim.ended;
  if (how !== 'SIGKILL') throw new CrashFailure(`newswatch ${blow.victim} ended by itself, with ${how}`);
  report.kills.set(nameOf(blow), (report.kills.get(nameOf(blow)) ?? 0) + 1);
  if (victim !== daemon) {
    if (!(await untilRest(stage, daemon))) throw new CrashFailure('the daemon ended by itself');
    await compare(stage);
  } else if (random.next() < BOTH_FALL) await stage.worker?.kill();
}
