import { termsFrom } from './phrases.ts';
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

/** The hits of every slot, in reading order. Slots without a hit are absent. */
export type HitsBySlot = ReadonlyMap<number, readonly Hit[]>;

/** Finds all terms of all topics, in one pass over the known words. */
export function findHits({ phrases }: CompiledRules, { words }: ScannedText): HitsBySlot {
  const found = new Map<number, Hit[]>();
  for (const [index, word] of words.entries()) {
    termsFrom(phrases, words, index, (slot, last) => {
      const end = words[last] ?? word;
      const hit = {
        sentence: word.sentence,
        first: word.position,
        last: end.position,
        start: word.start,
        end: end.end,
      };
      const list = found.get(slot);
      if (list === undefined) found.set(slot, [hit]);
      else list.push(hit);
    });
  }
  return found;
}

/** Sorted, without those that lie within another: the longest reading of a place counts. */
export function outermost(hits: readonly Hit[]): readonly Hit[] {
  const sorted = hits.toSorted((a, b) => a.first - b.first || b.last - a.last);
  let reached = -1;
  return sorted.filter(({ last }) => {
    if (last <= reached) return false;
    reached = last;
    return true;
  });
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
