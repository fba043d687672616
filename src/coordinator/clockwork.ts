import { schedule, type ScheduledTask } from 'node-cron';
import { messageOf } from '../errors.ts';
import type { Inbox } from './inbox.ts';
import type { Parts } from './parts.ts';
import type { Planner } from './planner.ts';
import { prune } from './prune.ts';
import { restoreFiles } from './resume.ts';

/**
 * When things happen. The tick (node-cron) plans the feeds that fall due until the next one; finished jobs wake the inbox;
 * a sweep every second finds what no event told, and retries that have come due. A tick that the machine slept through is
 * not made up for: a feed's due time is in the record, so one poll follows, not a burst.
 */
export interface Clockwork {
  start(): void;
  /** Plans everything now. */
  wake(): Promise<void>;
  /** When the last round of work ended well: readiness. */
  readonly lastRound: () => number;
  stop(): Promise<void>;
}

const SWEEP = 1_000;
const RESTORE = 2_000;
const REWRITE = 10_000;
const PRUNE = 3_600_000;
const PRUNE_STEP = 86_400_000;
/** Planned ahead where the next tick is unknown. */
const HORIZON = 10_000;

export function openClockwork(parts: Parts, planner: Planner, inbox: Inbox): Clockwork {
  const { log, settings, engine } = parts;
  const timers: NodeJS.Timeout[] = [];
  let task: ScheduledTask | undefined;
  let lastRound = parts.now();
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
      await inbox.drain(sweep);
      const next = task?.getNextRun()?.getTime() ?? parts.now() + HORIZON;
      await planner.planFeeds(next);
      await planner.planRest();
      lastRound = parts.now();
      // oxlint-disable-next-line no-unmodified-loop-condition -- set by calls that come meanwhile
    } while (again && !stopped);
  }

  /** One round at a time; a call during a round asks for another one after it. */
  function wake(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (round !== undefined) {
      again = true;
      return round;
    }
    round = work()
      .catch((error: unknown) => {
        log.error({ event: 'round', err: messageOf(error) }, `a round of work failed: ${messageOf(error)}`);
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
      await what().catch((error: unknown) => log.error({ err: messageOf(error) }, messageOf(error)));
      busy = false;
    };
    timers.push(setInterval(() => void run(), ms));
  };

  return {
    start() {
      engine.onFinished(() => void wake());
      task = schedule(settings.poll.tick, () => wake(), { noOverlap: true, suppressMissedWarning: true });
      every(SWEEP, () => {
        sweepDue = true;
        return wake();
      });
      every(RESTORE, () => planner.restore());
      every(REWRITE, async () => {
        if (parts.unwritten.files) restoreFiles(parts);
      });
      every(PRUNE, () => {
        pruning = prune(parts, { step: PRUNE_STEP, stopped: () => stopped });
        return pruning;
      });
    },
    wake,
    lastRound: () => lastRound,
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await task?.destroy();
      await round;
      await pruning.catch(() => undefined);
    },
  };
}
