import { existsSync, readFileSync } from 'node:fs';
import { openRandom } from '../../../test/support/random.ts';
import { writeStory } from '../../../test/support/story.ts';

/** A text that copies and look-alikes are made of. */
export interface Text {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Two halves of the same kind: what is tuned on one is reported on the other. */
export interface Halves {
  /** Real news, or `generated` where that is not here. */
  readonly origin: string;
  readonly halves: readonly [readonly Text[], readonly Text[]];
}

/** See its README: labelled news (`topic/`), and the true texts of a benchmark's pages (`pages/`). Read in place. */
const FOLDER = new URL('../../../../shared/data/', import.meta.url);
const GENERATED = 200;

/** @param seed decides which text comes into which half */
export function loadTexts(seed: number): Halves {
  const real = existsSync(FOLDER);
  const random = openRandom(seed);
  const texts = random.shuffle(real ? realTexts() : generatedTexts(GENERATED, seed));
  const middle = texts.length >> 1;
  return {
    origin: real ? FOLDER.pathname : 'generated',
    halves: [texts.slice(0, middle), texts.slice(middle)],
  };
}

/** Two stories one after the other: as long as a real article. */
export function generatedTexts(count: number, seed: number): Text[] {
  const random = openRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const [one, other] = [writeStory(random, index % 2 === 0), writeStory(random, index % 2 > 0)];
    return { id: `generated-${index}`, title: one.title, paragraphs: [...one.paragraphs, ...other.paragraphs] };
  });
}

function realTexts(): Text[] {
  const lines = (name: string): Record<string, string>[] =>
    readFileSync(new URL(name, FOLDER), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
  const text = (id = '', title = '', body = ''): Text => ({ id, title, paragraphs: paragraphsIn(body) });
  return [
    ...lines('topic/dev.jsonl').map((one) => text(one['id'], one['title'], one['text'])),
    ...lines('pages/truth.jsonl').map((one) => text(one['id'], '', one['articleBody'])),
  ];
}

/** Some sources give a whole article as one paragraph; then three sentences are one. */
function paragraphsIn(body: string): string[] {
  const paragraphs = body.split(/\n\s*\n/).filter((one) => /\p{L}/u.test(one));
  return paragraphs.length > 3 ? paragraphs : paragraphs.flatMap((one) => inGroups(sentencesOf(one), 3));
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?]["”]?)\s+(?=[\p{Lu}"“])/u);

export const inGroups = (sentences: readonly string[], size: number): string[] =>
  Array.from({ length: Math.ceil(sentences.length / size) }, (_, group) =>
    sentences.slice(group * size, (group + 1) * size).join(' '),
  );

export const wordsIn = (paragraphs: readonly string[]): number =>
  paragraphs.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);

/**
 * Pairs among the real texts whose words are one story's, found by reading those with more than a quarter of the shorter
 * one's three-word runs in common: an agency's story as two papers printed it, and a site's story with its own later version.
 */
export const REAL_COPIES: readonly (readonly [string, string])[] = [
  ['ag-val-8749', 'ag-val-625'],
  ['abp-zqupsUzu0V7RsfHs', 'abp-0xuP17yfL2KzwlnZ'],
];

/** Could be argued either way, and counts as neither: a claim, and its denial that repeats most of the claim. */
export const ARGUABLE: readonly (readonly [string, string])[] = [['bbc-politics-252', 'bbc-politics-218']];
