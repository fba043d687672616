import { outermost, withoutExcepted, withoutOverlaps, type Hit, type OwnHits } from './hits.ts';
import { findPattern, type ConceptHits } from './relations.ts';
import type { ScannedText } from './scan.ts';
import type { CompiledTopic, Concept, ConceptIndex, Followers, Pattern } from './topic-rules.ts';

const NONE: readonly Hit[] = [];

export function followersIn({ concepts }: CompiledTopic): Followers {
  const followers: ConceptIndex[][] = concepts.map(() => []);
  for (const [index, { includes, patterns }] of concepts.entries()) {
    for (const made of new Set([...includes, ...patterns.map(({ find }) => find)])) followers[made]?.push(index);
  }
  return followers;
}

/** Where each concept of a topic is named: by its own terms, by those it includes, by the patterns it is made of. */
export function conceptHits(topic: CompiledTopic, followers: Followers, own: OwnHits, text: ScannedText): ConceptHits {
  const { concepts, leadWords } = topic;
  const all = concepts.map(() => NONE);
  const mayBeNamed = concepts.map((_concept, index) => own.terms[index] !== undefined);
  for (let index = 0; index < concepts.length; index++) {
    const concept = concepts[index];
    if (concept === undefined || mayBeNamed[index] !== true) continue;
    const hits = hitsOfConcept(concept, index, own, all, text, leadWords);
    if (hits.length === 0) continue;
    all[index] = hits;
    for (const follower of followers[index] ?? []) mayBeNamed[follower] = true;
  }
  return all;
}

/** The concepts that a topic needs and that are named nowhere. */
export const missingConcepts = ({ needs }: CompiledTopic, hits: ConceptHits): readonly ConceptIndex[] =>
  needs.filter((concept) => (hits[concept] ?? NONE).length === 0);

/** @param known the hits of the concepts before, of which it may be made. */
function hitsOfConcept(
  { includes, patterns }: Concept,
  index: ConceptIndex,
  { terms, exceptions }: OwnHits,
  known: ConceptHits,
  text: ScannedText,
  leadWords: number,
): readonly Hit[] {
  let named = terms[index] ?? NONE;
  for (const included of includes) named = joined(named, known[included] ?? NONE);
  let made = NONE;
  for (const pattern of patterns) made = joined(made, patternHits(pattern, known, text, leadWords));
  if (named.length + made.length === 0) return NONE;
  const excepted = outermost(exceptions[index] ?? NONE);
  if (excepted.length === 0) return outermost(joined(named, made));
  // What a pattern finds is longer by what stands between its words: there length says nothing.
  return outermost(joined(withoutExcepted(outermost(named), excepted), withoutOverlaps(outermost(made), excepted)));
}

const joined = (some: readonly Hit[], others: readonly Hit[]): readonly Hit[] => {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
};

/** Words that stand close together are named as one: `U.S. and Iraqi forces`. */
function patternHits(pattern: Pattern, known: ConceptHits, text: ScannedText, leadWords: number): readonly Hit[] {
  const found = findPattern(pattern, known, text, leadWords);
  if (found.length === 0) return NONE;
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
