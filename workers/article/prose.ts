import { isFurniture, isPointer } from './furniture-lines.ts';
import { endsSentence, weightOf } from './sentences.ts';
import { isDated } from './time-line.ts';
import type { Block } from './to-paragraphs.ts';

/** Weights (sentences.ts) from which a text without and with the end of a sentence is a paragraph. */
const PARAGRAPH = 100;
const SENTENCE = 50;

/** A paragraph as people write them: of some length, a sentence, not made of links, and no furniture. */
export function isProse({ kind, linked, text }: Block): boolean {
  if ((kind !== 'text' && kind !== 'quote') || linked >= 0.5) return false;
  const weight = weightOf(text);
  const ends = endsSentence(text);
  if (weight < (ends ? SENTENCE : PARAGRAPH) || (!ends && isDated(text))) return false;
  return !isFurniture(text) && !isPointer(text);
}
