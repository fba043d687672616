import { combineTopics } from '../combine.ts';
import type { CompiledTopic } from '../topic-rules.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { foldedSpelling, isLetterAt, newWord, readWord } from '../word.ts';
import { contrast, type Counts } from './contrast.ts';
import type { Suggestion } from './terms.ts';
import type { Marked } from './weigh.ts';

/** Thousands of words are compared, so that chance must be ruled out further than for the few terms of a topic. */
const SURE = 10.8;
/** What an article is about stands at its head; and long ones, which have every word, weigh no more than short ones. */
const FIRST_WORDS = 150;
const LEAST_TEXTS = 3;
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

interface Candidate {
  right: number;
  wrong: number;
  /** As first met, in small letters. */
  readonly term: string;
  /** Its words, folded. */
  readonly words: readonly string[];
}

/** Words and word pairs that no rule knows and that tell right from wrong texts: surest first, for and against apart. */
export function newTerms(topic: CompiledTopic, texts: readonly Marked[], all: Counts): Suggestion[] {
  const candidates = new Map<string, Candidate>();
  const { vocabulary } = combineTopics([topic], '');
  for (const { title, text, right } of texts) {
    for (const [key, { term, words }] of termsOf([title, text], vocabulary)) {
      const candidate = candidates.get(key) ?? { right: 0, wrong: 0, term, words };
      candidates.set(key, candidate);
      candidate[right ? 'right' : 'wrong']++;
    }
  }
  const sure = [...candidates.values()]
    .filter(({ right, wrong }) => Math.max(right, wrong) >= LEAST_TEXTS)
    .map((candidate) => ({ candidate, sign: contrast(candidate, all) }))
    .filter(({ sign }) => Math.abs(sign) >= SURE)
    // Of equals the single word: it says the same and finds more.
    .toSorted(
      (a, b) =>
        Math.abs(b.sign) - Math.abs(a.sign) ||
        a.candidate.words.length - b.candidate.words.length ||
        (a.candidate.term < b.candidate.term ? -1 : 1),
    );
  return (['for', 'against'] as const).flatMap((advice) =>
    withoutKin(sure.filter(({ sign }) => sign > 0 === (advice === 'for')).map(({ candidate }) => candidate))
      .slice(0, MOST_LISTED)
      .map(({ term, right, wrong }) => ({ term, right, wrong, advice, concept: null })),
  );
}

/** Each word once: "real", "real madrid" and "madrid" say one thing. */
function withoutKin(candidates: readonly Candidate[]): Candidate[] {
  const listed = new Set<string>();
  return candidates.filter(({ words }) => {
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
function termsOf(parts: readonly string[], vocabulary: Vocabulary): Map<string, Pick<Candidate, 'term' | 'words'>> {
  const terms = new Map<string, Pick<Candidate, 'term' | 'words'>>();
  for (const part of parts) {
    let before: SeenWord | undefined;
    for (const word of wordsOf(part, vocabulary)) {
      const isPair = before !== undefined && /^[ \u00a0-]+$/.test(part.slice(before.end, word.start));
      for (const words of isPair && before !== undefined ? [[word], [before, word]] : [[word]]) {
        const key = words.map(({ folded }) => folded).join(' ');
        if (terms.has(key) || words.every(({ known }) => known)) continue;
        const term = words.map(({ start, end }) => part.slice(start, end).toLowerCase()).join(' ');
        terms.set(key, { term, words: key.split(' ') });
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
