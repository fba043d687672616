import { round } from '../score.ts';
import { PLACES, type CompiledTopic, type Concept, type ConceptIndex, type Rule } from '../topic-rules.ts';

/** Where words that marks taught go in a topic: a concept and a rule for each side, like any other in the file. */

export type Side = 'for' | 'against';

export const LEARNT = {
  for: { concept: 'learnt-for', rule: 'words learnt from your marks, for it' },
  against: { concept: 'learnt-against', rule: 'words learnt from your marks, against it' },
} as const;

/** A topic as it may become, and where in it the learnt words are. */
export interface Learner {
  readonly topic: CompiledTopic;
  readonly concepts: Readonly<Record<Side, ConceptIndex>>;
  /** The rules that the topic file lacks for its learnt words: their numbers in `topic`. */
  readonly newRules: Readonly<Partial<Record<Side, number>>>;
}

/** The topic with what it lacks of the learnt concepts and rules. They come last: the numbers of the others stay. */
export function withLearnt(topic: CompiledTopic): Learner {
  const concepts = [...topic.concepts];
  const rules = [...topic.rules];
  const conceptOf = (side: Side): ConceptIndex => {
    const known = concepts.findIndex(({ id }) => id === LEARNT[side].concept);
    return known >= 0 ? known : concepts.push(emptyConcept(LEARNT[side].concept)) - 1;
  };
  const places = { for: conceptOf('for'), against: conceptOf('against') };
  const newRules: Partial<Record<Side, number>> = {};
  for (const side of ['for', 'against'] as const) {
    const rule = learntRule(side, places[side], topic);
    const has = topic.rules.some((one) => one.pattern.find === places[side] && sign(one) === sign(rule));
    if (!has) newRules[side] = rules.push(rule) - 1;
  }
  return { topic: { ...topic, concepts, rules }, concepts: places, newRules };
}

const emptyConcept = (id: string): Concept => ({ id, terms: [], except: [], includes: [], patterns: [] });
const sign = ({ points }: Rule): number => Math.sign(points.title + points.lead + points.body);

/**
 * Points in proportion to what a match takes: a learnt word in the title is worth a fifth of it, all of them two fifths at
 * most. They tip the scales; a match they do not make.
 */
function learntRule(side: Side, concept: ConceptIndex, { match }: CompiledTopic): Rule {
  const tenth = (times: number): number => Math.max(0.1, round((match.article * times) / 10));
  const way = side === 'for' ? 1 : -1;
  return {
    name: LEARNT[side].rule,
    pattern: {
      find: concept,
      with: [],
      without: [],
      within: { unit: 'sentences', count: 0 },
      order: 'any',
      in: PLACES,
    },
    points: { title: way * tenth(2), lead: way * tenth(1), body: way * tenth(0.5) },
    most: tenth(4),
    share: null,
    least: 1,
    only: null,
  };
}
