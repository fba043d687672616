import { afterPoll } from '../decide/due.ts';
import { isStale } from '../decide/fresh.ts';
import type { Feed, Item } from '../model/feed.ts';
import type { FeedText, PollJob, PollOutcome } from '../model/jobs.ts';
import { hostOf, isFrontPage, urlKey } from '../model/url.ts';
import { itemUid } from '../record/items.ts';
import type { Parts } from './parts.ts';
import { noteTwins } from './twins.ts';
import { watchFeed } from './watch-feed.ts';

/**
 * Writes what a poll brought: the feed's state and its new items, in one transaction.
 * @param startsAt when it was meant to start; by a clock that was set back meanwhile, that may lie in the future
 */
export function recordPoll(parts: Parts, feed: Feed, outcome: PollOutcome, startsAt: number, job: PollJob): void {
  const { record, settings, tally, log } = parts;
  const now = parts.now();
  const fresh = record.transaction(() => {
    const state = record.feeds.ensure(feed.id, feed.url, now);
    const gap = outcome.kind === 'items' && sharesNone(parts, feed, outcome.items);
    const found =
      outcome.kind === 'items' ? recordItems(parts, feed, outcome.items, state.succeededAt === null, now) : [];
    const full = job.etag === null && job.lastModified === null;
    const times = { startedAt: Math.min(startsAt, now), now, full, gap };
    const patch = afterPoll(feed, state, outcome, times, settings.poll, parts.random);
    record.feeds.update(feed.id, found.length > 0 ? { ...patch, newItemAt: now } : patch);
    if (outcome.kind === 'items' || outcome.kind === 'unchanged') noteTwins(parts, feed);
    watchFeed(parts, feed, state, outcome, found.length);
    return found;
  });
  tally.feeds.polled += 1;
  if (outcome.kind === 'unchanged') tally.feeds.unchanged += 1;
  const failed = outcome.kind !== 'items' && outcome.kind !== 'unchanged';
  if (failed) tally.feeds.failed += 1;
  for (const state of fresh) tally.items[state === 'stale' ? 'stale' : 'new'] += 1;
  tally.items.duplicate += fresh.filter((state) => state === 'duplicate').length;

  const problem = 'problem' in outcome ? outcome.problem : outcome.kind === 'gone' ? '410 Gone' : undefined;
  const title =
    feed.title ?? ('title' in outcome ? outcome.title : null) ?? record.feeds.get(feed.id)?.title ?? feed.url;
  log[failed ? 'warn' : 'info'](
    {
      event: 'poll',
      feedId: feed.id,
      feedUrl: feed.url,
      feedTitle: title,
      kind: outcome.kind,
      fresh: fresh.length,
      ...(problem ? { problem } : {}),
    },
    failed
      ? `polling ${title} failed: ${problem}`
      : `polled ${title}: ${outcome.kind === 'unchanged' ? 'unchanged' : `${fresh.length} new`}`,
  );
}

/**
 * Whether the body shares no item with the one before, so that some may have come and gone in between. A feed may name its items
 * anew each time: one that is known by its address is shared, too.
 */
function sharesNone({ record }: Parts, feed: Feed, items: readonly Item[]): boolean {
  const before = record.feeds.listed(feed.id);
  if (before.size === 0 || items.length === 0) return false;
  if (items.some((item) => before.has(itemUid(feed.id, item.key)))) return false;
  return !items.some((item) => {
    const original = record.items.knownAs(keysOf(item));
    return original !== undefined && record.items.get(original)?.feedId === feed.id;
  });
}

/** The addresses that the item's article is known by. */
const keysOf = ({ url }: Item): string[] =>
  url === null || isFrontPage(url) ? [] : [urlKey(url)].filter((key) => key !== null);

type Fate = 'waiting' | 'stale' | 'duplicate';

/** Inserts the items that the record does not know. An item is known by its identity in the feed, an article by its address. */
function recordItems(
  { record, settings }: Parts,
  feed: Feed,
  items: readonly Item[],
  first: boolean,
  now: number,
): Fate[] {
  const uids = items.map((item) => itemUid(feed.id, item.key));
  const known = record.items.known(uids);
  record.feeds.setListed(feed.id, uids);
  const fates: Fate[] = [];
  for (const [index, item] of items.entries()) {
    const uid = uids[index] as string;
    if (known.has(uid)) continue;
    known.add(uid);
    const keys = keysOf(item);
    const stale = isStale(item, now, settings.freshness);
    const duplicateOf = stale ? null : (record.items.knownAs(keys) ?? null);
    const state: Fate = stale ? 'stale' : duplicateOf === null ? 'waiting' : 'duplicate';
    const id = record.items.insert({
      uid,
      feedId: feed.id,
      url: item.url,
      title: item.title,
      publishedAt: item.publishedAt,
      seenAt: now,
      state,
      quiet: first && settings.poll.firstPoll === 'quiet',
      host: (item.url === null ? null : hostOf(item.url)) ?? '',
      feedText: feedTextOf(item),
      duplicateOf,
    });
    record.items.claim(keys, id);
    fates.push(state);
  }
  return fates;
}

const feedTextOf = ({ title, summary, content, author, publishedAt }: Item): FeedText => ({
  title,
  summary,
  content,
  author,
  publishedAt,
});
