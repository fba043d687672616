import type { Basis } from './article.ts';
import type { Warning, WarningKind } from './warning.ts';

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

/** The `data` object of a notice: a warning, and its id, which is another one once the trouble comes anew. */
export interface NoticeData extends Omit<Warning, 'kind'> {
  readonly id: string;
  /** `more`: so many warnings came within an hour that the others are not told one by one. */
  readonly kind: WarningKind | 'more';
}

/** What a channel sends. `timestamp` is when the alert was raised; it does not change over retries. */
export type AlertBody = MatchBody | NoticeBody;

export interface MatchBody {
  readonly type: 'match' | 'test';
  readonly timestamp: string;
  readonly data: MatchData;
}

/** Only for channels that ask for it (`notices: true`). */
export interface NoticeBody {
  readonly type: 'notice';
  readonly timestamp: string;
  readonly data: NoticeData;
}

/** What an alert says, in a line. */
export const headline = (body: AlertBody): string => (body.type === 'notice' ? body.data.message : body.data.title);
