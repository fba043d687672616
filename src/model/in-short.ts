import type { MatchedTerm } from './alert.ts';
import type { Article } from './article.ts';
import { shorten } from './plain.ts';
import type { Verdict } from './topic.ts';

/** A match or a near miss in short: for lists and alerts. */

const MATCHED_TERMS = 12;

/** The terms that spoke for it, strongest first; each concept's term once for a place, with a snippet that holds it. */
export function matchedTerms({ contributions }: Pick<Verdict, 'contributions'>): MatchedTerm[] {
  const known = new Set<string>();
  return contributions
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .flatMap(({ concept, term, where, snippet, together = [] }) =>
      [{ concept, term }, ...together.filter((other) => snippet.includes(other.term))].map((one) => ({
        ...one,
        where,
        snippet,
      })),
    )
    .filter(({ concept, term, where }) => {
      const key = `${concept} ${where} ${term.toLowerCase()}`;
      return !known.has(key) && known.add(key);
    })
    .slice(0, MATCHED_TERMS)
    .map(({ term, concept, where, snippet }) => ({ term, concept, where, snippet }));
}

const EXCERPT = 280;

/** The beginning of the text, cut at a word's end. */
export function excerptOf({ text }: Pick<Article, 'text'>): string {
  const start = text.replace(/\s+/g, ' ').slice(0, EXCERPT + 1);
  if (start.length <= EXCERPT) return start;
  const cut = start.lastIndexOf(' ');
  return cut > EXCERPT / 2 ? `${start.slice(0, cut)}…` : shorten(`${start}…`, EXCERPT + 1);
}
