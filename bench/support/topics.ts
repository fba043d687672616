import type { TopicSource } from '../../src/model/topic.ts';
import type { Random } from '../../test/support/random.ts';
import type { Text } from './texts.ts';

/**
 * What a made topic's words are. `elsewhere`: such as few texts have, each as likely as any other, as if the topic were
 * about something else. `here`: drawn as often as texts have them, so that every topic finds something in most texts.
 */
export type Mix = 'elsewhere' | 'here';

/** By mix the largest share of the texts that may have a word. Set so that a topic finds about as much as a real one would. */
const MOST_TEXTS: Readonly<Record<Mix, number>> = { elsewhere: 0.02, here: 0.2 };
const SHORTEST_WORD = 3;
const LONGEST_TERM = 10;
const WORD = /\p{L}[\p{L}\p{N}]*/gu;

/** A topic file, as far as it names words. */
interface TopicFile {
  readonly id: string;
  readonly concepts: Readonly<Record<string, readonly string[] | Readonly<Record<string, unknown>>>>;
}
const HOLD_TERMS = ['words', 'exact', 'except'];

/** A maker of topics that are like another in everything but their words, which are drawn from texts. */
export function openTopicMaker(
  model: TopicSource,
  texts: readonly Text[],
  random: Random,
): (id: string, mix: Mix) => TopicSource {
  const draw = openUrn(texts, random);
  const file = model.rules as TopicFile;
  return (id, mix) => {
    const redraw = (terms: unknown): string[] => (terms as string[]).map((term) => redrawn(term, draw(mix)));
    const concepts = Object.entries(file.concepts).map(([name, concept]) => {
      if (Array.isArray(concept)) return [name, redraw(concept)];
      const keys = Object.entries(concept).map(([key, value]) => [
        key,
        HOLD_TERMS.includes(key) ? redraw(value) : value,
      ]);
      return [name, Object.fromEntries(keys)];
    });
    return { file: id, rules: { ...file, id, concepts: Object.fromEntries(concepts) } };
  };
}

/** The term with other words: its endings and gaps stay. */
function redrawn(term: string, words: Iterator<string>): string {
  const pieces = term.split(' ').map((piece) => {
    if (piece.startsWith('...')) return piece;
    const word = words.next().value ?? '';
    const ending = /(?:\(.*\)|\*)$/.exec(piece)?.[0] ?? '';
    // `(of|in)` is a word by itself.
    return word.length < SHORTEST_WORD || piece.startsWith('(') ? word : word + ending;
  });
  return pieces.join(' ');
}

/** Draws a word with those that follow it in its text. */
function openUrn(texts: readonly Text[], random: Random): (mix: Mix) => Iterator<string> {
  const words = texts.flatMap(({ text }) => text.match(WORD) ?? []);
  const shares = documentShares(texts);
  const fits = (word: string, mix: Mix): boolean =>
    word.length >= SHORTEST_WORD && (shares.get(word) ?? 0) <= MOST_TEXTS[mix];
  const placesOfEach = new Map(words.map((word, at) => [word, at]));
  const places: Readonly<Record<Mix, readonly number[]>> = {
    elsewhere: [...placesOfEach].filter(([word]) => fits(word, 'elsewhere')).map(([, at]) => at),
    here: [...words.keys()].filter((at) => fits(words[at] ?? '', 'here')),
  };
  return (mix) => {
    const at = random.pick(places[mix]);
    return words.slice(at, at + LONGEST_TERM).values();
  };
}

/** In what share of the texts each word stands. */
function documentShares(texts: readonly Text[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { text } of texts) {
    for (const word of new Set(text.match(WORD))) shares.set(word, (shares.get(word) ?? 0) + 1 / texts.length);
  }
  return shares;
}
