/**
 * What an article costs, however many matches are kept: finding its story, and adding it to the index. The texts are made of
 * sentences of real ones, so that of 100,000 of them each sentence stands in hundreds: harder than news, where most are new.
 */
import { firstOfStory, indexStory } from '../../../src/coordinator/story-index.ts';
import type { NewsRecord } from '../../../src/record/record.ts';
import { openRandom } from '../../../test/support/random.ts';
import { addMatch } from '../../../test/record/support.ts';
import { inRecord } from './in-record.ts';
import { sentencesOf, type Text } from './texts.ts';

export interface Cost {
  readonly kept: number;
  /** Median milliseconds of CPU an article, commits not counted. */
  readonly find: number;
  readonly index: number;
}

const SENTENCES = 16;
const AT_ONCE = 1_000;

/** @param sizes ascending: the cost of so many articles (`asked`) is taken when so many matches are kept */
export function costs(texts: readonly Text[], sizes: readonly number[], seed: number, asked = 500): Cost[] {
  const random = openRandom(seed);
  const pool = texts.flatMap(({ paragraphs }) => paragraphs.flatMap(sentencesOf));
  const text = (): string => Array.from({ length: SENTENCES }, () => random.pick(pool)).join(' ');
  return inRecord((record) => {
    let kept = 0;
    const inOne = <T>(count: number, work: (id: string) => T): T[] =>
      record.transaction(() => Array.from({ length: count }, () => work(`${(kept += 1)}`)));
    inOne(asked, (id) => ask(record, id, text()));
    return sizes.map((size) => {
      for (let more = size - kept; more > 0; more -= AT_ONCE)
        inOne(Math.min(AT_ONCE, more), (id) => keep(record, id, text()));
      const taken = inOne(asked, (id) => ask(record, id, text()));
      return {
        kept: size,
        find: median(taken.map(({ find }) => find)),
        index: median(taken.map(({ index }) => index)),
      };
    });
  });
}

interface Timed {
  readonly find: number;
  readonly index: number;
}

const keep = (record: NewsRecord, id: string, text: string): void =>
  indexStory(record, addMatch(record, id, { text }), text);

function ask(record: NewsRecord, id: string, text: string): Timed {
  const [duplicateOf, find] = timed(() => firstOfStory(record, text));
  const match = addMatch(record, id, { text, duplicateOf });
  const [, index] = timed(() => indexStory(record, match, text));
  return { find, index };
}

/** CPU time, since other work on the machine must not count. */
function timed<T>(work: () => T): [T, number] {
  const started = process.threadCpuUsage();
  const done = work();
  const { user, system } = process.threadCpuUsage(started);
  return [done, (user + system) / 1_000];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
