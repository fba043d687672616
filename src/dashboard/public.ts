import type { FeedStatus, Status } from '../coordinator/commands.ts';
import type { Warning } from '../model/warning.ts';
import type { MatchView, StoryView, Teller } from '../record/reports.ts';
import { healthOf, type FeedHealth } from './feed-health.ts';

/** What leaves the process: times in ISO 8601, addresses without log-ins. */

const FEED_TIMES = [
  'dueAt',
  'polledAt',
  'succeededAt',
  'newItemAt',
  'failingSince',
  'refusedUntil',
  'goneAt',
  'fullAt',
  'gapAt',
  'freshUntil',
] as const satisfies readonly (keyof FeedStatus)[];
type FeedTime = (typeof FEED_TIMES)[number];

/** `interval` is in milliseconds. */
export type PublicFeed = Omit<FeedStatus, FeedTime> & { readonly [time in FeedTime]: string | null } & {
  readonly health: FeedHealth;
};

export type PublicStatus = Omit<Status, 'feeds' | 'totals'> & {
  readonly totals: Omit<Status['totals'], 'lastMatchAt'> & { readonly lastMatchAt: string | null };
  readonly feeds: readonly PublicFeed[];
};

export const isoTime = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The text with `user:password@` taken out of the addresses in it. */
export const withoutLogins = (text: string): string => text.replace(/\/\/[^/\s?#]*@/g, '//');

export function publicFeed(feed: FeedStatus, now: number): PublicFeed {
  const times = Object.fromEntries(FEED_TIMES.map((key) => [key, isoTime(feed[key])])) as Record<
    FeedTime,
    string | null
  >;
  return {
    ...feed,
    ...times,
    url: withoutLogins(feed.url),
    movedTo: feed.movedTo === null ? null : withoutLogins(feed.movedTo),
    title: feed.title === null ? null : withoutLogins(feed.title),
    problem: feed.problem === null ? null : withoutLogins(feed.problem),
    warnings: feed.warnings.map((warning) => ({ ...warning, message: withoutLogins(warning.message) })),
    health: healthOf(feed, now),
  };
}

const publicWarning = ({ subject, message, ...warning }: Warning): Warning => ({
  ...warning,
  subject:
    subject.feed === undefined
      ? subject
      : { feed: { title: withoutLogins(subject.feed.title), url: withoutLogins(subject.feed.url) } },
  message: withoutLogins(message),
});

export const publicStatus = (status: Status, now: number): PublicStatus => ({
  ...status,
  problems: status.problems.map(withoutLogins),
  warnings: status.warnings.map(publicWarning),
  totals: { ...status.totals, lastMatchAt: isoTime(status.totals.lastMatchAt) },
  feeds: status.feeds.map((feed) => publicFeed(feed, now)),
});

/** A feed without a title goes by its address. */
export const publicStory = ({ first, copies, more }: StoryView): StoryView => {
  const teller = (one: Teller): Teller => ({ ...one, feedTitle: withoutLogins(one.feedTitle) });
  return { first: first === null ? null : teller(first), copies: copies.map(teller), more };
};

export const publicMatch = <M extends MatchView>(match: M): M => ({
  ...match,
  feed: { title: withoutLogins(match.feed.title), url: withoutLogins(match.feed.url) },
});
