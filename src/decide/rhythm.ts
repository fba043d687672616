import type { Feed, FeedHints, FeedState } from '../model/feed.ts';

/** How often a feed is polled: what the user wants, what the feed asks for, and what its polls have shown. */

export interface PollRules {
  readonly interval: number;
  readonly minInterval: number;
  readonly maxInterval: number;
}

export interface Rhythm {
  /** Milliseconds from start to start. */
  readonly interval: number;
  /**
   * Who has set it: the feed's own entry in the list, the configuration's default, or the feed itself, by which of its words
   * (`cache lifetime`: Cache-Control or Expires); `gap`: it is polled sooner, for its items came and went between two polls.
   */
  readonly by: 'feed list' | 'poll.interval' | 'ttl' | 'sy:updatePeriod' | 'cache lifetime' | 'gap';
}

/** What counts of a feed's state. */
export type Learnt = Pick<FeedState, 'hints' | 'polledAt' | 'freshUntil' | 'gapAt'>;

const HOUR = 3_600_000;
/** How many times the user's `poll.interval` a feed may make of it: whoever wants news every minute did not mean "or hourly". */
const PATIENCE = 4;
/** How many times as often a feed is polled whose items may have been missed. */
const HASTE = 4;

/**
 * The user's own interval for a feed is their word, and what the feed says does not count. Otherwise a feed may ask to be left
 * alone for longer than `poll.interval`, never to be asked more often: `ttl` (RSS 2.0) and a cache lifetime (RFC 9111) as they
 * are, `sy:updatePeriod` where it is more than an hour, for "hourly" is what WordPress says of every site. Four times
 * `poll.interval` bounds it, and `poll.maxInterval`: a watch must not go blind for the week that a careless ttl asks for, nor
 * for the year of a CDN. Where polls have shared no item, all of that is too slow: a quarter of it, `poll.minInterval` at least,
 * which also bounds what a feed costs that names its items anew each time.
 */
export function rhythmOf(feed: Pick<Feed, 'interval'>, learnt: Learnt, rules: PollRules): Rhythm {
  const within = (interval: number): number =>
    Math.min(Math.max(interval, rules.minInterval), Math.max(rules.maxInterval, rules.minInterval));
  const wanted = wantedRhythm(feed, learnt, rules, within);
  const sooner = within(Math.round(wanted.interval / HASTE));
  return learnt.gapAt !== null && sooner < wanted.interval ? { interval: sooner, by: 'gap' } : wanted;
}

function wantedRhythm(
  feed: Pick<Feed, 'interval'>,
  { hints, polledAt, freshUntil }: Learnt,
  rules: PollRules,
  within: (interval: number) => number,
): Rhythm {
  if (feed.interval !== undefined) return { interval: within(feed.interval), by: 'feed list' };
  const asked: Rhythm[] = [{ interval: within(rules.interval), by: 'poll.interval' }];
  const heeded = (wish: number): number => within(Math.min(wish, PATIENCE * rules.interval));
  if (hints?.ttl !== undefined) asked.push({ interval: heeded(hints.ttl), by: 'ttl' });
  if (hints?.updatePeriod !== undefined && hints.updatePeriod > HOUR) {
    asked.push({ interval: heeded(hints.updatePeriod), by: 'sy:updatePeriod' });
  }
  if (freshUntil !== null && polledAt !== null) {
    asked.push({ interval: heeded(freshUntil - polledAt), by: 'cache lifetime' });
  }
  return asked.reduce((longest, one) => (one.interval > longest.interval ? one : longest));
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * The first moment from `at` on that is in none of the hours and days of Greenwich time that the feed does not want to be
 * asked in (RSS 2.0 skipHours, skipDays), but no later than `latest`.
 */
export function outsideSkipped(at: number, latest: number, hints: FeedHints | null): number {
  const hours = new Set(hints?.skipHours);
  const days = new Set(hints?.skipDays?.map((day) => DAYS.indexOf(day.toLowerCase())));
  if (hours.size === 0 && days.size === 0) return at;
  const isSkipped = (time: number): boolean => {
    const date = new Date(time);
    return hours.has(date.getUTCHours()) || days.has(date.getUTCDay());
  };
  let next = at;
  while (next < latest && isSkipped(next)) next = Math.min((Math.floor(next / HOUR) + 1) * HOUR, latest);
  return next;
}
