import { numberOf, textOf, type DemoEvent } from './events.ts';
import type { PlacedArticle } from './world.ts';

/** What the daemon did, beside what the world knows to be true. */
export interface Tally {
  polls: number;
  /** Of them, those answered by 304 or the same body. */
  unchanged: number;
  items: number;
  read: number;
  /** Addresses of what turned out to be a known article. */
  readonly copies: Set<string>;
  /** Corpus files by the address of their article. */
  readonly files: Map<string, { readonly file: string; readonly title: string }>;
  /** Addresses of what was matched. */
  readonly matched: Set<string>;
  alerts: number;
  /** Addresses of what the receiver was alerted to, rightly signed. */
  readonly alerted: Set<string>;
}

export const openTally = (): Tally => ({
  polls: 0,
  unchanged: 0,
  items: 0,
  read: 0,
  copies: new Set(),
  files: new Map(),
  matched: new Set(),
  alerts: 0,
  alerted: new Set(),
});

export function count(tally: Tally, event: DemoEvent): void {
  const url = textOf(event, 'url');
  switch (event.event) {
    case 'poll':
      tally.polls += 1;
      tally.items += numberOf(event, 'fresh') ?? 0;
      if (textOf(event, 'kind') === 'unchanged') tally.unchanged += 1;
      break;
    case 'article':
      tally.read += 1;
      if (textOf(event, 'decision') === 'duplicate') tally.copies.add(url);
      break;
    case 'match':
      tally.matched.add(url);
      if (textOf(event, 'corpusFile') !== '')
        tally.files.set(url, { file: textOf(event, 'corpusFile'), title: textOf(event, 'title') });
      break;
    case 'received':
      tally.alerts += 1;
      if (event.fields['verified'] === true) tally.alerted.add(url);
      break;
  }
}

export interface Comparison {
  /** On topic and matched; a copy of something matched is not counted. */
  readonly found: readonly PlacedArticle[];
  readonly missed: readonly PlacedArticle[];
  /** Matched, though about something else. */
  readonly wrong: readonly PlacedArticle[];
  /** Seen to be copies: known already or matched, and no second alert. */
  readonly copies: readonly PlacedArticle[];
}

/** The daemon's matches against the world's own account, over what was online. */
export function compare(tally: Tally, online: readonly PlacedArticle[]): Comparison {
  const wanted = online.filter(({ onTopic, copy }) => onTopic && !copy);
  return {
    found: wanted.filter(({ url }) => tally.matched.has(url)),
    missed: wanted.filter(({ url }) => !tally.matched.has(url)),
    wrong: online.filter(({ onTopic, url }) => !onTopic && tally.matched.has(url)),
    copies: online.filter(
      ({ copy, url }) => copy && (tally.copies.has(url) || tally.matched.has(url)) && !tally.alerted.has(url),
    ),
  };
}
