import type { WordId } from '../vocabulary.ts';

/**
 * Words that were seen where an article may be made from: a page before it is read. What becomes of the page is not known:
 * any part of it may be left out, so that what stands apart may come together. Words are numbered by a pre-filter
 * (pre-filter.ts); a sighting is one reading of a word at one place, and goes by its index.
 *
 * Places are given as runs: stretches of text of which nothing is left out unless all that stands before or behind it is.
 * Lists run parallel, to be read fast.
 */
export interface Sightings {
  /** By sighting, in no order. */
  readonly words: readonly WordId[];
  readonly runs: readonly number[];
  /** How many words of the run stand before it. */
  readonly positions: readonly number[];
  /** By run, in the order of the page: how many words it has. */
  readonly lengths: readonly number[];
  /** By run: whether an article's title may be made from it. */
  readonly titles: readonly boolean[];
  /** Whether parts of two runs may come to stand in one line. A run and itself always do. */
  mayJoin(run: number, other: number): boolean;
}

/** Words that may at least stand between two sightings once an article is made; Infinity if they come into no line together. */
export function leastGap(seen: Sightings, one: number, other: number): number {
  const [run, otherRun] = [seen.runs[one] ?? 0, seen.runs[other] ?? 0];
  const [at, otherAt] = [seen.positions[one] ?? 0, seen.positions[other] ?? 0];
  if (run === otherRun) return Math.max(0, Math.abs(at - otherAt) - 1);
  if (!seen.mayJoin(run, otherRun)) return Infinity;
  return Math.min(behind(seen, run, at) + before(otherAt), behind(seen, otherRun, otherAt) + before(at));
}

/** As {@link leastGap}, with `next` behind `one`. */
export function leastGapAfter(seen: Sightings, one: number, next: number): number {
  const [run, nextRun] = [seen.runs[one] ?? 0, seen.runs[next] ?? 0];
  const [at, nextAt] = [seen.positions[one] ?? 0, seen.positions[next] ?? 0];
  if (run === nextRun) return nextAt > at ? nextAt - at - 1 : Infinity;
  return seen.mayJoin(run, nextRun) ? behind(seen, run, at) + before(nextAt) : Infinity;
}

/** The words at the two ends of a run may become one with what comes next to them: they do not count. */
const behind = ({ lengths }: Sightings, run: number, at: number): number => Math.max(0, (lengths[run] ?? 0) - at - 2);
const before = (at: number): number => Math.max(0, at - 1);
