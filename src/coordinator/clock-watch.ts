import { uptime } from 'node:os';
import { formatDuration } from '../settings/units.ts';
import type { Parts } from './parts.ts';
import type { Planner } from './planner.ts';

/**
 * Notices that the clock was set: by hand, by NTP, by a machine that starts in 1970 for want of a battery. What the record and the
 * queues hold is reckoned by that clock.
 *
 * Set back, everything that lies ahead would wait until the clock is there again: it is moved back as far as the clock was.
 * Set forward, what is overdue is done once, as after a long stop; but nothing is pruned for a day, for rows that seem a year old
 * may be of this morning. How long the machine has been up, sleep included, is the measure that nobody sets.
 */
export interface ClockWatch {
  /** To be called before anything is planned. */
  check(): Promise<void>;
  /** Whether what seems to be old may be dropped. */
  mayPrune(): boolean;
}

/** Less is the business of NTP, and does no harm. */
const BACK = 30_000;
const FORWARD = 3_600_000;
/** Since the last poll before the start: after a longer stop it is not certain that it was one. */
const LONG_STOP = 60 * 86_400_000;
const CALM = 86_400_000;

/** @param up milliseconds since the machine's start */
export function openClockWatch(
  parts: Parts,
  planner: Pick<Planner, 'clockSetBack'>,
  up: () => number = () => uptime() * 1_000,
): ClockWatch {
  const { record, settings, log } = parts;
  let calmFrom = -Infinity;
  /** What the queues have not been told yet: Redis may be away. */
  let owed = 0;
  let last: { readonly wall: number; readonly up: number } | null = null;

  const distrust = (jump: number): void => {
    calmFrom = up() + CALM;
    log.warn(
      { event: 'clock', ms: jump },
      `the clock is ${formatDuration(jump)} ahead of where it was: nothing is pruned for a day, in case it is wrong`,
    );
  };

  const setBack = (by: number, now: number): void => {
    const reopened = record.clock.setBack(by, now, now - settings.freshness);
    const items = reopened === 0 ? '' : `; ${reopened} items that were not stale after all are read now`;
    log.warn(
      { event: 'clock', ms: -by, items: reopened },
      `the clock was set back by ${formatDuration(by)}: what is due keeps its distance${items}`,
    );
    owed += by;
  };

  return {
    mayPrune: () => up() >= calmFrom,
    async check() {
      const now = { wall: parts.now(), up: up() };
      const before = last?.wall ?? record.clock.latest() ?? now.wall;
      const passed = last === null ? LONG_STOP : now.up - last.up + FORWARD;
      last = now;
      if (now.wall < before - BACK) setBack(before - now.wall, now.wall);
      else if (now.wall - before > passed) distrust(now.wall - before);
      if (owed === 0) return;
      await planner.clockSetBack(owed);
      owed = 0;
    },
  };
}
