import { termsFrom, type KnownWord, type Slot } from './phrases.ts';
import type { ScannedText } from './scan.ts';
import type { CompiledRules, Place } from './topic-rules.ts';

/** A place in a text where a concept is named. Positions count words over title and body, offsets are into one of the two. */
export interface Hit {
  readonly sentence: number;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** Where a topic's own terms and exceptions were found, by concept and in the order of their first words. */
export interface OwnHits {
  readonly terms: readonly (readonly Hit[] | undefined)[];
  readonly exceptions: readonly (readonly Hit[] | undefined)[];
}

/** Finds all terms of all topics, in one pass over the known words. Undefined for a topic of which there are none. */
export function findHits({ topics, phrases }: CompiledRules, { words }: ScannedText): readonly (OwnHits | undefined)[] {
  const found: ({ terms: Hit[][]; exceptions: Hit[][] } | undefined)[] = topics.map(() => undefined);
  let from = 0;
  const note = (slots: readonly Slot[], to: number): void => {
    const [begin, end] = [words[from] as KnownWord, words[to] as KnownWord];
    const { sentence, position: first, start } = begin;
    const hit = { sentence, first, last: end.position, start, end: end.end };
    for (const { topic, concept, except } of slots) {
      const own = (found[topic] ??= { terms: [], exceptions: [] });
      const hits = ((except ? own.exceptions : own.terms)[concept] ??= []);
      hits.push(hit);
    }
  };
  for (; from < words.length; from++) termsFrom(phrases, words, from, note);
  return found;
}

/** Sorted, without those that lie within another: the longest reading of a place counts. */
export function outermost(hits: readonly Hit[]): readonly Hit[] {
  if (isOutermost(hits)) return hits;
  const sorted = hits.toSorted((a, b) => a.first - b.first || b.last - a.last);
  let reached = -1;
  return sorted.filter(({ last }) => {
    if (last <= reached) return false;
    reached = last;
    return true;
  });
}

/** Most hits need no sorting: they are one concept's, found in reading order. */
function isOutermost(hits: readonly Hit[]): boolean {
  for (let index = 1; index < hits.length; index++) {
    const [before, hit] = [hits[index - 1] as Hit, hits[index] as Hit];
    if (hit.first <= before.first || hit.last <= before.last) return false;
  }
  return true;
}

/** The hits that none of the others overlaps. Both lists are outermost. */
export const withoutOverlaps = (hits: readonly Hit[], others: readonly Hit[]): readonly Hit[] =>
  withoutOverlapsOf(hits, others, () => 0);

/** The hits that no exception of as many words or more overlaps: the longest reading of a place counts. Both lists are outermost. */
export const withoutExcepted = (hits: readonly Hit[], exceptions: readonly Hit[]): readonly Hit[] =>
  withoutOverlapsOf(hits, exceptions, lengthOf);

const lengthOf = ({ first, last }: Hit): number => last - first;

/** @param least how long one has to be to take a hit away */
function withoutOverlapsOf(hits: readonly Hit[], others: readonly Hit[], least: (hit: Hit) => number): readonly Hit[] {
  let index = 0;
  return hits.filter((hit) => {
    while ((others[index]?.last ?? Infinity) < hit.first) index++;
    for (let at = index; at < others.length; at++) {
      const other = others[at] as Hit;
      if (other.first > hit.last) break;
      if (lengthOf(other) >= least(hit)) return false;
    }
    return true;
  });
}

export function placeOf(
  { sentence }: Pick<Hit, 'sentence'>,
  { sentenceStarts, bodyStart }: ScannedText,
  leadWords: number,
): Place {
  if (sentence === 0) return 'title';
  return (sentenceStarts[sentence] ?? 0) - bodyStart < leadWords ? 'lead' : 'body';
}
