import type { WordPattern } from '../vocabulary.ts';
import { CLASS, LETTER } from './letters.ts';

/**
 * A quick look at plain Latin words, to pass over those that no rule knows: a word is known only if its number, or that of
 * its first three letters, is in a table. Wrong in one of some hundred words, and then only by calling a word known.
 */
export interface WordGate {
  /** By the number of a word: KNOWN if it may be a known one, BEGINS if one may begin with it, INNER if it may be the rest of one, or in its midst. */
  readonly whole: Uint8Array;
  /** By the number of three letters: 1 if a known word may begin with them and go on in any way. */
  readonly openings: Uint8Array;
  /** By a pair of letters: 1 if the rest of a known word may begin with it and go on in any way. */
  readonly inner: Uint8Array;
}

const SIZE = 0x10000;
const MASK = SIZE - 1;
export const KNOWN = 1;
export const BEGINS = 2;
export const INNER = 4;
const OPENING = 3;

/** The number of a word is made letter by letter, beginning with 0. */
export const mix = (number: number, letter: number): number => (Math.imul(number, 31) + letter) | 0;
/** One of the letters from a to z, after folding. */
export const isPlain = (letter: number): boolean => letter > 0 && letter < LETTER;
export const pairOf = (letter: number, next: number): number => letter * LETTER + next;
/** Where a number stands in a table. */
export const slotOf = (number: number): number => (number ^ (number >>> 15)) & MASK;

/** @param words as the rules spell them, folded. */
export function openGate(words: readonly Pick<WordPattern, 'spelling' | 'open'>[]): WordGate {
  const gate = { whole: new Uint8Array(SIZE), openings: new Uint8Array(SIZE), inner: new Uint8Array(LETTER * LETTER) };
  for (const { spelling, open } of words) {
    const letters = Array.from({ length: spelling.length }, (_, at) => CLASS[spelling.charCodeAt(at)] as number);
    noteBeginnings(gate, letters, open);
    for (let from = 1; from < letters.length; from++) noteInner(gate, letters.slice(from), open);
  }
  return gate;
}

function noteBeginnings({ whole, openings }: WordGate, letters: readonly number[], open: boolean): void {
  let number = 0;
  for (const [at, letter] of letters.entries()) {
    if (at > 0) set(whole, number, BEGINS);
    // Other letters are not read fast.
    if (!isPlain(letter)) return;
    number = mix(number, letter);
    if (open && at === OPENING - 1) set(openings, number, 1);
  }
  set(whole, number, KNOWN);
}

/** @param letters the rest of a known word. */
function noteInner({ whole, inner }: WordGate, letters: readonly number[], open: boolean): void {
  const [one = 0, two = 0] = letters;
  let number = 0;
  for (const letter of letters) {
    if (!isPlain(letter)) return;
    number = mix(number, letter);
    set(whole, number, INNER);
  }
  // Anything may follow.
  if (open && letters.length === 1) inner.fill(1, pairOf(one, 0), pairOf(one + 1, 0));
  else if (open) inner[pairOf(one, two)] = 1;
}

function set(table: Uint8Array, number: number, bit: number): void {
  const slot = slotOf(number);
  table[slot] = (table[slot] ?? 0) | bit;
}
