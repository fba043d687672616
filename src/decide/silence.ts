import type { NewsDay } from '../model/warning.ts';

/**
 * When a feed is quiet against its own rhythm. What is known of the rhythm is, for each day that brought something new, the
 * longest silence that ended on it: a few hours for an agency, a night or a weekend for a weekday paper, a week for a column.
 */

const DAY = 86_400_000;
/** Silences that tell a rhythm: at five a week there is a weekend among them; a monthly blog has its rhythm after eight months. */
const RHYTHM = 8;
/** Days with news that are remembered: what was before is the rhythm of a feed that has changed. */
export const REMEMBERED_DAYS = 128;
const SHORTEST = DAY;

/**
 * How long a feed may be quiet before it is told: twice its longest silence, more while few are known (four times it after
 * eight, three times after sixteen), at least a day. Of gaps that come at random, the next one is longer than a times the
 * longest of n with a probability of n! a! / (n + a)!: 0.002 for four times the longest of eight.
 * @param days newest first
 * @returns null where too little is known
 */
export function silenceLimit(days: readonly NewsDay[]): { limit: number; longest: number } | null {
  const known = days.flatMap(({ longest }) => (longest === null ? [] : [longest])).slice(0, REMEMBERED_DAYS);
  if (known.length < RHYTHM) return null;
  const longest = Math.max(...known);
  return { longest, limit: Math.max(SHORTEST, Math.round((2 + (2 * RHYTHM) / known.length) * longest)) };
}

/** Since when a feed is quieter than its rhythm allows, as of its last poll that succeeded; null while it is not. */
export function silenceOf(
  days: readonly NewsDay[],
  succeededAt: number,
): { readonly since: number; readonly longest: number } | null {
  const [last] = days;
  const rhythm = silenceLimit(days);
  if (last === undefined || rhythm === null || succeededAt - last.lastAt < rhythm.limit) return null;
  return { since: last.lastAt, longest: rhythm.longest };
}

/**
 * The day of an arrival. The silence before it counts as far as it was watched, until a day after the last poll that found
 * nothing at most: our own absence is not the feed's silence, nor is a time of failing. One long enough to be told of counts
 * as long as it took to be told: it was no part of the rhythm, and where it becomes one, the limit grows with every time.
 * @param succeededAt of the poll before
 */
export function arrival(days: readonly NewsDay[], succeededAt: number | null, now: number): NewsDay {
  const [last] = days;
  const day = Math.floor(now / DAY);
  if (last === undefined || succeededAt === null) return { day, longest: null, lastAt: now };
  const watched = Math.min(now, succeededAt + DAY);
  const quiet = Math.min(Math.max(0, watched - last.lastAt), silenceLimit(days)?.limit ?? Infinity);
  return { day, longest: Math.max(quiet, (last.day === day ? last.longest : null) ?? 0), lastAt: now };
}

/**
 * The rhythm that the dates of a feed's first items tell, newest day first; empty where it dates none. What lies behind a
 * silence that would have been told of is left out: an old item that stays on top for years says nothing of the others.
 */
export function daysOfDates(dates: readonly number[], now: number): NewsDay[] {
  const known = dates.filter((date) => date > 0 && date <= now).toSorted((a, b) => b - a);
  const days: NewsDay[] = [];
  for (const [index, at] of known.entries()) {
    const before = known[index + 1];
    const quiet = before === undefined ? null : at - before;
    const isOther = quiet !== null && quiet >= (silenceLimit(days)?.limit ?? Infinity);
    const day = Math.floor(at / DAY);
    const same = days.at(-1)?.day === day ? days.pop() : undefined;
    const longest = quiet === null || isOther ? (same?.longest ?? null) : Math.max(quiet, same?.longest ?? 0);
    days.push({ day, longest, lastAt: same?.lastAt ?? at });
    if (isOther || days.length > REMEMBERED_DAYS) break;
  }
  return days.slice(0, REMEMBERED_DAYS);
}
