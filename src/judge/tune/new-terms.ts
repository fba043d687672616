import { combineTopics } from '../combine.ts';
import type { CompiledTopic } from '../topic-rules.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { foldedSpelling, isLetterAt, newWord, readWord } from '../word.ts';
import { contrast, countsOf, type Counts } from './contrast.ts';
import type { Side } from './learnt.ts';
import type { Marked } from './weigh.ts';

/** Thousands of words are compared, so that chance must be ruled out further than for the few terms of a topic. */
const SURE = 10.8;
/** What an article is about stands at its head; and long ones, which have every word, weigh no more than short ones. */
const FIRST_WORDS = 150;
const LEAST_TEXTS = 5;
const MOST_LISTED = 10;

/** Words that tell nothing of what a text is about, alone or in a pair. Folded. */
const EMPTY_WORDS = new Set(
  (
    'a about after again against all also although always am among an and another any are as at be because been before being between both ' +
    'but by can could did do does doing down during each either even ever few for from further get got had has have having he her ' +
    'here hers him his how however i if in into is it its itself just last less many may me might more most much must my neither ' +
    'never new no nor not now of off often on once one only or other others our out over own per rather said say says she should ' +
    'since so some still such than that the their them then there these they this those though through to too under until up ' +
    'upon us very was we well were what when where whether which while who whom whose why will with within without would yet you your ' +
    'monday tuesday wednesday thursday friday saturday sunday today yesterday'
  ).split(' '),
);

/** A word or a pair of words that no rule knows, and which texts have it at their head. */
interface Seen {
  /** As first met, in small letters. */
  readonly term: string;
  /** Its words, folded. */
  readonly words: readonly string[];
  /** A pair with a word that a rule knows. */
  readonly holdsKnown: boolean;
  readonly texts: number[];
}

export interface NewTerm extends Counts {
  readonly term: string;
  readonly side: Side;
}

/** All new words and pairs of some texts, to ask which of them tell right from wrong in a part of the texts. */
export class NewTerms {
  readonly #seen = new Map<string, Seen>();
  readonly #marks: readonly Marked[];

  constructor(topic: CompiledTopic, marks: readonly Marked[]) {
    this.#marks = marks;
    const { vocabulary } = combineTopics([topic], '');
    for (const [index, { title, text }] of marks.entries()) {
      for (const [key, term] of termsOf([title, text], vocabulary)) {
        const seen = this.#seen.get(key);
        if (seen === undefined) this.#seen.set(key, { ...term, texts: [index] });
        else seen.texts.push(index);
      }
    }
  }

  /** Those that tell right from wrong among some of the texts: surest first, for and against apart. */
  sure(among: ReadonlySet<number>, all: Counts): NewTerm[] {
    const sure = [...this.#seen.values()]
      .filter(({ texts }) => texts.length >= LEAST_TEXTS)
      .map((seen) => ({ seen, counts: countsOf(seen.texts, among, this.#marks) }))
      .filter(({ counts }) => Math.max(counts.right, counts.wrong) >= LEAST_TEXTS)
      .map(({ seen, counts }) => ({ seen, counts, sign: contrast(counts, all) }))
      .filter(({ sign }) => Math.abs(sign) >= SURE)
      .toSorted(bySureness);
    return (['for', 'against'] as const).flatMap((side) =>
      withoutKin(sure.filter(({ sign }) => sign > 0 === (side === 'for')))
        .slice(0, MOST_LISTED)
        .map(({ seen, counts }) => ({ term: seen.term, ...counts, side })),
    );
  }
}

interface Sure {
  readonly seen: Seen;
  readonly sign: number;
}

/**
 * Of equals the single word: it says the same and finds more. But what speaks against is rather a phrase with a known word
 * than its other word: `lone wolf` is no wolf, `lone` is no reason.
 */
function bySureness(a: Sure, b: Sure): number {
  const sureness = Math.abs(b.sign) - Math.abs(a.sign);
  if (sureness !== 0) return sureness;
  const rank = ({ seen, sign }: Sure): number => (sign < 0 && seen.holdsKnown ? 0 : seen.words.length);
  return rank(a) - rank(b) || (a.seen.term < b.seen.term ? -1 : 1);
}

/** Each word once: "real", "real madrid" and "madrid" say one thing. */
function withoutKin<One extends { readonly seen: Seen }>(candidates: readonly One[]): One[] {
  const listed = new Set<string>();
  return candidates.filter(({ seen: { words } }) => {
    if (words.some((word) => listed.has(word))) return false;
    for (const word of words) listed.add(word);
    return true;
  });
}

interface SeenWord {
  readonly folded: string;
  readonly known: boolean;
  readonly start: number;
  readonly end: number;
}

/** The words of a text and the pairs that stand together, unless all their words are known to the rules already. */
function termsOf(parts: readonly string[], vocabulary: Vocabulary): Map<string, Omit<Seen, 'texts'>> {
  const terms = new Map<string, Omit<Seen, 'texts'>>();
  for (const part of parts) {
    let before: SeenWord | undefined;
    for (const word of wordsOf(part, vocabulary)) {
      const isPair = before !== undefined && /^[ \u00a0-]+$/.test(part.slice(before.end, word.start));
      for (const words of isPair && before !== undefined ? [[word], [before, word]] : [[word]]) {
        const key = words.map(({ folded }) => folded).join(' ');
        if (terms.has(key) || words.every(({ known }) => known)) continue;
        const term = words.map(({ start, end }) => part.slice(start, end).toLowerCase()).join(' ');
        terms.set(key, { term, words: key.split(' '), holdsKnown: words.some(({ known }) => known) });
      }
      before = word;
    }
  }
  return terms;
}

/** What stands at the head of a text, numbers and empty words left out: they part a pair. */
function* wordsOf(text: string, vocabulary: Vocabulary): Generator<SeenWord> {
  const word = newWord();
  for (let at = 0, count = 0; at < text.length && count < FIRST_WORDS; at++) {
    if (!isLetterAt(text, at)) continue;
    readWord(text, at, word);
    at = word.end;
    count++;
    const folded = foldedSpelling(text, word.start, word.base);
    if (word.number || folded.length < 2 || EMPTY_WORDS.has(folded)) continue;
    yield { folded, known: vocabulary.recognise(text, word).length > 0, start: word.start, end: word.base };
  }
}
