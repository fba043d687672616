import { placeOf, type Hit } from './hits.ts';
import type { ScannedText } from './scan.ts';
import { PLACES, type ConceptIndex, type Pattern, type Place, type Reach } from './topic-rules.ts';

/** A pattern that holds: where, and the nearest hits of the concepts it asked for. */
export interface Found {
  readonly hit: Hit;
  readonly place: Place;
  readonly together: readonly { readonly concept: ConceptIndex; readonly hit: Hit }[];
}

/**
 * Every hit of `find` for which the pattern holds, in reading order. Hits of a concept are sorted and none lies within
 * another, so its nearest neighbour is the one before or the one after: one walk along both lists, linear in the hits.
 */
export function findPattern(
  pattern: Pattern,
  hitsOf: (concept: ConceptIndex) => readonly Hit[],
  text: ScannedText,
  leadWords: number,
): Found[] {
  const near = pattern.with.map((concept) => ({ concept, nearest: nearestAlong(hitsOf(concept), pattern, text) }));
  const apart = pattern.without.map((concept) => nearestAlong(hitsOf(concept), pattern, text));
  const anywhere = pattern.in.length === PLACES.length;
  return hitsOf(pattern.find).flatMap((hit) => {
    const place = placeOf(hit, text, leadWords);
    if (!anywhere && !pattern.in.includes(place)) return [];
    if (apart.some((nearest) => nearest(hit) !== undefined)) return [];
    const together = near.flatMap(({ concept, nearest }) => {
      const other = nearest(hit);
      return other === undefined ? [] : [{ concept, hit: other }];
    });
    return together.length === near.length ? [{ hit, place, together }] : [];
  });
}

/** A function to be called with hits in reading order; it returns the neighbour within reach, on the side that is asked for. */
function nearestAlong(
  others: readonly Hit[],
  { within, order }: Pick<Pattern, 'within' | 'order'>,
  text: ScannedText,
): (hit: Hit) => Hit | undefined {
  let index = 0;
  return (hit) => {
    while ((others[index]?.first ?? Infinity) <= hit.first) index++;
    const before = lastBefore(others, index, hit, order);
    const after = order === 'after' ? undefined : firstAfter(others, index, hit, order);
    const reaching = [before, after].filter((one) => one !== undefined && isWithin(hit, one, within, text));
    return reaching.length === 2 && after && before && gapOf(hit, after) < gapOf(hit, before) ? after : reaching[0];
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
