import type { CompiledTopic, ConceptIndex, Rule } from '../topic-rules.ts';

/** The concepts that a rule asks for, all the way down; those that must not be near only where `also` says so. */
export function madeOf(rule: Rule, { concepts }: CompiledTopic, also: 'without' | null): ReadonlySet<ConceptIndex> {
  const found = new Set<ConceptIndex>();
  const queue: ConceptIndex[] = [];
  const ask = ({ find, with: near, without }: Rule['pattern']): void =>
    void queue.push(find, ...near, ...(also === null ? [] : without));
  ask(rule.pattern);
  for (const index of queue) {
    if (found.has(index)) continue;
    found.add(index);
    const { includes = [], patterns = [] } = concepts[index] ?? {};
    queue.push(...includes);
    for (const pattern of patterns) ask(pattern);
  }
  return found;
}
