import type { Contribution, Verdict } from '../../src/model/topic.ts';

/** A verdict of 10 needed points that comes from these contributions; what a test is about is overridden. */
export function verdictOf(contributions: readonly Contribution[], over: Partial<Verdict> = {}): Verdict {
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  const score = Math.max(0, Math.round(sum * 10) / 10);
  return {
    topic: 'iraq',
    match: score >= 10,
    near: score >= 7 && score < 10,
    score,
    threshold: 10,
    judgedAs: 'article',
    words: 640,
    contributions,
    ...over,
  };
}

export const found = (rule: string, points: number, over: Partial<Contribution> = {}): Contribution => ({
  concept: 'troops',
  term: 'troops',
  where: 'body',
  snippet: `Here ${rule} tells of troops.`,
  points,
  rule,
  ...over,
});
