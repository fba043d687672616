import { addTerm, newPhrases } from './phrases.ts';
import type { CompiledRules, CompiledTopic, Slot } from './topic-rules.ts';
import { VocabularyBuilder } from './vocabulary.ts';

/** Joins topics so that one pass over a text finds the terms of all of them. */
export function combineTopics(topics: readonly CompiledTopic[], revision: string): CompiledRules {
  const vocabulary = new VocabularyBuilder();
  const phrases = newPhrases();
  const slots: Slot[] = [];
  for (const [topic, { concepts }] of topics.entries()) {
    for (const [concept, { terms, except }] of concepts.entries()) {
      for (const [list, isException] of [
        [terms, false],
        [except, true],
      ] as const) {
        if (list.length === 0) continue;
        const slot = slots.push({ topic, concept, except: isException }) - 1;
        for (const term of list) addTerm(phrases, term, slot, vocabulary);
      }
    }
  }
  return { revision, topics, vocabulary: vocabulary.build(), phrases, slots };
}
