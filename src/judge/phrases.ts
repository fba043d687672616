import type { Term } from './term.ts';
import type { Reading, VocabularyBuilder, WordId } from './vocabulary.ts';

/** What a term stands for: a concept of a topic, by their numbers; or, as an exception, that its words do not name it. */
export interface Slot {
  readonly topic: number;
  readonly concept: number;
  readonly except: boolean;
}

/** All terms of all topics as one trie over words; a node is where some of them have come to. Null is for none: most have little. */
export interface PhraseNode {
  /** What the terms that end here stand for. Many terms may stand for the same, and one term for several things. */
  slots: Slot[] | null;
  /** The words that may follow at once. */
  next: Children | null;
  /** The words that may follow after up to `gap` others. */
  later: { readonly gap: number; readonly next: Children }[] | null;
}

type Children = Map<WordId, PhraseNode>;

/** The terms by their first word. */
export type Phrases = readonly (PhraseNode | undefined)[];

const newNode = (): PhraseNode => ({ slots: null, next: null, later: null });

/** Collects terms, a path for each of their forms, so that the trie stays a plain one. */
export class PhraseBuilder {
  readonly #root = newNode();
  readonly #vocabulary: VocabularyBuilder;

  constructor(vocabulary: VocabularyBuilder) {
    this.#vocabulary = vocabulary;
  }

  add({ words }: Term, slot: Slot): void {
    let nodes: readonly PhraseNode[] = [this.#root];
    for (const [index, { forms, gap }] of words.entries()) {
      const ids = forms.map((form) => this.#vocabulary.add(form, index === 0 || gap > 0));
      nodes = nodes.flatMap((node) => ids.map((id) => childOf(gap === 0 ? nextOf(node) : laterOf(node, gap), id)));
    }
    for (const node of nodes) if (node.slots?.includes(slot) !== true) (node.slots ??= []).push(slot);
  }

  build(): Phrases {
    const phrases: (PhraseNode | undefined)[] = Array.from({ length: this.#vocabulary.size });
    for (const [word, node] of this.#root.next ?? []) phrases[word] = node;
    return phrases;
  }
}

const nextOf = (node: PhraseNode): Children => (node.next ??= new Map());

function laterOf(node: PhraseNode, gap: number): Children {
  const known = node.later?.find((one) => one.gap === gap);
  if (known !== undefined) return known.next;
  const next: Children = new Map();
  (node.later ??= []).push({ gap, next });
  return next;
}

function childOf(children: Children, id: WordId): PhraseNode {
  const known = children.get(id) ?? newNode();
  children.set(id, known);
  return known;
}

/** A word of a text that some rule has. Offsets are into the title or the body; see `sentence`. */
export interface KnownWord {
  readonly readings: readonly Reading[];
  readonly shape: number;
  /** Words before it in the article, unknown ones counted. */
  readonly position: number;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  /** Whether a comma, colon or bracket stands before it: no phrase goes across. */
  readonly parted: boolean;
}

/** Told of terms that were found: what they stand for, and the index of their last word. */
type Report = (slots: readonly Slot[], last: number) => void;

/**
 * Reports every term that begins at the word `index`. The work is bounded by the rules (words in a term, width of a gap),
 * never by the text.
 */
export function termsFrom(phrases: Phrases, words: readonly KnownWord[], index: number, report: Report): void {
  const word = words[index];
  if (word === undefined) return;
  for (const reading of word.readings) {
    if ((reading.shape & word.shape) === 0) continue;
    const node = phrases[reading.word];
    if (node !== undefined) reach(node, words, index, report);
  }
}

/** Goes on from a node that the word `index` led to. */
function reach(node: PhraseNode, words: readonly KnownWord[], index: number, report: Report): void {
  if (node.slots !== null) report(node.slots, index);
  if (node.next === null && node.later === null) return;
  const word = words[index];
  const after = words[index + 1];
  if (word === undefined || after === undefined || after.sentence !== word.sentence) return;
  const adjoins = after.position === word.position + 1 && !after.parted;
  if (node.next !== null && adjoins) follow(node.next, words, index + 1, report);
  for (const { gap, next } of node.later ?? []) followAcross(next, gap, words, index, report);
}

function follow(children: Children, words: readonly KnownWord[], index: number, report: Report): void {
  const word = words[index];
  if (word === undefined) return;
  for (const reading of word.readings) {
    if ((reading.shape & word.shape) === 0) continue;
    const node = children.get(reading.word);
    if (node !== undefined) reach(node, words, index, report);
  }
}

function followAcross(
  children: Children,
  gap: number,
  words: readonly KnownWord[],
  index: number,
  report: Report,
): void {
  const from = words[index];
  if (from === undefined) return;
  for (let next = index + 1; next < words.length; next++) {
    const word = words[next];
    if (word === undefined || word.sentence !== from.sentence || word.position > from.position + 1 + gap) return;
    follow(children, words, next, report);
  }
}
