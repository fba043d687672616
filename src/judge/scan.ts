import type { KnownWord } from './phrases.ts';
import { endsSentence, isLineBreak, isTerminator } from './sentences.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isLetterAt, newWord, readWord } from './word.ts';

/** A title and a body, read once: the words that may be part of some rule's term, and where sentences and paragraphs begin. */
export interface ScannedText {
  readonly title: string;
  readonly body: string;
  readonly words: readonly KnownWord[];
  /** For each sentence the position of its first word. The title is sentence 0, also where it is empty. */
  readonly sentenceStarts: readonly number[];
  /** For each sentence the number of its paragraph; the title is paragraph 0. */
  readonly paragraphs: readonly number[];
  /** The position of the body's first word, and of the word that would come after its last. */
  readonly bodyStart: number;
  readonly end: number;
}

const DOT = 0x2e;
const BLANK = 0x20;

/** A sentence goes on in a new one after so many words: what has no full stop for so long is a list or a menu. */
const LONGEST_SENTENCE = 80;

export function scanText(title: string, body: string, vocabulary: Vocabulary): ScannedText {
  const reader = new Reader(vocabulary);
  reader.readTitle(title);
  const bodyStart = reader.position;
  reader.readBody(body);
  const { words, sentenceStarts, paragraphs, position } = reader;
  return { title, body, words, sentenceStarts, paragraphs, bodyStart, end: position };
}

class Reader {
  readonly words: KnownWord[] = [];
  readonly sentenceStarts: number[] = [0];
  readonly paragraphs: number[] = [0];
  position = 0;
  #paragraph = 0;
  /** Position of the last word in `words`. */
  #lastKnown = -2;
  #newSentence = false;
  #newParagraph = false;
  readonly #vocabulary: Vocabulary;
  readonly #word = newWord();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** A title is one sentence, whatever its punctuation. */
  readTitle(text: string): void {
    this.#read(text, false);
  }

  readBody(text: string): void {
    this.#newSentence = true;
    this.#newParagraph = true;
    this.#read(text, true);
  }

  #read(text: string, withSentences: boolean): void {
    let parted = true;
    let lastStart = -1;
    let lastEnd = -1;
    for (let at = 0; at < text.length;) {
      if (isLetterAt(text, at)) {
        this.#take(text, at, parted, withSentences);
        lastStart = at;
        at = this.#word.end;
        lastEnd = at;
        parted = false;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === BLANK) {
        at++;
        continue;
      }
      parted ||= isClauseMark(code);
      if (withSentences && isLineBreak(code)) {
        this.#newSentence = true;
        this.#newParagraph = true;
      } else if (withSentences && !this.#newSentence && isTerminator(code)) {
        const follows = lastEnd === at;
        if (endsSentence(text, at, follows ? lastStart : -1, follows && this.#word.dotted)) this.#newSentence = true;
      }
      at++;
    }
  }

  #take(text: string, at: number, parted: boolean, withSentences: boolean): void {
    const word = this.#word;
    readWord(text, at, word);
    if (withSentences) this.#border();
    const readings = this.#vocabulary.recognise(text, word);
    // Small words stand in many phrases, and mean nothing where what comes before them there does not stand.
    const follows = !parted && this.#lastKnown === this.position - 1;
    if (readings.length > 0 && (follows || readings.some(({ leads }) => leads))) {
      const sentence = this.sentenceStarts.length - 1;
      this.words.push({
        readings,
        shape: word.shape,
        position: this.position,
        sentence,
        start: at,
        end: word.dotted && text.charCodeAt(word.base) === DOT ? word.base + 1 : word.base,
        parted,
      });
      this.#lastKnown = this.position;
    }
    this.position++;
  }

  #border(): void {
    const start = this.sentenceStarts.at(-1) ?? 0;
    if (!this.#newSentence && this.position - start < LONGEST_SENTENCE) return;
    if (this.#newParagraph) this.#paragraph++;
    this.sentenceStarts.push(this.position);
    this.paragraphs.push(this.#paragraph);
    this.#newSentence = false;
    this.#newParagraph = false;
  }
}

/** , ; : ( ) [ ] { } — | and the Arabic comma and semicolon: phrases do not reach across them. */
const CLAUSE_MARKS = ',;:()[]{}—،؛|';
const IS_CLAUSE_MARK = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  Number(CLAUSE_MARKS.includes(String.fromCharCode(code))),
);
const isClauseMark = (code: number): boolean => IS_CLAUSE_MARK[code] === 1;
