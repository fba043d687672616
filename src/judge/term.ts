import {
  ANY_SHAPE,
  AS_IT_STANDS,
  CAPITALS,
  LOWER,
  MIXED,
  SEPARATOR,
  TITLE,
  foldOf,
  isArabic,
  possessive,
} from './fold.ts';
import { wrongSign } from './term-signs.ts';
import { ANY_NUMBER, type WordPattern } from './vocabulary.ts';
import { foldedSpelling, isLetterAt, newWord, readWord } from './word.ts';

/**
 * Terms as an analyst writes them: words of a phrase, `troop(s)` for endings, `(a|the)` for one of these words, `withdraw*`
 * for any ending, `...` for up to three words between (`...6` for up to six), `#` for a number in digits. docs/rules.md
 * explains them.
 */
export interface Term {
  /** As it stands in the topic file. */
  readonly written: string;
  readonly words: readonly TermWord[];
}

export interface TermWord {
  /** Any of these will do: a word and its endings, or alternatives. */
  readonly forms: readonly WordPattern[];
  /** How many other words may stand before it; 0 for the first. */
  readonly gap: number;
}

/** Words with a capital count as written only under `exact`; words wholly in capitals always do. */
export type Case = 'any' | 'exact';

const LONGEST_TOLD = 60;

/** A term as it is told in messages. */
export const quoted = (written: string): string =>
  `"${written.length > LONGEST_TOLD ? `${written.slice(0, LONGEST_TOLD).toWellFormed()}…` : written}"`;

const GAP = /^(?:\.\.\.|…)(\d{1,2})?$/;
const GAP_LIKE = /\.\.|…/;
const USUAL_GAP = 3;
const WIDEST_GAP = 10;
const MOST_GAPS = 2;
const MOST_WORDS = 10;
const SHORTEST_OPEN = 3;
const MOST_FORMS = 1_000;
const ENDINGS = /^([^()*]*)\(([^()*]*)\)$/;
const ALTERNATIVES = /^\(([^()]*)\)$/;
/** A hyphen is a blank: words on both sides of it stand apart. */
const BLANKS = /[\s\p{Pd}]+/u;

/** @returns the term, or what is wrong with it as a clause that goes on after the term: "has …", "must …". */
export function parseTerm(written: string, mode: Case): Term | string {
  const sign = wrongSign(written);
  if (sign !== null) return sign;
  const words: TermWord[] = [];
  let gap = 0;
  let gaps = 0;
  for (const piece of written.split(BLANKS)) {
    const asGap = GAP.exec(piece);
    if (asGap !== null) {
      if (words.length === 0 || gap > 0) return `has "${piece}" where no word precedes it; put it between two words`;
      gap = asGap[1] === undefined ? USUAL_GAP : Number(asGap[1]);
      gaps++;
      if (gap < 1 || gap > WIDEST_GAP) return `has the gap "${piece}", must be between ...1 and ...${WIDEST_GAP}`;
      continue;
    }
    const read = parsePiece(piece, mode);
    if (typeof read === 'string') return read;
    for (const [index, forms] of read.entries()) words.push({ forms, gap: index === 0 ? gap : 0 });
    if (read.length > 0) gap = 0;
  }
  if (words.length === 0) return 'must have at least one letter or digit';
  if (gap > 0) return 'ends with a gap; put a word behind it or remove it';
  if (gaps > MOST_GAPS) return `has ${gaps} gaps, must have at most ${MOST_GAPS}`;
  if (words.length > MOST_WORDS) return `has ${words.length} words, must have at most ${MOST_WORDS}`;
  const forms = words.reduce((product, word) => product * word.forms.length, 1);
  if (forms > MOST_FORMS) return `stands for ${forms} phrases, must stand for at most ${MOST_FORMS}; use fewer endings`;
  return { written, words };
}

type Forms = readonly WordPattern[];

/** One piece between blanks: none, one or several words (`and/or`). */
function parsePiece(piece: string, mode: Case): Forms[] | string {
  if (piece === ANY_NUMBER) return [[{ spelling: ANY_NUMBER, open: false, shape: ANY_SHAPE }]];
  const alternatives = ALTERNATIVES.exec(piece)?.[1];
  if (alternatives !== undefined) return parseAlternatives(alternatives.split('|'), mode);
  if (piece.includes(ANY_NUMBER)) {
    return `has "${piece}"; "#" is any number, with a blank or hyphen on both sides; leave it out if none is meant`;
  }
  if (GAP_LIKE.test(piece)) return `has "${piece}"; a gap is "..." or "...6" with a blank on both sides`;
  return parseWords(piece, mode);
}

/** A bracket that is a word of its own: one of the words in it stands there. */
function parseAlternatives(alternatives: readonly string[], mode: Case): Forms[] | string {
  const bracket = `"(${alternatives.join('|')})"`;
  if (alternatives.length === 1) {
    return `has ${bracket} apart from a word, must be two words or more, "(a|the)"; for an ending write "wolf(s)", for a word that may be missing write two terms`;
  }
  const forms: WordPattern[] = [];
  for (const alternative of alternatives) {
    const read = parsePiece(alternative, mode);
    if (typeof read === 'string') return read;
    const [first, ...more] = read;
    if (first === undefined || more.length > 0) return `has ${bracket}, must have one word on each side of "|"`;
    forms.push(...first);
  }
  return [forms];
}

/** Words of which the last may have endings. */
function parseWords(piece: string, mode: Case): Forms[] | string {
  const open = piece.endsWith('*');
  const bare = open ? piece.slice(0, -1) : piece;
  const withEndings = ENDINGS.exec(bare);
  if (open && withEndings !== null) return `has both endings and "*" in "${piece}"; keep one of them`;
  const stem = withEndings?.[1] ?? bare;
  if (/[()*]/.test(stem))
    return `has "${piece}"; "(…)" and "*" may only stand at a word's end, "(…|…)" also for a word`;
  const parts = wordsOf(stem);
  const last = parts.pop();
  if (last === undefined) return open ? `has "*" without a word before it; put it at a word's end` : [];
  const endings = withEndings?.[2]?.split('|') ?? [];
  if (endings.some((ending) => !isEnding(ending))) {
    return `has "${piece}", must have letters on each side of "|"; the word without an ending is found anyway`;
  }
  if (open && foldedSpelling(last.text, 0, last.text.length).length < SHORTEST_OPEN) {
    return `has "${piece}", must have at least ${SHORTEST_OPEN} letters before "*"`;
  }
  return [
    ...parts.map((one) => [formOf(one, '', false, mode)]),
    [...new Set(['', ...endings])].map((ending) => formOf(last, ending, open, mode)),
  ];
}

const isEnding = (written: string): boolean =>
  foldedSpelling(written, 0, written.length) !== '' &&
  Array.from(written).every((letter) => foldOf(letter.charCodeAt(0)) !== SEPARATOR);

interface WrittenWord {
  readonly text: string;
  /** Written with a possessive: `Moody's`. */
  readonly owns: boolean;
}

/** The words of a string, as the scanner would see them in a text. */
function wordsOf(text: string): WrittenWord[] {
  const word = newWord();
  const found: WrittenWord[] = [];
  for (let at = 0; at < text.length;) {
    if (!isLetterAt(text, at)) {
      at++;
      continue;
    }
    readWord(text, at, word);
    found.push({ text: text.slice(word.start, word.base), owns: word.end > word.base });
    at = word.end;
  }
  return found;
}

function formOf({ text, owns }: WrittenWord, ending: string, open: boolean, mode: Case): WordPattern {
  const written = text + ending;
  const folded = foldedSpelling(written, 0, written.length);
  const shape = mode === 'any' && !isInCapitals(text) ? ANY_SHAPE : exactShape(text, ending, open);
  const bare = mode === 'any' && /^ال.{3}/.test(folded) ? folded.slice(2) : folded;
  return { spelling: bare, open, shape: owns ? possessive(shape) : shape };
}

/** `US`, `U.S.`, `M23`; not `p.m.`, and not `X`, with which sentences begin. */
function isInCapitals(written: string): boolean {
  const shape = shapeOfWord(withoutDots(written));
  return shape === CAPITALS || (shape === allowed(TITLE) && /\p{Nd}/u.test(written));
}

function exactShape(written: string, ending: string, open: boolean): number {
  if (isArabic(foldOf(written.charCodeAt(0)))) return AS_IT_STANDS;
  const own = shapeOfWord(withoutDots(written));
  const shape = allowed(own) | (ending === '' ? 0 : shapeOfWord(written + ending));
  return open && shape !== ANY_SHAPE ? shape | MIXED : shape;
}

const withoutDots = (written: string): string => written.replaceAll('.', '');

function shapeOfWord(written: string): number {
  const word = newWord();
  readWord(written, 0, word);
  return word.shape;
}

/** The shapes a word may have in a text, for one that is written in a given shape: a headline may set it in capitals. */
function allowed(shape: number): number {
  if (shape === LOWER || shape === CAPITALS || shape === ANY_SHAPE) return shape;
  return shape | (shape === MIXED ? CAPITALS : TITLE | CAPITALS);
}
