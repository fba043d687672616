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

/**
 * The hits that no exception overlaps. Both lists are outermost.
 * @param longerStays whether a hit of more words than the exception stays: the longer reading of a place counts
 */
export function withoutOverlaps(hits: readonly Hit[], exceptions: readonly Hit[], longerStays = true): readonly Hit[] {
  let index = 0;
  return hits.filter((hit) => {
    while ((exceptions[index]?.last ?? Infinity) < hit.first) index++;
    const shortest = longerStays ? hit.last - hit.first : 0;
    for (let at = index; at < exceptions.length; at++) {
      const { first, last } = exceptions[at] as Hit;
      if (first > hit.last) break;
      if (last - first >= shortest) return false;
    }
    return true;
  });
}

export function placeOf({ sentence }: Hit, { sentenceStarts, bodyStart }: ScannedText, leadWords: number): Place {
  if (sentence === 0) return 'title';
  return (sentenceStarts[sentence] ?? 0) - bodyStart < leadWords ? 'lead' : 'body';
}
