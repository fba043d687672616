import { NewswatchError } from '../errors.ts';
import type { ClockWatch } from './clock-watch.ts';
import { isQueueTrouble } from '../queue/engine.ts';
import type { Inbox } from './inbox.ts';
import type { Parts } from './parts.ts';
import type { Planner } from './planner.ts';
import { prune } from './prune.ts';
import { restoreFiles } from './resume.ts';
import type { Tally } from './tally.ts';
import { watchAll } from './watch-all.ts';

/** The summary that `run --once` prints (CONTRACT 1.1). */
export interface Summary extends Omit<Tally, 'alerts'> {
  readonly alerts: { readonly sent: number; readonly failed: number; readonly pending: number };
}

/** What is due later than this stays in the record. */
const PATIENCE = 10_000;
const SWEEP = 250;
const RESTORE = 2_000;
/** Rounds may be weeks apart. */
const PRUNE_STEP = 31 * 86_400_000;
/** Longer than any exchange and any thread may take: without progress for so long, something is broken. */
const STUCK = 180_000;

/** Polls every feed once, then goes on until nothing is under way and nothing falls due within ten seconds. */
export async function runOnce(
  parts: Parts,
  planner: Planner,
  inbox: Inbox,
  clock: ClockWatch,
  onProgress: (summary: Summary, underway: number) => void,
  signal: AbortSignal,
): Promise<Summary> {
  const { record, tally, engine } = parts;
  const bell = openBell(signal);
  engine.onFinished(() => bell.ring());

  await clock.check();
  watchAll(parts);
  tally.feeds.skipped += await planner.planAllFeeds();
  let sweep = true;
  let restoreAt = performance.now() + RESTORE;
  const progress = openProgress(parts);
  /** True once nothing is left to do. */
  const step = async (): Promise<boolean> => {
    if (engine.trouble() !== null) return false;
    await clock.check();
    await inbox.drain(sweep);
    await planner.planRest();
    if (
      planner.underway.size === 0 &&
      !soon(record.items.pending().nextDueAt, parts) &&
      !soon(record.alerts.pending().nextDueAt, parts)
    )
      return true;
    if (performance.now() > restoreAt) {
      await planner.restore();
      restoreAt = performance.now() + RESTORE;
    }
    return false;
  };
  while (!signal.aborted) {
    const done = await step().catch((error: unknown) => {
      // A Redis that went away in the middle is waited for.
      if (!isQueueTrouble(error)) throw error;
      return false;
    });
    onProgress(summaryOf(parts), planner.underway.size);
    if (done) break;
    progress.check(planner.underway.size);
    sweep = await bell.wait(SWEEP);
  }
  if (parts.unwritten.files) restoreFiles(parts);
  // Where every round is a process of its own, none lives long enough to do it by the clock.
  if (clock.mayPrune()) await prune(parts, { step: PRUNE_STEP, stopped: () => signal.aborted });
  return summaryOf(parts);
}

/** A record that cannot be written, say, must not keep a round from ending. */
function openProgress(parts: Parts): { check(underway: number): void } {
  let last = '';
  let at = performance.now();
  return {
    check(underway) {
      const state = `${underway} ${JSON.stringify(parts.tally)}`;
      if (state !== last) at = performance.now();
      last = state;
      if (performance.now() - at < STUCK) return;
      throw new NewswatchError(
        'stuck',
        `nothing has moved for ${STUCK / 60_000} minutes, with ${underway} jobs under way`,
        {
          remedy: 'the log says why; what was under way goes on with the next run',
        },
      );
    },
  };
}

const soon = (dueAt: number | null, { now }: Parts): boolean => dueAt !== null && dueAt <= now() + PATIENCE;

function summaryOf({ tally, record }: Parts): Summary {
  return { ...tally, alerts: { ...tally.alerts, pending: record.alerts.pending().count } };
}

/** Waits until rung, at most `ms`; a ring between two waits is not lost. True if nobody rang. */
function openBell(signal: AbortSignal): { ring: () => void; wait: (ms: number) => Promise<boolean> } {
  let rung = false;
  let answer: () => void = () => undefined;
  const ring = (): void => {
    rung = true;
    answer();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const silent = !rung;
      rung = false;
      return silent;
    },
  };
}
