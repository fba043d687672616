import { ANY_SHAPE, APOSTROPHE, foldOf, isArabic } from './fold.ts';
import { NO_LETTER, foldedSpelling, mixLetter, type Word } from './word.ts';

/** A word as a rule asks for it. */
export interface WordPattern {
  /** Folded spelling; `#` stands for any number in digits. */
  readonly spelling: string;
  /** Whether any ending may follow: `withdraw*`. */
  readonly open: boolean;
  /** The shapes (bits of fold.ts) it may have. */
  readonly shape: number;
}

export const ANY_NUMBER = '#';

/** The number of a word pattern within a vocabulary. */
export type WordId = number;

/** One reading of a word found in a text. It counts only if the word's shape is among `shape`. */
export interface Reading {
  readonly word: WordId;
  readonly shape: number;
  /** Whether a term may begin with it, or go on with it across a gap. Any other counts only right behind a known word. */
  readonly leads: boolean;
}

/**
 * All words of all rules in one hash table over their folded spellings. A word's hash is made while it is read, so that
 * most words, which no rule knows, cost one look into the table, however many words the rules have.
 */
export interface Vocabulary {
  /** Every reading of the word between two offsets; empty for a word that no rule has. */
  recognise(text: string, word: Word): readonly Reading[];
}

/** Collects word patterns while rules are compiled; the same pattern always gets the same id. */
export class VocabularyBuilder {
  readonly #readings = new Map<string, { word: WordId; shape: number; leads: boolean }>();
  readonly #closed = new Map<string, Reading[]>();
  readonly #open = new Map<string, Reading[]>();

  /** @param leads see {@link Reading}; true if it is so for one of those that add it. */
  add({ spelling, open, shape }: WordPattern, leads = true): WordId {
    const key = `${spelling}${open ? '*' : ''}/${shape}`;
    const known = this.#readings.get(key);
    if (known !== undefined) {
      known.leads ||= leads;
      return known.word;
    }
    const reading = { word: this.size, shape: spelling === ANY_NUMBER ? ANY_SHAPE : shape, leads };
    this.#readings.set(key, reading);
    const alike = open ? this.#open : this.#closed;
    alike.set(spelling, [...(alike.get(spelling) ?? []), reading]);
    return reading.word;
  }

  /** Patterns so far; their ids are the numbers below. */
  get size(): number {
    return this.#readings.size;
  }

  build(): Vocabulary {
    return new WordTable(this.#closed, this.#open);
  }
}

const NOTHING: readonly Reading[] = [];
/** What may be written before an Arabic noun as one word with it: and, so; in, for, like; the. Longest first. */
export const PROCLITICS = 'وبال فبال وكال فكال وال فال بال كال ولل فلل ال لل وب فب ول فل و ف ب ل ك'.split(' ');
/** Letters that remain at least: many words begin with such letters of their own, most of them with these two. */
const shortestStem = (proclitic: string): number => (proclitic === 'ك' || proclitic === 'ف' ? 4 : 3);

/** A spelling that some rule has, or with which words may begin that have any ending. */
interface Entry {
  readonly spelling: string;
  /** The readings of a word that is spelled so, and of one that only begins so. */
  readonly whole: readonly Reading[];
  readonly beginning: readonly Reading[];
  /** Whether a longer entry begins so, for words that have any ending. */
  readonly goesOn: boolean;
}

type ReadingsOf = ReadonlyMap<string, readonly Reading[]>;

class WordTable implements Vocabulary {
  /** Open addressing: an entry stands at its place, or at the next free one behind. Hashes beside, to look at few entries. */
  readonly #hashes: Int32Array;
  readonly #entries: (Entry | undefined)[];
  readonly #mask: number;
  readonly #numbers: readonly Reading[];
  /** Letters of the shortest spelling that may have any ending. */
  readonly #shortestOpen: number;

  constructor(closed: ReadingsOf, open: ReadingsOf) {
    this.#numbers = closed.get(ANY_NUMBER) ?? NOTHING;
    this.#shortestOpen = [...open.keys()].reduce((least, { length }) => Math.min(least, length), Infinity);
    const entries = entriesOf(closed, open, this.#shortestOpen);
    const size = 2 ** Math.ceil(Math.log2(2 * entries.length + 1));
    this.#mask = size - 1;
    this.#hashes = new Int32Array(size);
    this.#entries = Array.from({ length: size }, () => undefined);
    for (const entry of entries) {
      const hash = hashOf(entry.spelling);
      let place = placeOf(hash) & this.#mask;
      while (this.#entries[place] !== undefined) place = (place + 1) & this.#mask;
      this.#hashes[place] = hash;
      this.#entries[place] = entry;
    }
  }

  recognise(text: string, word: Word): readonly Reading[] {
    const found = this.#find(text, word.start, word.base, word.hash);
    if (word.number) return found.length === 0 ? this.#numbers : [...found, ...this.#numbers];
    if (found.length > 0 || !isArabic(foldOf(text.charCodeAt(word.start)))) return found;
    return this.#withoutProclitic(text, word);
  }

  #find(text: string, start: number, end: number, hash: number): readonly Reading[] {
    return this.#entryAt(text, start, end, hash)?.whole ?? this.#findBeginning(text, start, end);
  }

  /** What may have any ending: longer and longer beginnings of the word, as long as one is known that goes on. */
  #findBeginning(text: string, start: number, end: number): readonly Reading[] {
    let found = NOTHING;
    let hash = NO_LETTER;
    let letters = 0;
    for (let at = start; at < end; at++) {
      const letter = foldOf(text.charCodeAt(at));
      if (letter <= APOSTROPHE) continue;
      hash = mixLetter(hash, letter);
      if (++letters < this.#shortestOpen) continue;
      const entry = this.#entryAt(text, start, at + 1, hash);
      found = entry?.beginning ?? found;
      if (entry?.goesOn !== true) break;
    }
    return found;
  }

  #entryAt(text: string, start: number, end: number, hash: number): Entry | undefined {
    for (let place = placeOf(hash) & this.#mask; ; place = (place + 1) & this.#mask) {
      const known = this.#hashes[place];
      if (known !== hash && known !== NO_ENTRY) continue;
      const entry = this.#entries[place];
      if (entry === undefined || isSpelled(text, start, end, entry.spelling)) return entry;
    }
  }

  #withoutProclitic(text: string, word: Word): readonly Reading[] {
    for (const proclitic of PROCLITICS) {
      const stem = afterProclitic(text, word, proclitic);
      const spelling = stem === -1 ? '' : foldedSpelling(text, stem, word.base);
      if (spelling.length < shortestStem(proclitic)) continue;
      const readings = this.#find(text, stem, word.base, hashOf(spelling));
      const found = readings.filter(({ shape }) => shape === ANY_SHAPE);
      if (found.length > 0) return found;
    }
    return NOTHING;
  }
}

/** @param shortestOpen letters of the shortest spelling in `open` */
function entriesOf(closed: ReadingsOf, open: ReadingsOf, shortestOpen: number): Entry[] {
  const goOn = new Set<string>();
  for (const spelling of open.keys()) {
    for (let length = shortestOpen; length < spelling.length; length++) goOn.add(spelling.slice(0, length));
  }
  const spellings = new Set([...closed.keys(), ...open.keys(), ...goOn]);
  return Array.from(spellings, (spelling) => {
    const beginning: Reading[] = [];
    for (let length = 1; length <= spelling.length; length++) {
      beginning.push(...(open.get(spelling.slice(0, length)) ?? NOTHING));
    }
    const whole = [...(closed.get(spelling) ?? NOTHING), ...beginning];
    return { spelling, whole, beginning, goesOn: goOn.has(spelling) };
  });
}

/** Stands in the table of hashes where there is no entry. Should one have it, too, the entry itself tells. */
const NO_ENTRY = 0;
const placeOf = (hash: number): number => hash ^ (hash >>> 15);

function hashOf(folded: string): number {
  let hash = NO_LETTER;
  for (let at = 0; at < folded.length; at++) hash = mixLetter(hash, folded.charCodeAt(at));
  return hash;
}

/** Whether the letters between two offsets, folded, are those of a spelling. */
function isSpelled(text: string, start: number, end: number, spelling: string): boolean {
  let length = 0;
  for (let at = start; at < end; at++) {
    const letter = foldOf(text.charCodeAt(at));
    if (letter <= APOSTROPHE) continue;
    if (letter !== spelling.charCodeAt(length)) return false;
    length++;
  }
  return length === spelling.length;
}

/** Where the stem begins if the word begins with the proclitic, vowel signs passed over; -1 if it does not. */
function afterProclitic(text: string, { start, base }: Word, proclitic: string): number {
  let at = start;
  for (let index = 0; index < proclitic.length; at++) {
    if (at >= base) return -1;
    const letter = foldOf(text.charCodeAt(at));
    if (letter <= APOSTROPHE) continue;
    if (letter !== proclitic.charCodeAt(index)) return -1;
    index++;
  }
  return at;
}
