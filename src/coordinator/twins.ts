import { asksInFull } from '../decide/due.ts';
import { isCarriedBy, isSameFeed, type Known } from '../decide/twins.ts';
import type { Feed, FeedState } from '../model/feed.ts';
import type { Desk } from './parts.ts';

/**
 * Notes which subscriptions turned out to be the feed that was just polled well. The first in the lists is polled for all of them.
 */
export function noteTwins({ record, feeds, log }: Pick<Desk, 'record' | 'feeds' | 'log'>, feed: Feed): void {
  const state = record.feeds.get(feed.id);
  if (state === undefined) return;
  const alike = new Map(record.feeds.alike(state).map((one) => [one.feedId, one]));
  if (alike.size < 2 && state.sameAs === null) return;
  const known: Known[] = feeds.all().flatMap((one) => {
    const its = alike.get(one.id);
    return its === undefined ? [] : [{ feed: one, state: its }];
  });
  const same = known.filter((one) => one.feed.enabled && isSameFeed({ feed, state }, one));
  const first = same[0]?.feed ?? feed;
  for (const one of [{ feed, state }, ...known.filter(({ feed: { id } }) => id !== feed.id)]) {
    const isSame = one.feed.id === feed.id || same.includes(one);
    const sameAs = isSame && one.feed.id !== first.id ? first.id : null;
    // What another feed is the same as is none of our business, unless it was said to be the same as this one.
    if (sameAs === one.state.sameAs || (!isSame && one.state.sameAs !== feed.id)) continue;
    record.feeds.update(one.feed.id, { sameAs });
    if (sameAs !== null)
      log.info(
        { event: 'same-feed', feedUrl: one.feed.url, sameAs: first.url },
        `${one.feed.url} turned out to be the same feed as ${first.url}: polled once for both`,
      );
  }
}

/** Whether the poll of another subscription stands for this one. Once a day it is asked itself, to see whether it still is the same. */
export function isCarried({ record, feeds }: Pick<Desk, 'record' | 'feeds'>, state: FeedState, now: number): boolean {
  if (state.sameAs === null || asksInFull(state, now)) return false;
  const feed = feeds.get(state.sameAs);
  const its = record.feeds.get(state.sameAs);
  return feed !== undefined && its !== undefined && isCarriedBy({ feed, state: its }, now);
}

/** The topics that judge a feed's items: also those of the subscriptions that it is polled for. All where undefined. */
export function topicsOf(
  { record, feeds }: { record: { feeds: Pick<Desk['record']['feeds'], 'twinsOf'> }; feeds: Pick<Desk['feeds'], 'get'> },
  feedId: string,
): readonly string[] | undefined {
  const own = feeds.get(feedId)?.topics;
  if (own === undefined) return undefined;
  const twins = record.feeds.twinsOf(feedId).flatMap((id) => feeds.get(id) ?? []);
  const lists = twins.filter(({ enabled }) => enabled).map(({ topics }) => topics);
  return lists.includes(undefined) ? undefined : [...new Set([...own, ...lists.flatMap((topics) => topics ?? [])])];
}
