import { outermost, withoutExcepted, withoutOverlaps, type Hit, type HitsBySlot } from './hits.ts';
import { findPattern } from './relations.ts';
import type { ScannedText } from './scan.ts';
import type { CompiledTopic, Concept, ConceptIndex, Pattern } from './topic-rules.ts';

const NONE: readonly Hit[] = [];

/** Where a topic's own terms and exceptions were found, by concept. */
export interface OwnHits {
  readonly terms: ReadonlyMap<ConceptIndex, readonly Hit[]>;
  readonly exceptions: ReadonlyMap<ConceptIndex, readonly Hit[]>;
}

/** Where each concept of a topic is named: by its own terms, by those it includes, by the patterns it is made of. */
export function conceptHits(topic: CompiledTopic, own: OwnHits, text: ScannedText): (readonly Hit[])[] {
  const all: (readonly Hit[])[] = [];
  const hitsOf = (concept: ConceptIndex): readonly Hit[] => all[concept] ?? NONE;
  for (const [index, concept] of topic.concepts.entries()) {
    all.push(hitsOfConcept(concept, index, own, hitsOf, text, topic.leadWords));
  }
  return all;
}

/** The concepts that a topic needs and that are named nowhere. @param hits by concept */
export const missingConcepts = ({ needs }: CompiledTopic, hits: readonly (readonly Hit[])[]): readonly ConceptIndex[] =>
  needs.filter((concept) => (hits[concept] ?? NONE).length === 0);

function hitsOfConcept(
  { includes, patterns }: Concept,
  index: ConceptIndex,
  { terms, exceptions }: OwnHits,
  hitsOf: (concept: ConceptIndex) => readonly Hit[],
  text: ScannedText,
  leadWords: number,
): readonly Hit[] {
  const named = [...(terms.get(index) ?? NONE), ...includes.flatMap(hitsOf)];
  const made = patterns.flatMap((pattern) => patternHits(pattern, hitsOf, text, leadWords));
  if (named.length + made.length === 0) return NONE;
  const excepted = outermost(exceptions.get(index) ?? NONE);
  if (excepted.length === 0) return outermost([...named, ...made]);
  // What a pattern finds is longer by what stands between its words: there length says nothing.
  return outermost([...withoutExcepted(outermost(named), excepted), ...withoutOverlaps(outermost(made), excepted)]);
}

/** Words that stand close together are named as one: `U.S. and Iraqi forces`. */
function patternHits(
  pattern: Pattern,
  hitsOf: (concept: ConceptIndex) => readonly Hit[],
  text: ScannedText,
  leadWords: number,
): Hit[] {
  const found = findPattern(pattern, hitsOf, text, leadWords);
  if (pattern.within.unit !== 'words') return found.map(({ hit }) => hit);
  return found.map(({ hit, together }) => together.reduce((span, other) => union(span, other.hit), hit));
}

const union = (a: Hit, b: Hit): Hit => ({
  sentence: a.sentence,
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** Hits by slot sorted out by topic; topics that share no word with the text are absent. */
export function hitsByTopic(
  slots: readonly { readonly topic: number; readonly concept: ConceptIndex; readonly except: boolean }[],
  hits: HitsBySlot,
): Map<number, OwnHits> {
  const topics = new Map<
    number,
    { terms: Map<ConceptIndex, readonly Hit[]>; exceptions: Map<ConceptIndex, readonly Hit[]> }
  >();
  for (const [index, list] of hits) {
    const slot = slots[index];
    if (slot === undefined) continue;
    const own = topics.get(slot.topic) ?? { terms: new Map(), exceptions: new Map() };
    topics.set(slot.topic, own);
    (slot.except ? own.exceptions : own.terms).set(slot.concept, list);
  }
  return topics;
}
