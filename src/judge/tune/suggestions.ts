import type { Counts } from './contrast.ts';
import type { Learner } from './learnt.ts';
import type { Candidate, TermChange } from './term-change.ts';

/** A term that marks suggest and that is not proposed: to think about. */
export interface Suggestion extends Counts {
  readonly term: string;
  /** `drop`: a term of a concept; `except`: a phrase with one; otherwise a new one, for or against the topic. */
  readonly advice: 'drop' | 'except' | 'for' | 'against';
  /** The concept that has it, or holds a word of it; null for a new one. */
  readonly concept: string | null;
}

/** @param taken those that are proposed */
export function suggestionsOf(
  candidates: readonly Candidate[],
  { topic, concepts }: Learner,
  taken: readonly TermChange[],
): Suggestion[] {
  const adviceOn = ({ kind, concept }: TermChange): Suggestion['advice'] => {
    if (kind === 'in') return concept === concepts.for ? 'for' : 'against';
    return kind === 'out' ? 'drop' : 'except';
  };
  return candidates
    .filter(({ change }) => !taken.includes(change))
    .map(({ change, right, wrong }) => ({
      term: change.term.written,
      right,
      wrong,
      advice: adviceOn(change),
      concept: change.kind === 'in' ? null : (topic.concepts[change.concept]?.id ?? null),
    }));
}
