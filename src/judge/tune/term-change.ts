import type { Term } from '../term.ts';
import type { ConceptIndex } from '../topic-rules.ts';
import type { Counts } from './contrast.ts';

/** One term of one concept that comes, goes, or is excepted. */
export interface TermChange {
  /** `out`: the concept's own term goes; `except`: a phrase that is none of it; `in`: a new word of a learnt concept. */
  readonly kind: 'out' | 'except' | 'in';
  readonly concept: ConceptIndex;
  readonly term: Term;
}

/** A change that marks suggest, with the numbers of marked texts that have the term. */
export interface Candidate extends Counts {
  readonly change: TermChange;
}

/** What is accepted or not as a whole. */
export type Group = 'numbers' | 'terms out' | 'terms in';
export const GROUPS: readonly Group[] = ['numbers', 'terms out', 'terms in'];

export const groupOf = ({ kind }: TermChange): Group => (kind === 'in' ? 'terms in' : 'terms out');

export const nameOfTerm = ({ kind, concept, term }: TermChange): string => `${kind} ${concept} ${term.written}`;
