import { openCanary } from './canary.ts';
import { openClockWatch } from './clock-watch.ts';
import { openClockwork, type Clockwork } from './clockwork.ts';
import { openInbox } from './inbox.ts';
import type { Parts } from './parts.ts';
import { canariesOf, openPlanner } from './planner.ts';
import { resume } from './resume.ts';
import { runOnce, type Summary } from './run-once.ts';

/** The one who decides and writes. */
export interface Coordinator {
  /** Comes first: empties the queues and writes what a crash left unwritten. */
  resume(): Promise<void>;
  /** Watches until stopped. */
  start(): Promise<void>;
  /** Polls every feed once and follows up on all that comes of it. */
  once(onProgress: (summary: Summary, underway: number) => void, signal: AbortSignal): Promise<Summary>;
  /** Plans at once: feeds were added, or alerts raised. */
  wake(): Promise<void>;
  /** Why nothing moves: one line each. */
  stuck(): string[];
  /** Ids of jobs that are nobody's business: canaries. */
  unlisted(): string[];
  /** Records what has finished, and nothing after that. */
  stop(): Promise<void>;
}

/** A round of work comes every second; this long without one is no good sign. */
const STALE_ROUND = 30_000;

/** @param steady milliseconds from any origin, untouched by whoever sets the clock or sends the machine to sleep */
export function openCoordinator(parts: Parts, steady: () => number = () => performance.now()): Coordinator {
  const planner = openPlanner(parts, parts.record.nextEpoch());
  const canary = openCanary(steady);
  const inbox = openInbox(parts, planner, canary);
  const clock = openClockWatch(parts, planner);
  const clockwork: Clockwork = openClockwork(parts, { planner, inbox, canary, clock, steady });
  let resumed = false;
  return {
    async resume() {
      await resume(parts);
      resumed = true;
    },
    async start() {
      clockwork.start();
      await clockwork.wake();
    },
    once: (onProgress, signal) => runOnce(parts, planner, inbox, clock, onProgress, signal),
    wake: async () => {
      if (resumed) await clockwork.wake();
    },
    stuck() {
      const idle = clockwork.idle();
      const rounds = idle > STALE_ROUND ? [`no round of work has ended for ${Math.round(idle / 1_000)} s`] : [];
      return [...rounds, canary.problem()].filter((line) => line !== null);
    },
    unlisted: () => canariesOf(planner.underway),
    async stop() {
      await clockwork.stop();
      if (parts.engine.trouble() === null) await inbox.drain(true);
    },
  };
}
