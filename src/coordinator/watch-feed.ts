import { doMostFail, failingOf, isFailingLong } from '../decide/feed-troubles.ts';
import { arrival, daysOfDates, REMEMBERED_DAYS, silenceOf } from '../decide/silence.ts';
import type { Feed, FeedState } from '../model/feed.ts';
import type { PollOutcome } from '../model/jobs.ts';
import type { WarningKind } from '../model/warning.ts';
import type { Finding } from '../record/warnings.ts';
import type { Desk } from './parts.ts';
import { warn } from './warn.ts';
import { feedWords, nameOf } from './warning-words.ts';

/** Over as soon as a poll no longer finds them; a gap is shown for longer (watch-all.ts). */
const PASSING: readonly WarningKind[] = ['feed-silent', 'feed-failing', 'feed-gone'];

/** What a poll, whose outcome is written, tells of the feed's health; part of the same transaction. @param before its state until then */
export function watchFeed(parts: Desk, feed: Feed, before: FeedState, outcome: PollOutcome, fresh: number): void {
  const { record } = parts;
  const state = record.feeds.get(feed.id);
  if (state === undefined) return;
  if (outcome.kind === 'items' && fresh > 0) noteNews(parts, before, outcome.items);
  const name = nameOf(feed, state);
  const found = [gone(state), failing(parts, state), gap(state), silent(parts, state)]
    .filter((trouble) => trouble !== null)
    .map((trouble): Finding => ({
      kind: trouble.kind,
      subject: feed.id,
      about: { feed: { title: name, url: feed.url } },
      since: trouble.since,
      message: feedWords(name, trouble),
    }));
  warn(parts, feed.id, found, PASSING);
}

/** The feeds that are asked for themselves: not switched off, not gone, not polled as another one. */
export const askedFeeds = ({ feeds, record }: Desk): FeedState[] =>
  feeds
    .all()
    .filter(({ enabled }) => enabled)
    .flatMap(({ id }) => record.feeds.get(id) ?? [])
    .filter(({ goneAt, sameAs }) => goneAt === null && sameAs === null);

/** Of a feed that was never read before, the dates of its items tell the rhythm. */
function noteNews(
  { record, now }: Desk,
  { feedId, succeededAt }: FeedState,
  items: readonly { publishedAt: number | null }[],
): void {
  const dated = items.flatMap(({ publishedAt }) => publishedAt ?? []);
  const told = succeededAt === null ? daysOfDates(dated, now()) : [];
  const known = record.rhythm.days(feedId, REMEMBERED_DAYS);
  const days = told.length > 0 ? told : [arrival(known, succeededAt, now())];
  record.rhythm.note(feedId, days, REMEMBERED_DAYS);
}

const gone = ({ goneAt }: FeedState) => (goneAt === null ? null : { kind: 'feed-gone' as const, since: goneAt });

const gap = ({ gapAt }: FeedState) => (gapAt === null ? null : { kind: 'feed-gap' as const, since: gapAt });

function failing(parts: Desk, state: FeedState) {
  const { feedId, failingSince, problem } = state;
  if (failingSince === null || !isFailingLong(state, parts.now())) return null;
  const known = parts.record.warnings.get('feed-failing', feedId);
  // Feeds that failed together come back one by one: while most of them fail, none is to blame.
  if (known?.overAt !== null && doMostFail(failingOf(askedFeeds(parts)))) return null;
  return { kind: 'feed-failing' as const, since: failingSince, problem: problem ?? '' };
}

function silent({ record }: Desk, { feedId, succeededAt }: FeedState) {
  if (succeededAt === null) return null;
  const silence = silenceOf(record.rhythm.days(feedId, REMEMBERED_DAYS), succeededAt);
  return silence === null ? null : { kind: 'feed-silent' as const, ...silence };
}
