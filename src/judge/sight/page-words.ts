import type { Sightings } from './sightings.ts';
import { isDigit } from '../fold.ts';
import type { WordId } from '../vocabulary.ts';
import { foldedSpelling, isLetterAt, newWord, readWord } from '../word.ts';
import { CLASS, GAP, LETTER, MUTE, RAW_CLASS, SETTLED_CLASS, UNSETTLED, joinsAWord, settled } from './letters.ts';
import { mayBeInner, mayGoOn, openPieces, openReadings, type Pieces } from './pieces.ts';
import type { PageReader, PageLine } from './page-reader.ts';
import type { Wanted } from './wanted.ts';
import { BEGINS, INNER, KNOWN, mix, pairOf, slotOf } from './word-gate.ts';

const DOT = 0x2e;
const COMMA = 0x2c;
/** Words from which on a run is prose; menus and labels have fewer. */
const PROSE_WORDS = 12;
/** Words from which on it may ask for something: "Subscribe to continue". */
const SENTENCE_WORDS = 3;
/** Chinese and Japanese put no blanks between words; their letters weigh more. */
const DENSE = 0x2e80;
const DENSE_LETTERS = 30;
const DENSE_WEIGHT = 2.5;
/** No abbreviation has more letters, no word more marks in it. What is made of them grows with the square or cube of their number. */
const MOST_PARTS = 24;

/** Collects the known words of a page, run by run and line by line. */
export class PageWords implements Sightings, PageReader {
  readonly words: WordId[] = [];
  readonly runs: number[] = [];
  readonly positions: number[] = [];
  readonly lengths: number[] = [];
  readonly titles: boolean[] = [];
  /** Something that cannot be told; nothing is certain of this page. */
  uncertain = false;
  /** Letters in longer runs that are no links and show no sign of a wall. */
  prose = 0;
  /** Whether running text shows such a sign. */
  walled = false;
  /** By run its line; by line whether it may be joined to earlier ones, and to none. */
  readonly #lines: number[] = [];
  readonly #follows: boolean[] = [];
  readonly #closed: boolean[] = [];
  readonly #wanted: Wanted;
  readonly #pieces: Pieces;
  readonly #readings: (spelling: string) => WordId[];
  readonly #word = newWord();
  #line = -1;
  #lineFollows = true;
  #run = -1;
  /** Sightings before this run. */
  #before = 0;
  #inTitle = false;
  #sign = false;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
    this.#pieces = openPieces(wanted.vocabulary, wanted.beginnings);
    this.#readings = openReadings(wanted.vocabulary);
  }

  mayJoin(run: number, other: number): boolean {
    const [one = 0, two = 0] = [this.#lines[run], this.#lines[other]];
    if (one === two) return true;
    return this.#follows[Math.max(one, two)] === true && !this.#closed[one] && !this.#closed[two];
  }

  /** @param follows whether what comes may be joined to what was before. */
  startLine(follows: boolean, inTitle: boolean): void {
    this.#line = -1;
    this.#lineFollows = follows;
    this.#inTitle = inTitle;
  }

  /** Nothing that comes can be joined to the line. */
  closeLine(): void {
    if (this.#line >= 0) this.#closed[this.#line] = true;
  }

  /** What is read aside leaves the line as it was. */
  leaveLine(): PageLine {
    return { line: this.#line, follows: this.#lineFollows, inTitle: this.#inTitle };
  }

  returnTo({ line, follows, inTitle }: PageLine): void {
    this.#line = line;
    this.#lineFollows = follows;
    this.#inTitle = inTitle;
  }

  readRaw(text: string, from: number, to: number, linked: boolean): boolean {
    return this.#readRun(text, from, to, linked, RAW_CLASS) || this.#takeBack();
  }

  read(text: string, from: number, to: number, linked: boolean): void {
    if (!this.#readRun(text, from, to, linked, CLASS)) {
      this.#takeBack();
      const clean = settled(text.slice(from, to));
      if (joinsAWord(clean.charCodeAt(0)) || clean.includes('\0')) this.uncertain = true;
      this.#readRun(clean, 0, clean.length, linked, SETTLED_CLASS);
    }
  }

  /** Forgets what was seen in a run that is to be read otherwise. */
  #takeBack(): false {
    this.words.length = this.positions.length = this.runs.length = this.#before;
    return false;
  }

  /** @param classes of characters. @returns false if one of them is unsettled: the text must be brought into another form first. */
  #readRun(text: string, from: number, to: number, linked: boolean, classes: Uint8Array): boolean {
    const { gate } = this.#wanted;
    this.#run = -1;
    this.#before = this.words.length;
    this.#sign = false;
    let words = 0;
    let first = -1;
    let start = -1;
    let end = -1;
    let known = 0;
    let begun = 0;
    for (let at = from; at < to;) {
      let letter = classes[text.charCodeAt(at)] as number;
      if (letter === UNSETTLED) return false;
      if (letter === GAP || letter === MUTE) {
        at++;
        continue;
      }
      start = at;
      let number = 0;
      let opening = 0;
      while (letter > GAP && letter < LETTER) {
        number = mix(number, letter);
        if (++at === start + 3) opening = number;
        letter = at < to ? (classes[text.charCodeAt(at)] as number) : GAP;
      }
      if (letter === UNSETTLED) return false;
      const plain = letter === GAP && !(at === start + 1 && at < to && text.charCodeAt(at) === DOT);
      const bits = plain ? (gate.whole[slotOf(number)] as number) : KNOWN | BEGINS | INNER;
      if ((bits & KNOWN) !== 0 || (at >= start + 3 && gate.openings[slotOf(opening)] !== 0)) {
        at = this.#note(text, start, words);
        if (!plain && isUnsettled(text, start, at, classes)) return false;
      }
      known = bits;
      if (first < 0) {
        first = start;
        begun = bits;
      }
      end = at;
      words++;
    }
    if (first < 0) return true;
    this.#weigh(text, from, to, words, linked);
    if ((begun & INNER) !== 0 || this.#mayGoOnInside(text, first, to)) this.#noteStart(text, from, first, to);
    if ((known & BEGINS) !== 0) this.#noteEnd(text, { start, end, position: words - 1 }, to);
    if (this.#run >= 0) this.lengths[this.#run] = words;
    return true;
  }

  /** Reads a word exactly, notes its readings, and returns where it ends. */
  #note(text: string, start: number, position: number): number {
    const word = this.#word;
    const { vocabulary, firstOther, signs } = this.#wanted;
    readWord(text, start, word);
    for (const reading of vocabulary.recognise(text, word)) {
      if ((reading.shape & word.shape) === 0) continue;
      if (signs.has(reading.word)) this.#sign = true;
      if (reading.word < firstOther) this.#sight(reading.word, this.#currentRun(), position);
    }
    return word.end;
  }

  #currentRun(): number {
    if (this.#run < 0) {
      if (this.#line < 0) {
        this.#line = this.#follows.push(this.#lineFollows) - 1;
        this.#closed.push(false);
      }
      this.#run = this.#lines.push(this.#line) - 1;
      this.titles.push(this.#inTitle);
      this.lengths.push(0);
    }
    return this.#run;
  }

  #weigh(text: string, from: number, to: number, words: number, linked: boolean): void {
    if (this.#sign && !linked && words >= SENTENCE_WORDS) this.walled = true;
    if (linked || this.#sign) return;
    if (words >= PROSE_WORDS) this.prose += to - from;
    else if (to - from >= DENSE_LETTERS && text.charCodeAt(from) >= DENSE) this.prose += (to - from) * DENSE_WEIGHT;
  }

  /** Whether a plain word may be the rest of one that may have any ending. */
  #mayGoOnInside(text: string, first: number, to: number): boolean {
    const one = CLASS[text.charCodeAt(first)] as number;
    const two = first + 1 < to ? (CLASS[text.charCodeAt(first + 1)] as number) : GAP;
    return two < LETTER && this.#wanted.gate.inner[pairOf(one, two)] !== 0;
  }

  /** The beginning of a run may end a word that began in another. */
  #noteStart(text: string, from: number, first: number, to: number): void {
    for (let at = from; at < first; at++) {
      const code = text.charCodeAt(at);
      // `.S.` behind `U`, `,500` behind `2`, `'s` behind anything.
      if (CLASS[code] !== MUTE && !((code === DOT || code === COMMA) && first === at + 1)) return;
    }
    if (first + 1 < to && text.charCodeAt(first + 1) === DOT) this.#noteDotted(text, first, to, 0);
    let spelling = '';
    let parts = 0;
    for (let at = first; ; at++) {
      const letter = at < to ? (CLASS[text.charCodeAt(at)] as number) : GAP;
      if (letter !== GAP && letter !== MUTE) {
        spelling += foldedSpelling(text, at, at + 1);
        if (spelling.length === 2 && !mayBeInner(this.#wanted.beginnings, spelling)) return;
        continue;
      }
      const within = at < to && (letter === MUTE || isInnerMark(text, first, at));
      if (++parts > MOST_PARTS) {
        this.uncertain = true;
        return;
      }
      if (mayBeInner(this.#wanted.beginnings, spelling)) {
        this.#pieces.addStart(spelling, this.#currentRun(), at >= to || (within && at === to - 1));
      }
      if (!within) return;
    }
  }

  /** The end of a run may begin a word that another ends. */
  #noteEnd(text: string, { start, end, position }: { start: number; end: number; position: number }, to: number): void {
    const last = text.charCodeAt(to - 1);
    const goesOn = end === to || (end === to - 1 && (CLASS[last] === MUTE || isInnerMark(text, start, end)));
    if (!goesOn) return;
    this.#addEnd(foldedSpelling(text, start, to), position);
    if (text.charCodeAt(start + 1) === DOT) this.#noteDotted(text, start, to, position);
  }

  #addEnd(spelling: string, position: number): void {
    if (mayGoOn(this.#wanted.beginnings, spelling)) this.#pieces.addEnd(spelling, this.#currentRun(), position);
  }

  /** What stands beside `U.S.A.` may make other words of its letters: `xU`, `S.A`. */
  #noteDotted(text: string, start: number, to: number, position: number): void {
    let spelling = '';
    for (let at = start; at < to && isLetterAt(text, at); at += 2) {
      spelling += foldedSpelling(text, at, at + 1);
      if (text.charCodeAt(at + 1) !== DOT) break;
      if (spelling.length > MOST_PARTS) {
        this.uncertain = true;
        return;
      }
    }
    for (let from = 0; from < spelling.length; from++) {
      this.#addEnd(spelling.slice(from), position);
      for (let end = from + 1; end <= spelling.length; end++) {
        if (end - from === spelling.length) continue;
        for (const id of this.#readings(spelling.slice(from, end))) this.#sight(id, this.#currentRun(), position);
      }
    }
  }

  #sight(word: WordId, run: number, position: number): void {
    if (word >= this.#wanted.firstOther) return;
    this.words.push(word);
    this.positions.push(position);
    this.runs.push(run);
  }

  /** Adds the words that pieces make, once all is read. False if not everything about the page can be told. */
  finish(): boolean {
    const made = this.#pieces.together((run, other) => this.mayJoin(run, other));
    for (const { word, run, position } of made ?? []) this.#sight(word, run, position);
    return made !== null && !this.uncertain;
  }
}

/** Whether a dot or comma may stand within a word: `U.S`, `2,500`. */
function isInnerMark(text: string, start: number, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== DOT && code !== COMMA) return false;
  const before = text.charCodeAt(at - 1);
  return isDigit(before) || (code === DOT && (at === start + 1 || text.charCodeAt(at - 2) === DOT));
}

function isUnsettled(text: string, start: number, end: number, classes: Uint8Array): boolean {
  for (let at = start; at < end; at++) if (classes[text.charCodeAt(at)] === UNSETTLED) return true;
  return false;
}
