import { afterPoll } from '../decide/due.ts';
import { isStale } from '../decide/fresh.ts';
import type { Feed, Item } from '../model/feed.ts';
import type { FeedText, PollOutcome } from '../model/jobs.ts';
import { hostOf, isFrontPage, urlKey } from '../model/url.ts';
import { itemUid } from '../record/items.ts';
import type { Parts } from './parts.ts';
import { watchFeed } from './watch-feed.ts';

/** Writes what a poll brought: the feed's state and its new items, in one transaction. */
export function recordPoll(parts: Parts, feed: Feed, outcome: PollOutcome, startedAt: number): void {
  const { record, settings, tally, log } = parts;
  const now = parts.now();
  const fresh = record.transaction(() => {
    const state = record.feeds.ensure(feed.id, feed.url, now);
    const found =
      outcome.kind === 'items' ? recordItems(parts, feed, outcome.items, state.succeededAt === null, now) : [];
    const patch = afterPoll(feed, state, outcome, { startedAt, now }, settings.poll, parts.random);
    record.feeds.update(feed.id, found.length > 0 ? { ...patch, newItemAt: now } : patch);
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
    const keys = item.url === null || isFrontPage(item.url) ? [] : [urlKey(item.url)].filter((key) => key !== null);
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
