import { tenths } from '../model/reasons.ts';
import type { TopicBound, Verdict } from '../model/topic.ts';
import { verdictWords } from '../model/verdict-words.ts';

/** A verdict in words, headed by its topic: see {@link verdictWords}. */
export function explainVerdict(verdict: Verdict, most?: number): string[] {
  const [standing = '', ...reasons] = verdictWords(verdict, most);
  return [`${verdict.topic}: ${standing}`, ...reasons];
}

/** One line: how far a page that was not read could come. */
export const explainBound = ({ topic, most, near }: TopicBound): string =>
  most === 0
    ? `${topic}: nothing that could count; a near miss takes ${near} points`
    : `${topic}: at most ${tenths(most)} points, however its words come to stand; a near miss takes ${near}`;
