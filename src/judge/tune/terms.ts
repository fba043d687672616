import { combineTopics } from '../combine.ts';
import { hitsByTopic } from '../concepts.ts';
import { findHits, outermost, withoutOverlaps } from '../hits.ts';
import { scanText } from '../scan.ts';
import type { CompiledTopic, ConceptIndex } from '../topic-rules.ts';
import { contrast, type Counts } from './contrast.ts';
import type { Marked } from './weigh.ts';

/** A term to think about; nothing of the kind is ever written. */
export interface Suggestion extends Counts {
  readonly term: string;
  /** `drop`: a term of the topic that stands mainly in wrong texts; otherwise a new one, for or against the topic. */
  readonly advice: 'drop' | 'for' | 'against';
  /** The concept that has it; null for a new one. */
  readonly concept: string | null;
}

const LEAST_WRONG = 3;
const SURE = 6.6;
const MOST_LISTED = 10;

/** The terms by which the topic finds texts although they stand mainly in wrong ones, worst first. */
export function harmfulTerms(topic: CompiledTopic, texts: readonly Marked[], all: Counts): Suggestion[] {
  const concepts = speakingFor(topic);
  const terms = topic.concepts.flatMap((concept, index) =>
    concepts.has(index) ? concept.terms.map((term) => ({ term, concept, index })) : [],
  );
  // A topic with one concept a term, to see them apart; beside it the topic itself, for the exceptions.
  const apart = terms.map(({ term, concept }) => ({
    ...concept,
    terms: [term],
    except: [],
    includes: [],
    patterns: [],
  }));
  const rules = combineTopics([{ ...topic, concepts: apart, rules: [] }, topic], '');
  const counts = terms.map(() => ({ right: 0, wrong: 0 }));
  for (const { title, text, right } of texts) {
    const found = hitsByTopic(rules.slots, findHits(rules, scanText(title, text, rules.vocabulary)));
    for (const [number, hits] of found.get(0)?.terms ?? []) {
      const excepted = found.get(1)?.exceptions.get(terms[number]?.index ?? -1) ?? [];
      const count = counts[number];
      if (count === undefined || withoutOverlaps(outermost(hits), outermost(excepted)).length === 0) continue;
      count[right ? 'right' : 'wrong']++;
    }
  }
  return terms
    .map(({ term, concept }, number) => {
      const { right, wrong } = counts[number] ?? { right: 0, wrong: 0 };
      const suggestion = { term: term.written, right, wrong, advice: 'drop' as const, concept: concept.id };
      return { suggestion, sign: contrast(suggestion, all) };
    })
    .filter(
      ({ suggestion, sign }) => suggestion.wrong >= LEAST_WRONG && suggestion.wrong > suggestion.right && sign <= -SURE,
    )
    .toSorted((a, b) => a.sign - b.sign)
    .slice(0, MOST_LISTED)
    .map(({ suggestion }) => suggestion);
}

/** The concepts that rules with positive points are made of, all the way down. */
function speakingFor({ rules, concepts }: CompiledTopic): Set<ConceptIndex> {
  const queue = rules
    .filter(({ points }) => points.title + points.lead + points.body > 0)
    .flatMap(({ pattern }) => [pattern.find, ...pattern.with]);
  const found = new Set<ConceptIndex>();
  for (const index of queue) {
    if (found.has(index)) continue;
    found.add(index);
    const { includes = [], patterns = [] } = concepts[index] ?? {};
    queue.push(...includes, ...patterns.flatMap((pattern) => [pattern.find, ...pattern.with]));
  }
  return found;
}
