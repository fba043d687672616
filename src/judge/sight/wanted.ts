import type { CompiledRules } from '../topic-rules.ts';
import { VocabularyBuilder, type Vocabulary, type WordId, type WordPattern } from '../vocabulary.ts';
import { beginningsOf, type Beginnings } from './pieces.ts';
import { preFilterOf, type PreFilter } from './pre-filter.ts';
import { openGate, type WordGate } from './word-gate.ts';

/** What is looked for on pages, made of rules once. */
export interface Wanted {
  readonly filter: PreFilter;
  readonly vocabulary: Vocabulary;
  /** Words from here on are no topic's. */
  readonly firstOther: WordId;
  /** Words that speak for a wall or a notice, whether or not they are also a topic's. */
  readonly signs: ReadonlySet<WordId>;
  readonly gate: WordGate;
  readonly beginnings: Beginnings;
}

/**
 * A function that tells what rules want; it is made once for them, and kept as long as they are.
 * @param signs words that are looked for besides: what text has them is no article's for certain.
 */
export function openWanted(signs: readonly WordPattern[] = []): (rules: CompiledRules) => Wanted {
  const made = new WeakMap<CompiledRules, Wanted>();
  return (rules) => {
    const wanted = made.get(rules) ?? wantedBy(rules, signs);
    made.set(rules, wanted);
    return wanted;
  };
}

function wantedBy(rules: CompiledRules, signs: readonly WordPattern[]): Wanted {
  const filter = preFilterOf(rules);
  const builder = new VocabularyBuilder();
  for (const word of filter.words) builder.add(word);
  const ids = new Set(signs.map((word) => builder.add(word)));
  return {
    filter,
    vocabulary: builder.build(),
    firstOther: filter.words.length,
    signs: ids,
    gate: openGate([...filter.words, ...signs]),
    beginnings: beginningsOf(filter.words),
  };
}
