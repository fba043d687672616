import type { Term } from './term.ts';
import type { Reading, VocabularyBuilder, WordId } from './vocabulary.ts';

/**
 * All terms of all topics as one trie over words. What a term stands for is a number, its slot; many terms share one, and
 * one term may have several.
 */
export interface PhraseNode {
  /** The word that must follow at once. */
  readonly next: Map<WordId, PhraseNode>;
  /** The word that may follow after up to `gap` others. */
  readonly later: Map<number, Map<WordId, PhraseNode>>;
  /** The slots of the terms that end here. */
  readonly slots: number[];
}

const newNode = (): PhraseNode => ({ next: new Map(), later: new Map(), slots: [] });

export const newPhrases = newNode;

/** Adds a term: a path for each of its forms, so that the trie stays a plain one. */
export function addTerm(root: PhraseNode, term: Term, slot: number, vocabulary: VocabularyBuilder): void {
  let nodes: readonly PhraseNode[] = [root];
  for (const { forms, gap } of term.words) {
    const ids = forms.map((form) => vocabulary.add(form));
    nodes = nodes.flatMap((node) => ids.map((id) => childOf(gap === 0 ? node.next : laterOf(node, gap), id)));
  }
  for (const node of nodes) if (!node.slots.includes(slot)) node.slots.push(slot);
}

function laterOf(node: PhraseNode, gap: number): Map<WordId, PhraseNode> {
  const known = node.later.get(gap) ?? new Map<WordId, PhraseNode>();
  node.later.set(gap, known);
  return known;
}

function childOf(children: Map<WordId, PhraseNode>, id: WordId): PhraseNode {
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

/**
 * Reports every term that begins at the word `index`: the slots and the index of its last word. The work is bounded by the
 * rules (words in a term, width of a gap), never by the text.
 */
export function termsFrom(
  root: PhraseNode,
  words: readonly KnownWord[],
  index: number,
  report: (slot: number, last: number) => void,
): void {
  follow(root.next, words, index, report);
}

function follow(
  children: ReadonlyMap<WordId, PhraseNode>,
  words: readonly KnownWord[],
  index: number,
  report: (slot: number, last: number) => void,
): void {
  const word = words[index];
  if (word === undefined) return;
  for (const reading of word.readings) {
    if ((reading.shape & word.shape) === 0) continue;
    const node = children.get(reading.word);
    if (node === undefined) continue;
    for (const slot of node.slots) report(slot, index);
    const after = words[index + 1];
    if (after === undefined || after.sentence !== word.sentence) continue;
    if (after.position === word.position + 1 && !after.parted) follow(node.next, words, index + 1, report);
    for (const [gap, later] of node.later) followAcross(later, gap, words, index, report);
  }
}

function followAcross(
  children: ReadonlyMap<WordId, PhraseNode>,
  gap: number,
  words: readonly KnownWord[],
  index: number,
  report: (slot: number, last: number) => void,
): void {
  const from = words[index];
  if (from === undefined) return;
  for (let next = index + 1; next < words.length; next++) {
    const word = words[next];
    if (word === undefined || word.sentence !== from.sentence || word.position > from.position + 1 + gap) return;
    follow(children, words, next, report);
  }
}
