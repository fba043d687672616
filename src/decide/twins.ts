import type { Feed, FeedState } from '../model/feed.ts';
import { urlKey } from '../model/url.ts';

/** Two subscriptions that turn out to be one feed are polled once. */

export interface Known {
  readonly feed: Feed;
  readonly state: FeedState;
}

/**
 * Whether two subscriptions are one feed: asked in the same way, with the same log-in, and either at the same address (where
 * permanent redirects led) or at two that differ in no more than `http`, `www.` and the like and hold the same body. The same
 * body at other addresses proves nothing: two sections may show the same for an hour.
 */
export function isSameFeed(one: Known, other: Known): boolean {
  if (one.state.succeededAt === null || other.state.succeededAt === null || asking(one) !== asking(other)) return false;
  const [a, b] = [addressOf(one), addressOf(other)];
  if (a === b) return true;
  return one.state.bodyHash !== null && one.state.bodyHash === other.state.bodyHash && urlKey(a) === urlKey(b);
}

/**
 * Whether a poll of `other` stands for this feed, too: not where the user has removed or disabled it, nor where it is gone or
 * fails. One whose publisher wants to be left alone is left alone under both names.
 */
export const isCarriedBy = (other: Known, now: number): boolean =>
  other.feed.enabled &&
  other.state.goneAt === null &&
  (other.state.failures === 0 || (other.state.refusedUntil ?? 0) > now);

const addressOf = ({ feed, state }: Known): string => {
  const address = state.movedTo ?? feed.url;
  return URL.parse(address)?.href ?? address;
};

const asking = ({ feed: { headers = {}, userAgent, auth } }: Known): string =>
  JSON.stringify([Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1)), userAgent, auth]);
