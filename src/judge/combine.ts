import { followersIn } from './concepts.ts';
import { PhraseBuilder } from './phrases.ts';
import type { CompiledRules, CompiledTopic } from './topic-rules.ts';
import { VocabularyBuilder } from './vocabulary.ts';

/** Joins topics so that one pass over a text finds the terms of all of them. */
export function combineTopics(topics: readonly CompiledTopic[], revision: string): CompiledRules {
  const vocabulary = new VocabularyBuilder();
  const phrases = new PhraseBuilder(vocabulary);
  for (const [topic, { concepts }] of topics.entries()) {
    for (const [concept, { terms, except }] of concepts.entries()) {
      const named = { topic, concept, except: false };
      const excepted = { topic, concept, except: true };
      for (const term of terms) phrases.add(term, named);
      for (const term of except) phrases.add(term, excepted);
    }
  }
  return {
    revision,
    topics,
    vocabulary: vocabulary.build(),
    phrases: phrases.build(),
    followers: topics.map(followersIn),
  };
}
