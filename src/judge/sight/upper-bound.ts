import { MOST_SENTENCES, round } from '../score.ts';
import type { Place, Rule } from '../topic-rules.ts';

/** The most that rules can give, however an article is written: what score.ts reckons can never be more. */

/** More than adding up tenths in binary is ever off. */
const TINY = 1e-6;

/**
 * The most points that a rule gives one article; 0 for what speaks against one.
 * @param sentences in how many it can hold.
 * @param inTitle whether the title can be one of them.
 */
export function mostOf({ points, most, share, least, pattern }: Rule, sentences = Infinity, inTitle = true): number {
  if (sentences === 0 || sentences + (inTitle ? 1 : 0) < least) return 0;
  if (share !== null) return Math.max(0, round(points.body));
  const give = (place: Place): number => (pattern.in.includes(place) ? Math.max(0, round(points[place])) : 0);
  // The title is one sentence, and may say what the text says again.
  const text = Math.min(sentences, MOST_SENTENCES) * Math.max(give('lead'), give('body'));
  return Math.min(most, text + (inTitle ? give('title') : 0));
}

/** A sum of such bounds, as a score is rounded. */
export const roundUp = (points: number): number => round(points + TINY);
