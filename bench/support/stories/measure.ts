/**
 * Precision and recall of story detection as the daemon does it: through the index of a real record and then by the words.
 * An article counts as found if it is joined to the story that it is a copy of, and to no other.
 */
import { firstOfStory, indexStory } from '../../../src/coordinator/story-index.ts';
import type { NewsRecord } from '../../../src/record/record.ts';
import { addMatch } from '../../../test/record/support.ts';
import { openRandom } from '../../../test/support/random.ts';
import {
  COPIES,
  COPIES_OF_BRIEFS,
  leadOf,
  leadWithOwnEnd,
  stockOf,
  twoToFour,
  type Change,
  type Stock,
} from './copies.ts';
import { inRecord } from './in-record.ts';
import {
  generatedOfOneKind,
  LOOK_ALIKES,
  quotingFrom,
  reportsOfOnePattern,
  roundUpWith,
  type Pair,
} from './look-alikes.ts';
import { ARGUABLE, REAL_COPIES, wordsIn, type Text } from './texts.ts';

/** What became of the articles of one kind: right ones were joined to their story, or left alone where they tell another. */
export interface Outcome {
  readonly kind: string;
  readonly copies: boolean;
  readonly tried: number;
  readonly right: number;
  /** Joined to a story that is not theirs. */
  readonly wrong: number;
}

const ARTICLE = 150;
/** So many of them are in one record: more would have to be made of the same sources, and have passages in common that nobody put there. */
const AT_ONCE = 8;

/**
 * @param texts what the index holds
 * @param others where what is added to them is taken from
 * @param each so many look-alikes of a kind are made
 */
export function measure(texts: readonly Text[], others: readonly Text[], seed: number, each: number): Outcome[] {
  const stock = stockOf(others, openRandom(seed));
  const articles = texts.filter(({ paragraphs }) => wordsIn(paragraphs) >= ARTICLE);
  const briefs = texts.filter(({ paragraphs }) => wordsIn(paragraphs) < ARTICLE);
  const all = onShelf((shelf) => {
    const real = shelveAll(shelf, texts);
    const copiesOf = (kind: string, change: Change, of: readonly Text[]): Outcome =>
      ask(
        shelf,
        kind,
        of.map((text) => ({ fresh: change(text, stock), story: text.id })),
      );
    const alike = (kind: string, make: (text: Text, stock: Stock) => Text, of: readonly Text[]): Outcome =>
      ask(
        shelf,
        kind,
        of.map((text) => ({ fresh: make(text, stock), story: null })),
      );
    return [
      ...Object.entries(COPIES).map(([kind, change]) => copiesOf(kind, change, articles)),
      copiesOf('the lead alone, as a brief', leadOf, articles),
      ...Object.entries(COPIES_OF_BRIEFS).map(([kind, change]) => copiesOf(kind, change, briefs)),
      real,
      alike('an article that quotes from it', quotingFrom, articles),
      alike('a round-up with its lead', roundUpWith, articles),
    ];
  });
  return [
    ...all,
    pairs('two papers, two to four changes each', articles, (text) => [twoToFour(text, stock), twoToFour(text, stock)]),
    pairs('two briefs with one lead', articles, (text) => [leadOf(text, stock), leadWithOwnEnd(text, stock)]),
    lookAlikes('reports of one pattern', reportsOfOnePattern, stock, each, each),
    lookAlikes('generated articles of one kind', generatedOfOneKind, stock, each, each),
    ...Object.entries(LOOK_ALIKES).map(([kind, make]) => lookAlikes(kind, make, stock, each, AT_ONCE)),
  ];
}

/** A record, and which match of it holds which text. */
interface Shelf {
  readonly record: NewsRecord;
  /** By the id of the text: the first match of its story. */
  readonly matches: Map<string, number>;
  count: number;
}

const onShelf = <T>(use: (shelf: Shelf) => T): T =>
  inRecord((record) => record.transaction(() => use({ record, matches: new Map(), count: 0 })));

const bodyOf = ({ paragraphs }: Text): string => paragraphs.join('\n\n');

/** As `recordMatch` does it, with the first match of the story that the text is joined to. */
function shelve(shelf: Shelf, text: Text, duplicateOf: number | null): void {
  const { record, matches } = shelf;
  shelf.count += 1;
  const id = addMatch(record, `${shelf.count}`, { title: text.title, text: bodyOf(text), duplicateOf });
  indexStory(record, id, bodyOf(text));
  matches.set(text.id, duplicateOf ?? id);
}

/** The real texts themselves, one after the other: each is the hardest look-alike of those nearest to it. */
function shelveAll(shelf: Shelf, texts: readonly Text[]): Outcome {
  const partner = (list: typeof REAL_COPIES, id: string): string | undefined =>
    list.find((pair) => pair.includes(id))?.find((one) => one !== id);
  let wrong = 0;
  for (const text of texts) {
    const joined = firstOfStory(shelf.record, bodyOf(text));
    shelve(shelf, text, joined);
    const mayJoin = [REAL_COPIES, ARGUABLE].map((list) => shelf.matches.get(partner(list, text.id) ?? ''));
    if (joined !== null && !mayJoin.includes(joined)) wrong += 1;
  }
  return { kind: 'the other texts themselves', copies: false, tried: texts.length, right: texts.length - wrong, wrong };
}

function ask(
  { record, matches }: Shelf,
  kind: string,
  asked: readonly { fresh: Text; story: string | null }[],
): Outcome {
  let [right, wrong] = [0, 0];
  for (const { fresh, story } of asked) {
    const found = firstOfStory(record, bodyOf(fresh));
    const wanted = story === null ? null : (matches.get(story) ?? null);
    if (found === wanted) right += 1;
    else if (found !== null) wrong += 1;
  }
  return { kind, copies: asked.some(({ story }) => story !== null), tried: asked.length, right, wrong };
}

/** Copies of which the original was never seen. */
const pairs = (kind: string, texts: readonly Text[], make: (text: Text) => [Text, Text]): Outcome =>
  onShelf((shelf) => {
    const made = texts.map(make);
    for (const [kept] of made) shelve(shelf, kept, null);
    return ask(
      shelf,
      kind,
      made.map(([kept, fresh]) => ({ fresh, story: kept.id })),
    );
  });

/** Each is asked for among all that came before it into the same record. */
function lookAlikes(kind: string, make: (stock: Stock) => Pair, stock: Stock, tried: number, atOnce: number): Outcome {
  let wrong = 0;
  for (let done = 0; done < tried; done += atOnce) {
    onShelf((shelf) => {
      for (let i = 0; i < atOnce; i++) {
        const { kept, fresh } = make(stock);
        shelve(shelf, kept, null);
        if (firstOfStory(shelf.record, bodyOf(fresh)) !== null) wrong += 1;
      }
    });
  }
  return { kind, copies: false, tried, right: tried - wrong, wrong };
}

export function figures(outcomes: readonly Outcome[]): {
  precision: number;
  recall: number;
  copies: number;
  others: number;
} {
  const sum = (copies: boolean, key: 'tried' | 'right' | 'wrong'): number =>
    outcomes.filter((one) => one.copies === copies).reduce((total, one) => total + one[key], 0);
  const wrong = sum(true, 'wrong') + sum(false, 'wrong');
  const [copies, others] = [sum(true, 'tried'), sum(false, 'tried')];
  return {
    precision: sum(true, 'right') / (sum(true, 'right') + wrong),
    recall: sum(true, 'right') / copies,
    copies,
    others,
  };
}
