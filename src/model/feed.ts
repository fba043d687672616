/**
 * Glossary. Every name in the program obeys it.
 *
 * - feed:       an address the user wrote down, with what they said about it. What we learn about it is its {@link FeedState}.
 * - entry:      what a feed document holds, as published; nothing dropped, nothing repaired.
 * - item:       an entry that is worth reading, with a stable identity: the thing that is new, stale, or already known.
 * - article:    the text behind an item, cleaned down to what its author wrote.
 * - verdict:    what the classifier thinks of an article under one topic.
 * - match:      what we decided: this article belongs into the corpus.
 * - alert:      what we say about a match, once per channel.
 * - job:        work for a worker. - outcome: what a worker found out. Only the coordinator decides and writes.
 *
 * Times are milliseconds since 1970 (UTC) inside the program and ISO 8601 at its borders.
 */

/** A subscription as the user wrote it. `id` is derived from `url` and survives reordering of the list. */
export interface Feed {
  readonly id: string;
  readonly url: string;
  readonly title?: string;
  /** Milliseconds between polls; the configuration's default where absent. */
  readonly interval?: number;
  /** Ids of the topics that judge this feed; all where absent. */
  readonly topics?: readonly string[];
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Sent with polls of this feed only, never with article pages. May hold secrets: see {@link hasCredentials}. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly userAgent?: string;
  readonly auth?: FeedAuth;
}

export type FeedAuth =
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'bearer'; readonly token: string };

/** Feeds with headers or a log-in are polled where the coordinator runs: secrets never travel in jobs. */
export const hasCredentials = (feed: Feed): boolean => feed.auth !== undefined || feed.headers !== undefined;

/** What we learnt about a feed. */
export interface FeedState {
  readonly feedId: string;
  readonly url: string;
  /** Where a permanent redirect led; polled instead of `url`. */
  readonly movedTo: string | null;
  readonly title: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of the last body that was read, hex. */
  readonly bodyHash: string | null;
  readonly dueAt: number;
  readonly polledAt: number | null;
  readonly succeededAt: number | null;
  /** When an item of this feed was last new to us. */
  readonly newItemAt: number | null;
  readonly failures: number;
  readonly failingSince: number | null;
  /** One line on why the last poll failed; null while all is well. */
  readonly problem: string | null;
  /** The publisher asked not to be asked before (Retry-After). */
  readonly refusedUntil: number | null;
  /** The publisher said 410: not asked again. */
  readonly goneAt: number | null;
  /** Of the last body that was read; null where it says nothing of the kind. */
  readonly hints: FeedHints | null;
  /** When it was last asked without validators. */
  readonly fullAt: number | null;
  /** When a poll last shared no item with the one before: some may have been missed. Null again after a day without another. */
  readonly gapAt: number | null;
  /** Until when the publisher calls the last answer fresh (Cache-Control, Expires; RFC 9111). */
  readonly freshUntil: number | null;
  /** Another subscription that turned out to be the same feed, and is polled for both. */
  readonly sameAs: string | null;
}

/** What is known of a feed that was never polled. */
export const unpolledFeed = (feedId: string, url: string, dueAt: number): FeedState => ({
  feedId,
  url,
  movedTo: null,
  title: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  dueAt,
  polledAt: null,
  succeededAt: null,
  newItemAt: null,
  failures: 0,
  failingSince: null,
  problem: null,
  refusedUntil: null,
  goneAt: null,
  hints: null,
  fullAt: null,
  gapAt: null,
  freshUntil: null,
  sameAs: null,
});

/** One entry of a feed document, as published: markup in, links absolute but otherwise untouched, nulls where the document is silent. */
export interface Entry {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
  /** The publisher's own address where the feed names it beside a redirecting `link` (feedburner:origLink and its kin). */
  readonly originalLink?: string;
  readonly publishedAt: string | null;
  readonly summary: string | null;
  readonly content: string | null;
  readonly author: string | null;
}

export interface ParsedFeed {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly title: string | null;
  readonly link: string | null;
  readonly entries: readonly Entry[];
  /** Absent where the feed says nothing of the kind. */
  readonly hints?: FeedHints;
}

/** How often a feed wants to be asked. Durations in milliseconds. */
export interface FeedHints {
  readonly ttl?: number;
  /** Between two updates (sy:updatePeriod, sy:updateFrequency). */
  readonly updatePeriod?: number;
  /** Hours in UTC, 0–23. */
  readonly skipHours?: readonly number[];
  /** English names of days. */
  readonly skipDays?: readonly string[];
}

/** Something a feed announced, ready to be known by the record. */
export interface Item {
  /** Identity within its feed: guid, or else link, or else a hash of title and date. */
  readonly key: string;
  /** Absolute http(s) address of the article, tracking removed; null where the feed gives none. */
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: number | null;
  /** HTML as published; empty where there is none. */
  readonly summary: string;
  readonly content: string;
  readonly author: string | null;
}
