import { ANY_SHAPE, APOSTROPHE, foldOf, isArabic } from './fold.ts';
import { foldedSpelling, type Word } from './word.ts';

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
}

/**
 * All words of all rules as one trie over folded letters. Recognising a word costs at most its length, however many
 * words the rules have: its nodes are numbers, its edges one open-addressed hash table.
 */
export interface Vocabulary {
  /** Every reading of the word between two offsets; empty for a word that no rule has. */
  recognise(text: string, word: Word): readonly Reading[];
}

interface Node {
  readonly children: Map<number, Node>;
  readonly closed: Reading[];
  readonly open: Reading[];
}

const newNode = (): Node => ({ children: new Map(), closed: [], open: [] });

/** Collects word patterns while rules are compiled; the same pattern always gets the same id. */
export class VocabularyBuilder {
  readonly #root = newNode();
  readonly #ids = new Map<string, WordId>();
  readonly #numbers: Reading[] = [];

  add({ spelling, open, shape }: WordPattern): WordId {
    const key = `${spelling}${open ? '*' : ''}/${shape}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const word = this.#ids.size;
    this.#ids.set(key, word);
    if (spelling === ANY_NUMBER) this.#numbers.push({ word, shape: ANY_SHAPE });
    else this.#insert(spelling)[open ? 'open' : 'closed'].push({ word, shape });
    return word;
  }

  #insert(spelling: string): Node {
    let node = this.#root;
    for (let at = 0; at < spelling.length; at++) {
      const letter = spelling.charCodeAt(at);
      let child = node.children.get(letter);
      if (child === undefined) {
        child = newNode();
        node.children.set(letter, child);
      }
      node = child;
    }
    return node;
  }

  build(): Vocabulary {
    return new Trie(this.#root, this.#numbers);
  }
}

const NOTHING: readonly Reading[] = [];
/** What may be written before an Arabic noun as one word with it: and, so; in, for, like; the. Longest first. */
export const PROCLITICS = 'وبال فبال وكال فكال وال فال بال كال ولل فلل ال لل وب فب ول فل و ف ب ل ك'.split(' ');
/** Letters that remain at least: many words begin with such letters of their own, most of them with these two. */
const shortestStem = (proclitic: string): number => (proclitic === 'ك' || proclitic === 'ف' ? 4 : 3);

class Trie implements Vocabulary {
  readonly #mask: number;
  readonly #from: Int32Array;
  readonly #letter: Uint16Array;
  readonly #to: Int32Array;
  /** What is recognised if a word ends at a node, and if it goes on where the trie does not. */
  readonly #atEnd: (readonly Reading[])[] = [];
  readonly #beyond: (readonly Reading[])[] = [];
  readonly #numbers: readonly Reading[];

  constructor(root: Node, numbers: readonly Reading[]) {
    this.#numbers = numbers;
    const edges: [from: number, letter: number, to: number][] = [];
    const queue: { node: Node; inherited: readonly Reading[] }[] = [{ node: root, inherited: NOTHING }];
    for (let index = 0; index < queue.length; index++) {
      const { node, inherited } = queue[index] as (typeof queue)[number];
      const beyond = node.open.length === 0 ? inherited : [...inherited, ...node.open];
      this.#beyond.push(beyond);
      this.#atEnd.push(node.closed.length === 0 ? beyond : [...node.closed, ...beyond]);
      for (const [letter, child] of node.children) {
        edges.push([index, letter, queue.length]);
        queue.push({ node: child, inherited: beyond });
      }
    }
    const size = 2 ** Math.ceil(Math.log2(2 * edges.length + 2));
    this.#mask = size - 1;
    this.#from = new Int32Array(size).fill(-1);
    this.#letter = new Uint16Array(size);
    this.#to = new Int32Array(size);
    for (const edge of edges) this.#insert(...edge);
  }

  #insert(from: number, letter: number, to: number): void {
    let slot = this.#hash(from, letter);
    while (this.#from[slot] !== -1) slot = (slot + 1) & this.#mask;
    this.#from[slot] = from;
    this.#letter[slot] = letter;
    this.#to[slot] = to;
  }

  #hash(from: number, letter: number): number {
    const mixed = Math.imul(from, 0x9e3779b1) ^ Math.imul(letter, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #next(from: number, letter: number): number {
    let slot = this.#hash(from, letter);
    for (;;) {
      const found = this.#from[slot];
      if (found === -1) return -1;
      if (found === from && this.#letter[slot] === letter) return this.#to[slot] ?? -1;
      slot = (slot + 1) & this.#mask;
    }
  }

  recognise(text: string, word: Word): readonly Reading[] {
    const found = this.#walk(text, word.start, word.base);
    if (word.number) return found.length === 0 ? this.#numbers : [...found, ...this.#numbers];
    if (found.length > 0 || !isArabic(foldOf(text.charCodeAt(word.start)))) return found;
    return this.#withoutProclitic(text, word);
  }

  #walk(text: string, start: number, end: number): readonly Reading[] {
    let node = 0;
    for (let at = start; at < end; at++) {
      const letter = foldOf(text.charCodeAt(at));
      if (letter <= APOSTROPHE) continue;
      const next = this.#next(node, letter);
      if (next === -1) return this.#beyond[node] ?? NOTHING;
      node = next;
    }
    return this.#atEnd[node] ?? NOTHING;
  }

  #withoutProclitic(text: string, word: Word): readonly Reading[] {
    for (const proclitic of PROCLITICS) {
      const stem = afterProclitic(text, word, proclitic);
      if (stem === -1 || foldedSpelling(text, stem, word.base).length < shortestStem(proclitic)) continue;
      const found = this.#walk(text, stem, word.base).filter(({ shape }) => shape === ANY_SHAPE);
      if (found.length > 0) return found;
    }
    return NOTHING;
  }
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
