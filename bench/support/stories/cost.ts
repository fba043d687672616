/**
 * What an article costs, however many matches are kept: finding its story, and adding it to the index. The texts are made of
 * sentences of real ones, so that of 100,000 of them each sentence stands in hundreds: harder than news, where most are new.
 */
import { firstOfStory, indexStory } from '../../../src/coordinator/story-index.ts';
import { openRandom } from '../../../test/support/random.ts';
import { addMatch } from '../../../test/record/support.ts';
import { inRecord } from './in-record.ts';
import { sentencesOf, type Text } from './texts.ts';

export interface Cost {
  readonly kept: number;
  /** Milliseconds of CPU an article, commits not counted. */
  readonly find: number;
  readonly index: number;
}

const SENTENCES = 16;
const AT_ONCE = 1_000;

/** @param sizes ascending: the cost of so many articles (`asked`) is taken when so many matches are kept */
export function costs(texts: readonly Text[], sizes: readonly number[], seed: number, asked = 500): Cost[] {
  const random = openRandom(seed);
  const pool = texts.flatMap(({ paragraphs }) => paragraphs.flatMap(sentencesOf));
  const some = (count: number): string[] =>
    Array.from({ length: count }, () => Array.from({ length: SENTENCES }, () => random.pick(pool)).join(' '));
  return inRecord((record) => {
    let kept = 0;
    const add = (list: readonly string[], work: (id: number, text: string) => void): void =>
      record.transaction(() => {
        for (const text of list) work(addMatch(record, `${(kept += 1)}`, { text }), text);
      });
    const take = (size: number): Cost => {
      const list = some(asked);
      const find = cpuOf(() => list.forEach((text) => firstOfStory(record, text)));
      const ids: number[] = [];
      add(list, (id) => ids.push(id));
      const index = record.transaction(() =>
        cpuOf(() => ids.forEach((id, place) => indexStory(record, id, list[place] ?? ''))),
      );
      return { kept: size, find: find / asked, index: index / asked };
    };
    // Once for the compiler.
    take(0);
    return sizes.map((size) => {
      for (let more = size - kept; more > 0; more -= AT_ONCE)
        add(some(Math.min(AT_ONCE, more)), (id, text) => indexStory(record, id, text));
      return take(size);
    });
  });
}

/** Milliseconds of CPU: other work on the machine must not count. */
function cpuOf(work: () => void): number {
  const started = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(started);
  return (user + system) / 1_000;
}
