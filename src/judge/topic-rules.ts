import type { Phrases } from './phrases.ts';
import type { Term } from './term.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A topic as the engine knows it. Concepts are numbered, each after those it is made of. Everything that a rule needs in
 * order to fire can be read off here: `patterns` name concepts, concepts their terms (which is what a pre-filter needs).
 */
export interface CompiledTopic {
  readonly id: string;
  readonly title: string;
  readonly concepts: readonly Concept[];
  readonly rules: readonly Rule[];
  /** Concepts that must each be named somewhere in title or text, or else nothing counts. */
  readonly needs: readonly ConceptIndex[];
  /** Points from which on it is a match, and a near miss. */
  readonly match: Thresholds;
  readonly near: Thresholds;
  /** A text of up to so many words is judged as a brief. */
  readonly briefWords: number;
  /** Sentences that begin within the first so many words of the body are its lead. */
  readonly leadWords: number;
}

export interface Thresholds {
  readonly brief: number;
  readonly article: number;
}

export type ConceptIndex = number;

export interface Concept {
  readonly id: string;
  readonly terms: readonly Term[];
  /** Phrases in which the concept's words mean something else. */
  readonly except: readonly Term[];
  readonly includes: readonly ConceptIndex[];
  readonly patterns: readonly Pattern[];
}

/** A concept, found near others, at certain places. */
export interface Pattern {
  readonly find: ConceptIndex;
  readonly with: readonly ConceptIndex[];
  readonly without: readonly ConceptIndex[];
  readonly within: Reach;
  /** Where `find` stands: anywhere about the others, only before, or only after them. */
  readonly order: 'any' | 'before' | 'after';
  readonly in: readonly Place[];
}

export type Place = 'title' | 'lead' | 'body';
export const PLACES: readonly Place[] = ['title', 'lead', 'body'];

/** How near: so many words apart in one sentence, so many sentences away, in one paragraph, anywhere in the text. */
export type Reach =
  { readonly unit: 'words' | 'sentences'; readonly count: number } | { readonly unit: 'paragraph' | 'text' };

export interface Rule {
  /** What it looks for, in the analyst's words. */
  readonly name: string;
  readonly pattern: Pattern;
  /** Points for each sentence in which it holds, by place. Negative for what speaks against. */
  readonly points: Readonly<Record<Place, number>>;
  /** The most that the rule gives or takes in all, as a positive number. */
  readonly most: number;
  /**
   * Density instead of counting: the points of `body` in full when this share of the sentences where it looks holds, in
   * proportion below. Null for a rule that counts.
   */
  readonly share: number | null;
  /** In so many sentences it must hold before any counts. */
  readonly least: number;
  /** What it is for; null for both. */
  readonly only: 'brief' | 'article' | null;
}

/** All topics, ready to judge: one vocabulary and one trie of phrases for all of them. */
export interface CompiledRules {
  readonly revision: string;
  readonly topics: readonly CompiledTopic[];
  readonly vocabulary: Vocabulary;
  readonly phrases: Phrases;
  /** By topic. */
  readonly followers: readonly Followers[];
}

/**
 * For each concept of a topic those that it may help to name: they include it, or have a pattern that looks for it. What a
 * text does not name then costs nothing.
 */
export type Followers = readonly (readonly ConceptIndex[])[];
