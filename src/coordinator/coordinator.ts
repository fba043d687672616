import { openClockWatch } from './clock-watch.ts';
import { openClockwork, type Clockwork } from './clockwork.ts';
import { openInbox } from './inbox.ts';
import type { Parts } from './parts.ts';
import { openPlanner } from './planner.ts';
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
  /** When the last round of work ended well. */
  lastRound(): number;
  /** Records what has finished, and nothing after that. */
  stop(): Promise<void>;
}

export function openCoordinator(parts: Parts): Coordinator {
  const planner = openPlanner(parts, parts.record.nextEpoch());
  const inbox = openInbox(parts, planner);
  const clock = openClockWatch(parts, planner);
  const clockwork: Clockwork = openClockwork(parts, planner, inbox, clock);
  return {
    resume: () => resume(parts),
    async start() {
      clockwork.start();
      await clockwork.wake();
    },
    once: (onProgress, signal) => runOnce(parts, planner, inbox, clock, onProgress, signal),
    wake: () => clockwork.wake(),
    lastRound: () => clockwork.lastRound(),
    async stop() {
      await clockwork.stop();
      await inbox.drain(true);
    },
  };
}
