import type { PageProblem } from '../model/jobs.ts';

/** When something that failed is tried again. Pure: tries so far and a time in, an intent out. */

export type NextTry = { readonly kind: 'retry'; readonly dueAt: number } | { readonly kind: 'give-up' };

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A Retry-After is obeyed for a day at most. It was reckoned by the worker's clock, which may be wrong. */
export const obeyed = (retryAt: number | undefined, now: number): number => Math.min(retryAt ?? 0, now + 24 * HOUR);

/** Trouble that may pass at once: time-outs, 5xx, connections refused. */
export const QUICK_READ_TRIES: readonly number[] = [2 * SECOND, 8 * SECOND, 30 * SECOND, 2 * MINUTE];

/** A page that yields no usable text is tried again a few times over a day (CONTRACT section 6). */
export const LATE_READ_TRIES: readonly number[] = [HOUR, 6 * HOUR, 24 * HOUR];

/**
 * The next try of a page after `tries` failed ones. Passing trouble is first retried quickly; what remains is tried over
 * a day. A Retry-After is obeyed where it is later than our own next time.
 */
export function nextRead(tries: number, problem: PageProblem, quick: boolean, now: number): NextTry {
  const waits = quick ? QUICK_READ_TRIES : LATE_READ_TRIES;
  const step = quick ? tries : tries - QUICK_READ_TRIES.length;
  const wait = waits[Math.max(step, 0)];
  if (wait === undefined) return { kind: 'give-up' };
  return { kind: 'retry', dueAt: Math.max(now + wait, obeyed(problem.retryAt, now)) };
}

const DELIVERY_TRIES: readonly number[] = [
  2 * SECOND,
  8 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  24 * HOUR,
];

/** The next try of an alert after `tries` failed ones: about three days in all. */
export function nextDelivery(tries: number, retryAt: number | undefined, now: number): NextTry {
  const wait = DELIVERY_TRIES[tries];
  return wait === undefined
    ? { kind: 'give-up' }
    : { kind: 'retry', dueAt: Math.max(now + wait, obeyed(retryAt, now)) };
}
