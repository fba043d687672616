import { placeOf, type Hit } from './hits.ts';
import type { ScannedText } from './scan.ts';
import { PLACES, type ConceptIndex, type Pattern, type Place, type Reach } from './topic-rules.ts';

/** The hits of a topic's concepts: sorted, none within another. */
export type ConceptHits = readonly (readonly Hit[])[];

/** A pattern that holds: where, and the nearest hits of the concepts it asked for. */
export interface Found {
  readonly hit: Hit;
  readonly place: Place;
  readonly together: readonly Neighbour[];
}

export interface Neighbour {
  readonly concept: ConceptIndex;
  readonly hit: Hit;
}

const NOWHERE: readonly Found[] = [];
const ALONE: readonly Neighbour[] = [];

/**
 * Every hit of `find` for which the pattern holds, in reading order. Hits of a concept are sorted and none lies within
 * another, so its nearest neighbour is the one before or the one after: one walk along both lists, linear in the hits.
 */
export function findPattern(
  pattern: Pattern,
  hits: ConceptHits,
  text: ScannedText,
  leadWords: number,
): readonly Found[] {
  if (!mayHold(pattern, hits)) return NOWHERE;
  const near = walksAlong(pattern.with, pattern, hits, text);
  const apart = walksAlong(pattern.without, pattern, hits, text);
  const anywhere = pattern.in.length === PLACES.length;
  const found: Found[] = [];
  for (const hit of hits[pattern.find] ?? []) {
    const place = placeOf(hit, text, leadWords);
    if (!anywhere && !pattern.in.includes(place)) continue;
    if (apart.some(({ nearest }) => nearest(hit) !== undefined)) continue;
    const together = neighboursOf(hit, near);
    if (together !== null) found.push({ hit, place, together });
  }
  return found;
}

/** Whether all concepts that it asks for are named at all. Most patterns end here. */
function mayHold(pattern: Pattern, hits: ConceptHits): boolean {
  const isNamed = (concept: ConceptIndex): boolean => (hits[concept]?.length ?? 0) > 0;
  return isNamed(pattern.find) && pattern.with.every(isNamed);
}

interface Walk {
  readonly concept: ConceptIndex;
  readonly nearest: (hit: Hit) => Hit | undefined;
}

const walksAlong = (
  concepts: readonly ConceptIndex[],
  pattern: Pattern,
  hits: ConceptHits,
  text: ScannedText,
): readonly Walk[] =>
  concepts.map((concept) => ({ concept, nearest: nearestAlong(hits[concept] ?? [], pattern, text) }));

/** A neighbour on each walk; null if one has none. */
function neighboursOf(hit: Hit, near: readonly Walk[]): readonly Neighbour[] | null {
  if (near.length === 0) return ALONE;
  const together: Neighbour[] = [];
  for (const { concept, nearest } of near) {
    const other = nearest(hit);
    if (other === undefined) return null;
    together.push({ concept, hit: other });
  }
  return together;
}

/** A function to be called with hits in reading order; it returns the neighbour within reach, on the side that is asked for. */
function nearestAlong(
  others: readonly Hit[],
  { within, order }: Pick<Pattern, 'within' | 'order'>,
  text: ScannedText,
): (hit: Hit) => Hit | undefined {
  let index = 0;
  const ifWithin = (hit: Hit, other: Hit | undefined): Hit | undefined =>
    other !== undefined && isWithin(hit, other, within, text) ? other : undefined;
  return (hit) => {
    while ((others[index]?.first ?? Infinity) <= hit.first) index++;
    const before = ifWithin(hit, lastBefore(others, index, hit, order));
    const after = order === 'after' ? undefined : ifWithin(hit, firstAfter(others, index, hit, order));
    if (before === undefined || after === undefined) return before ?? after;
    return gapOf(hit, after) < gapOf(hit, before) ? after : before;
  };
}

/** An order asks for one that stands wholly on its side; otherwise words that overlap are near. */
function lastBefore(others: readonly Hit[], index: number, hit: Hit, order: Pattern['order']): Hit | undefined {
  if (order === 'before') return undefined;
  const before = others[index - 1];
  return order === 'after' && before !== undefined && before.last >= hit.first ? others[index - 2] : before;
}

function firstAfter(others: readonly Hit[], index: number, hit: Hit, order: Pattern['order']): Hit | undefined {
  const after = others[index];
  return order === 'before' && after !== undefined && after.first <= hit.last ? others[index + 1] : after;
}

/** Words between two hits; 0 where they touch or overlap. */
function gapOf(a: Hit, b: Hit): number {
  if (b.first > a.last) return b.first - a.last - 1;
  return a.first > b.last ? a.first - b.last - 1 : 0;
}

function isWithin(a: Hit, b: Hit, reach: Reach, { paragraphs }: ScannedText): boolean {
  switch (reach.unit) {
    case 'words':
      return a.sentence === b.sentence && gapOf(a, b) <= reach.count;
    case 'sentences':
      return Math.abs(a.sentence - b.sentence) <= reach.count;
    case 'paragraph':
      return paragraphs[a.sentence] === paragraphs[b.sentence];
    case 'text':
      break;
  }
  return true;
}
