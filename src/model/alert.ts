import type { Basis } from './article.ts';

/** A term in an alert: a contribution without its points. */
export interface MatchedTerm {
  readonly term: string;
  readonly concept: string;
  readonly where: 'title' | 'lead' | 'body';
  readonly snippet: string;
}

/** The `data` object of an alert's body, as CONTRACT section 4 shows it. Times are ISO 8601 in UTC. */
export interface MatchData {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly url: string;
  readonly feed: { readonly title: string; readonly url: string };
  readonly byline: string | null;
  readonly publishedAt: string | null;
  readonly matchedAt: string;
  readonly score: number;
  /** The points that were needed. Null where the verdict is not in the record, nor `why` then. */
  readonly threshold: number | null;
  readonly matched: readonly MatchedTerm[];
  /** In words, what spoke for it and what against: some dozen lines at most, of some hundred characters. */
  readonly why: readonly string[];
  readonly excerpt: string;
  readonly basis: Basis;
  readonly corpusFile: string | null;
}

/** What a channel sends. `timestamp` is when the alert was raised; it does not change over retries. */
export interface AlertBody {
  readonly type: 'match' | 'test';
  readonly timestamp: string;
  readonly data: MatchData;
}
