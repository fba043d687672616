import { leastGap, leastGapAfter, type Sightings } from './sightings.ts';
import type { ConceptIndex, Pattern, Rule } from '../topic-rules.ts';
import { mostOf } from './upper-bound.ts';
import type { WordId } from '../vocabulary.ts';

/** What names a concept: terms as their words, other concepts, patterns. Exceptions do not matter here. */
export interface FilterConcept {
  readonly terms: readonly (readonly FilterWord[])[];
  readonly includes: readonly ConceptIndex[];
  readonly patterns: readonly Pattern[];
}

export interface FilterWord {
  /** Any of these will do. */
  readonly ids: readonly WordId[];
  /** How many other words may stand before it. */
  readonly gap: number;
}

/**
 * Where a concept may come to be named: from one sighting to another, both included. What is counted are anchors, the
 * sightings of the first words, since each is in one sentence only.
 */
interface PossibleHit {
  readonly first: number;
  readonly last: number;
  readonly anchor: number;
}

/** Steps after which a page is too rich in words to go on: anything is possible then. */
const MOST_STEPS = 200_000;

/** What of a topic can speak for an article. */
export interface SpeaksFor {
  readonly rules: readonly Rule[];
  readonly needs: readonly ConceptIndex[];
  /** In the topic's order; undefined for those that it takes nothing from. */
  readonly concepts: readonly (FilterConcept | undefined)[];
}

/** By rule: the most points it can give an article made from what was seen. */
export function possiblePoints({ rules, needs, concepts }: SpeaksFor, seen: Sightings): number[] {
  const search = new Search(seen);
  for (const concept of concepts) search.add(concept);
  if (needs.some((concept) => !search.mayName(concept))) return rules.map(() => 0);
  return rules.map((rule) => {
    const hits = search.holding(rule.pattern).map(({ hit }) => hit);
    if (search.exhausted) return mostOf(rule);
    const anchors = hits.map(({ anchor }) => anchor);
    const places = new Set(anchors.map((anchor) => `${seen.runs[anchor]} ${seen.positions[anchor]}`));
    const inTitle = anchors.some((anchor) => seen.titles[seen.runs[anchor] ?? 0]);
    return mostOf(rule, places.size, inTitle);
  });
}

const NONE: readonly PossibleHit[] = [];

class Search {
  /** By concept, in the topic's order. */
  readonly #hits: (readonly PossibleHit[])[] = [];
  readonly #byWord = new Map<WordId, number[]>();
  readonly #seen: Sightings;
  #steps = 0;

  constructor(seen: Sightings) {
    this.#seen = seen;
    for (const [index, word] of seen.words.entries()) {
      const list = this.#byWord.get(word);
      if (list === undefined) this.#byWord.set(word, [index]);
      else list.push(index);
    }
  }

  get exhausted(): boolean {
    return this.#steps > MOST_STEPS;
  }

  mayName(concept: ConceptIndex): boolean {
    return this.exhausted || (this.#hits[concept] ?? []).length > 0;
  }

  add(concept: FilterConcept | undefined): void {
    const hits = new Map<string, PossibleHit>();
    const note = (hit: PossibleHit): void => void hits.set(`${hit.first} ${hit.last} ${hit.anchor}`, hit);
    for (const words of concept?.terms ?? []) for (const hit of this.#termHits(words)) note(hit);
    for (const one of concept?.includes ?? []) for (const hit of this.#hits[one] ?? []) note(hit);
    for (const pattern of concept?.patterns ?? []) {
      for (const { hit, together } of this.holding(pattern)) {
        // Words that stand close together are named as one, whichever of them are the nearest in the end.
        note(hit);
        if (pattern.within.unit === 'words') for (const other of together) note(this.#union(hit, other));
      }
    }
    this.#hits.push([...hits.values()]);
  }

  #termHits(words: readonly FilterWord[]): readonly PossibleHit[] {
    // Most terms are not there: this is where time goes.
    for (const { ids } of words) if (!ids.some((id) => this.#byWord.has(id))) return NONE;
    if (this.exhausted) return NONE;
    const places = words.map(({ ids }) => ids.flatMap((id) => this.#byWord.get(id) ?? []));
    const [firsts = [], ...rest] = places;
    return firsts.flatMap((anchor) => {
      if (this.exhausted) return [];
      let ends = [anchor];
      for (const [index, list] of rest.entries()) {
        const gap = words[index + 1]?.gap ?? 0;
        ends = list.filter((next) => ends.some((end) => this.#follows(end, next, gap)));
        if (ends.length === 0) return [];
      }
      return ends.map((last) => ({ first: anchor, last, anchor }));
    });
  }

  #follows(end: number, next: number, gap: number): boolean {
    this.#steps++;
    return leastGapAfter(this.#seen, end, next) <= gap;
  }

  /** The hits of `find` for which the pattern may hold, with the hits that may be near. */
  holding(pattern: Pattern): { hit: PossibleHit; together: PossibleHit[] }[] {
    const others = pattern.with.map((concept) => this.#hits[concept] ?? []);
    if (others.some((hits) => hits.length === 0)) return [];
    return (this.#hits[pattern.find] ?? []).flatMap((hit) => {
      // Whatever is missing then, the rule is taken to hold.
      if (this.exhausted) return [];
      const near = others.map((hits) => hits.filter((other) => this.#isNear(hit, other, pattern)));
      return near.every((hits) => hits.length > 0) ? [{ hit, together: near.flat() }] : [];
    });
  }

  #isNear(hit: PossibleHit, other: PossibleHit, { within }: Pattern): boolean {
    this.#steps++;
    if (within.unit === 'text' || (within.unit === 'sentences' && within.count > 0)) return true;
    const gap = this.#gap(hit, other);
    return within.unit === 'words' ? gap <= within.count : gap < Infinity;
  }

  #gap(one: PossibleHit, other: PossibleHit): number {
    if (this.#isBefore(one.first, other.last) && this.#isBefore(other.first, one.last)) return 0;
    return Math.min(
      ...[one.first, one.last].flatMap((a) => [other.first, other.last].map((b) => leastGap(this.#seen, a, b))),
    );
  }

  #union(one: PossibleHit, other: PossibleHit): PossibleHit {
    const first = this.#isBefore(one.first, other.first) ? one.first : other.first;
    return { first, last: this.#isBefore(one.last, other.last) ? other.last : one.last, anchor: one.anchor };
  }

  /** On the page; also true of the same place. */
  #isBefore(one: number, other: number): boolean {
    const { runs, positions } = this.#seen;
    const [run = 0, otherRun = 0] = [runs[one], runs[other]];
    return run < otherRun || (run === otherRun && (positions[one] ?? 0) <= (positions[other] ?? 0));
  }
}
