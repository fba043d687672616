import { tuneTopic, type Proposal, type TuneOptions } from '../../../src/judge/tune/tune.ts';
import type { Marked } from '../../../src/judge/tune/weigh.ts';
import { parseYaml } from '../../../src/settings/yaml-file.ts';
import { openRandom } from '../../support/random.ts';

/** Words that mean nothing to the topics of these tests; seeded, so that every text is one of its own and always the same. */
const FILLER = 'sunny harbour meadow violin lantern copper window basket pepper marble willow saddle'.split(' ');

/** So many texts with a title, the given sentences, and filler. */
export function marksOf(count: number, right: boolean, sentences: (index: number) => string, seed = 1): Marked[] {
  const random = openRandom(seed + (right ? 1_000 : 0));
  return Array.from({ length: count }, (_unused, index) => {
    const filler = Array.from({ length: 12 }, () => random.pick(FILLER)).join(' ');
    return { title: `Item ${random.between(0, 1e9)}`, text: `${sentences(index)} And ${filler}.`, right };
  });
}

/** A word alone in each of so many sentences. */
export const sentences = (word: string, count: number): string =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)}. `.repeat(count).trimEnd();

export const tuned = (topic: string, marks: readonly Marked[], options?: TuneOptions): Proposal =>
  tuneTopic({ file: 'test.yaml', rules: parseYaml('test.yaml', topic).value }, marks, options);
