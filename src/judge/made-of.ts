import type { CompiledTopic, ConceptIndex, Pattern } from './topic-rules.ts';

/** The concepts that a pattern asks for; those that must not be near only where `also` says so. */
export const askedFor = ({ find, with: near, without }: Pattern, also: 'without' | null): readonly ConceptIndex[] =>
  also === null ? [find, ...near] : [find, ...near, ...without];

/** Concepts, with all that they are made of, all the way down. @param also as in {@link askedFor} */
export function madeOf(
  from: readonly ConceptIndex[],
  { concepts }: Pick<CompiledTopic, 'concepts'>,
  also: 'without' | null,
): ReadonlySet<ConceptIndex> {
  const found = new Set(from);
  // A set yields what is added while it is gone through.
  for (const index of found) {
    const { includes = [], patterns = [] } = concepts[index] ?? {};
    for (const one of includes) found.add(one);
    for (const one of patterns.flatMap((pattern) => askedFor(pattern, also))) found.add(one);
  }
  return found;
}
