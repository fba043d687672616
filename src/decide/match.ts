import type { MatchedTerm } from '../model/alert.ts';
import { matchedTerms } from '../model/in-short.ts';
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
