import type { FeedHints, Item } from '../../src/model/feed.ts';
import { makeItems } from './make-items.ts';
import { parseFeed } from './parse-feed.ts';
import { plainText } from './plain-text.ts';

/** A body as it was fetched, and from where. */
export interface FeedDocument {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string;
}

export interface FeedItems {
  /** One line of plain text. */
  readonly title: string | null;
  readonly items: readonly Item[];
  readonly hints: FeedHints | null;
}

const MAX_TITLE = 200;

/** Parses a feed and makes its items, for a thread. @throws NewswatchError `not-a-feed`, as {@link parseFeed} does */
export async function readFeed({ bytes, contentType, url }: FeedDocument): Promise<FeedItems> {
  const feed = await parseFeed(bytes, contentType, url);
  const title = plainText((feed.title ?? '').slice(0, MAX_TITLE * 10))
    .slice(0, MAX_TITLE)
    .toWellFormed();
  return { title: title === '' ? null : title, items: makeItems(feed), hints: feed.hints ?? null };
}
