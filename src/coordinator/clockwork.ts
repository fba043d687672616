import { createTask, type ScheduledTask } from 'node-cron';
import { messageOf } from '../errors.ts';
import type { ClockWatch } from './clock-watch.ts';
import { isQueueTrouble } from '../queue/engine.ts';
import type { Canary } from './canary.ts';
import type { Inbox } from './inbox.ts';
import type { Parts } from './parts.ts';
import type { Planner } from './planner.ts';
import { prune } from './prune.ts';
import { restoreFiles } from './resume.ts';
import { watchAll } from './watch-all.ts';

/**
 * When things happen. A round every second finds what no event told, and what has come due; finished jobs wake the inbox. The
 * tick says how far ahead feeds are planned: until the next one. Of node-cron we ask only when that is: left to run by itself it
 * goes through every tick that it has missed, which after a clock was set forward by years takes hours. What the machine slept
 * through is not made up for: a feed's due time is in the record, so one poll follows, not a burst. Ticks go by UTC, which
 * knows no summer time: no hour is left out and none comes twice. Each round first looks whether the clock was set.
 */
export interface Clockwork {
  start(): void;
  /** Plans everything now. */
  wake(): Promise<void>;
  /** Milliseconds since a round of work ended well, or since it was started: readiness. */
  idle(): number;
  stop(): Promise<void>;
}

const SWEEP = 1_000;
const RESTORE = 2_000;
const REWRITE = 10_000;
const PRUNE = 3_600_000;
/** Planned ahead in any case: the round after the next sweep may come too late for what is due before it. */
const AHEAD = 2 * SWEEP;
const WATCH = 60_000;
const PRUNE_STEP = 86_400_000;

export interface Movement {
  readonly planner: Planner;
  readonly inbox: Inbox;
  readonly canary: Canary;
  readonly clock: ClockWatch;
  /** Milliseconds from any origin. */
  readonly steady: () => number;
}

export function openClockwork(parts: Parts, { planner, inbox, canary, clock, steady }: Movement): Clockwork {
  const { log, settings, engine } = parts;
  const timers: NodeJS.Timeout[] = [];
  const ticks: ScheduledTask = createTask(settings.poll.tick, () => undefined, { timezone: 'UTC' });
  let lastRound = steady();
  let complaint = '';
  let round: Promise<void> | undefined;
  let again = false;
  let sweepDue = false;
  let stopped = false;
  let pruning: Promise<unknown> = Promise.resolve();

  async function work(): Promise<void> {
    do {
      again = false;
      const sweep = sweepDue;
      sweepDue = false;
      await clock.check();
      await inbox.drain(sweep);
      const [tick] = ticks.getNextRuns(1);
      await planner.planFeeds(Math.max(tick?.getTime() ?? 0, parts.now() + AHEAD));
      await planner.planRest();
      if (canary.isDue()) {
        canary.sent();
        await planner.planCanary();
      }
      lastRound = steady();
      complaint = '';
      // oxlint-disable-next-line no-unmodified-loop-condition -- set by calls that come meanwhile
    } while (again && !stopped);
  }

  /** One round at a time; a call during a round asks for another one after it. */
  function wake(): Promise<void> {
    // The engine has said what is wrong, and the queues take nothing until it is mended.
    if (stopped || engine.trouble() !== null) return Promise.resolve();
    if (round !== undefined) {
      again = true;
      return round;
    }
    round = work()
      .catch((error: unknown) => {
        const err = messageOf(error);
        // Rounds come every second, and fail for the same reason until it is gone.
        if (err !== complaint && !isQueueTrouble(error)) {
          log.error({ event: 'round', err }, `a round of work failed: ${err}`);
          complaint = err;
        }
      })
      .finally(() => {
        round = undefined;
      });
    return round;
  }

  /** One at a time: while Redis is away, nothing piles up to be done at once when it is back. */
  const every = (ms: number, what: () => Promise<unknown>): void => {
    let busy = false;
    const run = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      await what().catch((error: unknown) => {
        if (!isQueueTrouble(error)) log.error({ err: messageOf(error) }, messageOf(error));
      });
      busy = false;
    };
    timers.push(setInterval(() => void run(), ms));
  };

  return {
    start() {
      lastRound = steady();
      canary.start();
      engine.onFinished(() => void wake());
      every(SWEEP, () => {
        sweepDue = true;
        return wake();
      });
      every(RESTORE, async () => {
        if (engine.trouble() === null) await planner.restore();
      });
      every(REWRITE, async () => {
        if (parts.unwritten.files) restoreFiles(parts);
      });
      every(PRUNE, async () => {
        if (clock.mayPrune()) pruning = prune(parts, { step: PRUNE_STEP, stopped: () => stopped });
        await pruning;
      });
      every(WATCH, async () => watchAll(parts));
    },
    wake,
    idle: () => steady() - lastRound,
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await ticks.destroy();
      await round;
      await pruning.catch(() => undefined);
    },
  };
}
