import { plain, shorten } from '../model/plain.ts';
import type { Feed, FeedState } from '../model/feed.ts';
import type { HostAnswers } from '../model/warning.ts';
import { formatDuration } from '../settings/units.ts';

/** Warnings in words: one sentence, plain and bounded, that tells what is wrong, since when, and what follows. */

type FeedTrouble = { readonly since: number } & (
  | { readonly kind: 'feed-gone' }
  | { readonly kind: 'feed-gap' }
  | { readonly kind: 'feed-failing'; readonly problem: string }
  | { readonly kind: 'feed-silent'; readonly longest: number }
);

const MAX_NAME = 100;
const MAX_PROBLEM = 200;

export const nameOf = (feed: Feed, state: FeedState): string =>
  line(feed.title ?? state.title ?? '', MAX_NAME) || line(feed.url, MAX_PROBLEM);

export function feedWords(name: string, trouble: FeedTrouble): string {
  const since = minute(trouble.since);
  if (trouble.kind === 'feed-gone')
    return `${name}: the publisher says that it is gone for good (410), and it is not asked any more: find its new address, or remove it`;
  if (trouble.kind === 'feed-gap')
    return `${name}: two polls shared no item, on ${since}: some may have been missed; it is asked more often for a day`;
  if (trouble.kind === 'feed-failing')
    return `${name}: no poll has succeeded since ${since} (${line(trouble.problem, MAX_PROBLEM)}); it is tried again, at least once a day`;
  const longest = formatDuration(trouble.longest);
  return `${name}: nothing new since ${since}, though its polls succeed; it was never quiet for longer than ${longest} before`;
}

export const allFeedsWords = ({ failing, feeds, since }: { failing: number; feeds: number; since: number }): string =>
  `${failing} of ${feeds} feeds fail at once, most of them since ${minute(since)} or longer: is the network here in order?`;

/** @param problem of the last page */
export function hostWords(
  kind: 'host-refuses' | 'host-stubs',
  { host, readAt, refused, stubs }: HostAnswers,
  problem: string,
): string {
  const what = kind === 'host-refuses' ? 'refuses its pages' : 'serves walls or stubs in place of its articles';
  const before = readAt === null ? 'none was read before' : `the last one was read on ${minute(readAt)}`;
  return `${host} ${what}: none of the last ${refused + stubs} could be read (${line(problem, MAX_PROBLEM)}); ${before}`;
}

const line = (text: string, max: number): string => shorten(plain(text), max);

/** `2026-11-22 08:10 UTC`. */
const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ').concat(' UTC');
