import type { AlertBody } from './alert.ts';
import type { Article } from './article.ts';
import type { FeedHints, Item } from './feed.ts';
import type { TopicBound, Verdict } from './topic.ts';

/** Poll one feed. Validators are those of the last body that was read; both are null where it is to be asked in full. */
export interface PollJob {
  /** Set in a canary: nobody is asked, and nothing new is the outcome. */
  readonly kind?: 'canary';
  readonly feedId: string;
  readonly url: string;
  readonly userAgent?: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string | null;
}

export type PollOutcome =
  | {
      readonly kind: 'items';
      readonly title: string | null;
      readonly items: readonly Item[];
      /** Null where the feed says nothing of its own rhythm. */
      readonly hints: FeedHints | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly bodyHash: string;
      readonly movedTo: string | null;
      /** Milliseconds for which the answer may be called fresh (RFC 9111 4.2); absent where it says nothing of the kind. */
      readonly freshFor?: number;
    }
  /** 304, or the body is the one we know. */
  | {
      readonly kind: 'unchanged';
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly movedTo: string | null;
      readonly freshFor?: number;
    }
  /** 410. */
  | { readonly kind: 'gone' }
  /** 429 or 503 with Retry-After: not before `until`. */
  | { readonly kind: 'refused'; readonly until: number; readonly problem: string }
  /** Anything else that did not yield a feed: one line for the user. */
  | { readonly kind: 'failed'; readonly problem: string };

/** What a feed said about an item, in case its page cannot be had. HTML as published. */
export interface FeedText {
  readonly title: string;
  readonly summary: string;
  readonly content: string;
  readonly author: string | null;
  readonly publishedAt: number | null;
}

/** Read one item's article and judge it by the rules of `revision`. */
export interface ArticleJob {
  readonly itemId: number;
  /** Null where the feed gave no address: judged from `feedText` alone. */
  readonly url: string | null;
  readonly feedText: FeedText;
  /**
   * What becomes of an item whose page yields no text: `if-final` judges it from the feed's text unless the page's trouble
   * is passing (`soon`), which is worth another try first; `always` judges it from the feed whatever the trouble, once the
   * quick tries are used up; `no` leaves it unread, when the feed's text was judged before.
   */
  readonly fallBack: 'if-final' | 'always' | 'no';
  readonly revision: string;
  /** Topic ids; all where absent. */
  readonly topics?: readonly string[];
}

/**
 * Why a page gave no usable text. `never`: this address will not give one; `soon`: passing trouble (time-outs, 5xx, 429,
 * connections), worth a few quick tries; `later`: it may give one within a day (walls, stubs, 403).
 */
export interface PageProblem {
  /** Stable code, such as `http-503`, `timeout`, `robots`, `stub`, `not-html`. */
  readonly code: string;
  readonly message: string;
  readonly retry: 'never' | 'soon' | 'later';
  /** The publisher's Retry-After. */
  readonly retryAt?: number;
}

export type ArticleOutcome =
  /** A text was judged. `problem` is set where it came from the feed because the page failed; a page may still be had later. */
  | {
      readonly kind: 'read';
      readonly article: Article;
      readonly verdicts: readonly Verdict[];
      readonly revision: string;
      readonly fetchedAt: number;
      readonly problem: PageProblem | null;
    }
  /** The page holds an article, and its words rule out that any topic matches it: it was not read any further. */
  | {
      readonly kind: 'ruled-out';
      /** Where it was got from, after redirects. */
      readonly url: string;
      readonly bounds: readonly TopicBound[];
      /** What is left of the page for other rules to be asked about (judge/sight/stored-page.ts): deflated, base64. */
      readonly page: string;
      readonly revision: string;
      readonly fetchedAt: number;
    }
  /** Nothing to judge. */
  | { readonly kind: 'unreadable'; readonly problem: PageProblem }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly problem: PageProblem };

/** Send one alert through one channel. The channel's secrets stay with the process that delivers. */
export interface DeliverJob {
  readonly alertId: string;
  readonly channel: string;
  readonly body: AlertBody;
}

export type DeliverOutcome =
  | { readonly kind: 'sent'; readonly answer: string }
  /** No further attempt can help (410, a redirect, unknown mailboxes, a channel that is no longer configured). */
  | { readonly kind: 'rejected'; readonly answer: string }
  | { readonly kind: 'later'; readonly answer: string; readonly retryAt?: number };
