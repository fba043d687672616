import type { FeedState } from '../model/feed.ts';

/** When a feed's trouble is worth a warning beside what `status` says of each feed anyway. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A gap stays a warning for so long after polls have shared items again: what was missed is still missing. */
export const GAP_SHOWN = DAY;

/** A feed that has failed for a day: it is asked about once a day by then. */
export const isFailingLong = ({ failingSince, goneAt }: FeedState, now: number): boolean =>
  goneAt === null && failingSince !== null && now - failingSince >= DAY;

/** How many of the feeds that are asked at all fail, and since when half of those do. */
export interface Failing {
  readonly feeds: number;
  readonly failing: number;
  readonly since: number;
}

/** Three feeds or more, and most of all: it is hardly the feeds. */
export const doMostFail = ({ feeds, failing }: Failing): boolean => failing >= 3 && 2 * failing > feeds;

/** For an hour. */
export const haveMostFailed = (failing: Failing, now: number): boolean =>
  doMostFail(failing) && now - failing.since >= HOUR;

/** @param states those of the feeds that are asked */
export function failingOf(states: readonly FeedState[]): Failing {
  const since = states
    .flatMap(({ failingSince }) => (failingSince === null ? [] : [failingSince]))
    .toSorted((a, b) => a - b);
  return { feeds: states.length, failing: since.length, since: since[Math.floor(since.length / 2)] ?? 0 };
}
