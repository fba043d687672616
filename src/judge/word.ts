import { APOSTROPHE, CAPITALS, SEPARATOR, foldOf, isDigit, isLower, isUpper, possessive, shapeOf } from './fold.ts';

/** A word in a text, by offsets into it. One object is filled again and again, since texts have many words. */
export interface Word {
  start: number;
  /** Where the word ends, a possessive left out: `Iraq` of `Iraq's`, `U.S` of `U.S.'s`. */
  base: number;
  /** Where reading goes on. */
  end: number;
  /** Bits of fold.ts; case decides only where a rule says so. `u.s.` is in capitals as well. */
  shape: number;
  /** An abbreviation with dots, as `U.S.`; the last dot is not part of it. */
  dotted: boolean;
  /** Digits only, with `,` and `.` between them. */
  number: boolean;
  /** Made of the folded letters from `start` to `base` by {@link mixLetter}. */
  hash: number;
}

export const newWord = (): Word => ({
  start: 0,
  base: 0,
  end: 0,
  shape: 0,
  dotted: false,
  number: false,
  hash: NO_LETTER,
});

/** The hash of a spelling is made letter by letter (FNV-1a over UTF-16 units), beginning with this. */
export const NO_LETTER = 0x811c9dc5 | 0;
export const mixLetter = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);

const DOT = 0x2e;
const COMMA = 0x2c;
const FOLDED_S = 0x73;

/** True where the character at an offset is a letter or digit, so that a word may begin there. */
export const isLetterAt = (text: string, at: number): boolean => foldOf(text.charCodeAt(at)) > APOSTROPHE;

/**
 * Reads the word that begins at `start`. `U.S.` is one word in capitals, `2,500` one number, `Kata'ib` one word;
 * a hyphen parts words, so that `US-led` and `US led` are the same to a rule.
 */
export function readWord(text: string, start: number, word: Word): void {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let letters = 0;
  let dots = 0;
  let capitalFirst = false;
  let hash = NO_LETTER;
  let at = start;
  word.base = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const folded = foldOf(code);
    if (folded > APOSTROPHE) {
      hash = mixLetter(hash, folded);
      if (isUpper(code)) {
        if (upper + lower === 0) capitalFirst = true;
        upper++;
      } else if (isLower(code)) lower++;
      else if (isDigit(code)) digits++;
      letters++;
    } else if (folded === SEPARATOR) {
      if (isInsideNumber(text, at, code)) continue;
      // `U.S`, `u.s.`: single letters with dots between them, nothing else.
      if (code !== DOT || letters !== dots + 1 || !isLetterAt(text, at + 1) || isLetterAt(text, at + 2)) {
        if (code === DOT && dots > 0 && isPossessive(text, at + 1)) {
          word.base = at;
          at += 3;
        }
        break;
      }
      dots++;
    } else if (folded === APOSTROPHE) {
      if (isPossessive(text, at)) {
        word.base = at;
        at += 2;
        break;
      }
      if (!isLetterAt(text, at + 1)) break;
    }
  }
  word.start = start;
  word.end = at;
  if (word.base === 0) word.base = at;
  const shape = shapeOf(capitalFirst, upper, lower) | (dots > 0 ? CAPITALS : 0);
  word.shape = word.end > word.base ? shape | possessive(shape) : shape;
  word.dotted = dots > 0;
  word.number = letters > 0 && digits === letters;
  word.hash = hash;
}

const isInsideNumber = (text: string, at: number, code: number): boolean =>
  (code === COMMA || code === DOT) && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));

const isPossessive = (text: string, at: number): boolean =>
  foldOf(text.charCodeAt(at)) === APOSTROPHE &&
  foldOf(text.charCodeAt(at + 1)) === FOLDED_S &&
  !isLetterAt(text, at + 2);

/** A word's spelling with case, accents, apostrophes and signs folded away. */
export function foldedSpelling(text: string, start: number, end: number): string {
  let folded = '';
  for (let at = start; at < end; at++) {
    const code = foldOf(text.charCodeAt(at));
    if (code > APOSTROPHE) folded += String.fromCharCode(code);
  }
  return folded;
}
