/**
 * What is wrong out there and may cost news, though the daemon itself is well.
 *
 * - feed-silent: quiet against its own rhythm. - feed-gap: two polls shared no item, some may have been missed.
 * - feed-failing: its polls have failed for a day. - feed-gone: the publisher said 410. - feeds-failing: most of them fail at once.
 * - host-refuses: its pages are answered 401, 402, 403, 429, 451 or 5xx. - host-stubs: its pages hold walls and stubs, no articles.
 */
export const WARNING_KINDS = [
  'feed-silent',
  'feed-gap',
  'feed-failing',
  'feed-gone',
  'feeds-failing',
  'host-refuses',
  'host-stubs',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** What a warning is about; neither, where it is about all feeds. */
export interface WarningSubject {
  readonly feed?: { readonly title: string; readonly url: string };
  readonly host?: string;
}

/** A warning as people and programs see it. `since` is ISO 8601 in UTC: when the trouble began. */
export interface Warning {
  readonly kind: WarningKind;
  readonly subject: WarningSubject;
  readonly since: string;
  /** One sentence for people. */
  readonly message: string;
}

/** What a warning is about, in a word: the address of a feed, the name of a host, or nothing. */
export const subjectName = ({ feed, host }: WarningSubject): string => feed?.url ?? host ?? '';

/** A day on which a feed brought something new: what is known of its rhythm. Times and durations in milliseconds. */
export interface NewsDay {
  /** Days since 1970, UTC. */
  readonly day: number;
  /** The longest silence that ended on it; null where none is known. */
  readonly longest: number | null;
  /** When it last brought something. */
  readonly lastAt: number;
}

/** How a host answers for its pages: those that could not be read since the last one that could. */
export interface HostAnswers {
  readonly host: string;
  /** When a page was last read; null if none was. */
  readonly readAt: number | null;
  /** Pages refused, and pages that held no article. */
  readonly refused: number;
  readonly stubs: number;
  /** When the first of them was asked for; null while there are none. */
  readonly since: number | null;
}
