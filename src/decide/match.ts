import type { Article } from '../model/article.ts';
import type { MatchedTerm } from '../model/alert.ts';
import { shorten } from '../model/plain.ts';
import type { Verdict } from '../model/topic.ts';

/** What follows from the verdicts on one article: one match, however many topics agree. */
export type Decision =
  | {
      readonly kind: 'match';
      /** The best topic: the one that clears its threshold by the largest factor. */
      readonly topic: string;
      readonly topics: readonly { readonly id: string; readonly score: number }[];
      readonly score: number;
      readonly matched: readonly MatchedTerm[];
    }
  | { readonly kind: 'reject' };

/** The verdicts that count for a feed: those of the topics it names, or all. */
export const ofTopics = (verdicts: readonly Verdict[], topics: readonly string[] | undefined): readonly Verdict[] =>
  topics === undefined ? verdicts : verdicts.filter((verdict) => topics.includes(verdict.topic));

const MATCHED_TERMS = 12;

export function decideMatch(verdicts: readonly Verdict[]): Decision {
  const margin = (verdict: Verdict): number => verdict.score / Math.max(verdict.threshold, 1e-9);
  const agreeing = verdicts.filter((verdict) => verdict.match).sort((a, b) => margin(b) - margin(a));
  const [best] = agreeing;
  if (best === undefined) return { kind: 'reject' };
  return {
    kind: 'match',
    topic: best.topic,
    topics: agreeing.map(({ topic, score }) => ({ id: topic, score })),
    score: best.score,
    matched: matchedTerms(best),
  };
}

/** The terms that spoke for it, strongest first; each concept's term once for a place, with a snippet that holds it. */
export function matchedTerms({ contributions }: Verdict): MatchedTerm[] {
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
