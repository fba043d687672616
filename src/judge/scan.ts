import type { KnownWord } from './phrases.ts';
import { endsSentence, isLineBreak, isTerminator } from './sentences.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isLetterAt, newWord, readWord } from './word.ts';

/** A title and a body, read once: the words that some rule knows, and where sentences and paragraphs begin. */
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
    if (readings.length > 0) {
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
const CLAUSE_MARKS = new Set(',;:()[]{}—،؛|'.split('').map((mark) => mark.charCodeAt(0)));
const isClauseMark = (code: number): boolean => CLAUSE_MARKS.has(code);
