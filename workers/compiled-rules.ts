import { NewswatchError } from '../src/errors.ts';
import type { CompiledRules } from '../src/judge/topic-rules.ts';
import type { RuleSet } from '../src/model/topic.ts';
import type { Engine } from '../src/queue/engine.ts';

/** Those in force, and those by which jobs under way were planned, when a command has changed the rules. */
const KEPT = 2;

/**
 * Compiled rules by revision: got from the coordinator and compiled once, however many jobs ask at the same time.
 * @throws NewswatchError `rules-unknown` (the function returned)
 */
export function openCompiledRules(
  rules: Pick<Engine['rules'], 'get'>,
  compile: (set: RuleSet) => CompiledRules,
): (revision: string) => Promise<CompiledRules> {
  const known = new Map<string, Promise<CompiledRules>>();
  async function compiled(revision: string): Promise<CompiledRules> {
    const set = await rules.get(revision);
    if (set !== undefined) return compile(set);
    throw new NewswatchError('rules-unknown', `the rules ${revision} are no longer in force`, { retry: 'again' });
  }
  return (revision) => {
    const there = known.get(revision);
    if (there !== undefined) return there;
    const made = compiled(revision);
    known.set(revision, made);
    // What could not be had is asked for again.
    made.catch(() => known.delete(revision));
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return made;
  };
}
