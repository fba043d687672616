import { isFurniture, isPointer } from './furniture-lines.ts';
import type { Block } from './to-paragraphs.ts';

const SENTENCE_END = /[.!?…。！？؟۔][\p{Pf}\p{Pe}"']*$/u;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const PARAGRAPH = 100;
const SENTENCE = 50;

export const endsSentence = (text: string): boolean => SENTENCE_END.test(text);

/** Length in letters of an alphabet: a Chinese, Japanese or Korean sign carries about as much as two and a half of them. */
export const weightOf = (text: string): number => text.length + 1.5 * (text.match(DENSE)?.length ?? 0);

/** A paragraph as people write them: of some length, a sentence, not made of links, and no furniture. */
export function isProse({ kind, linked, text }: Block): boolean {
  if ((kind !== 'text' && kind !== 'quote') || linked >= 0.5) return false;
  const weight = weightOf(text);
  if (weight < (endsSentence(text) ? SENTENCE : PARAGRAPH)) return false;
  return !isFurniture(text) && !isPointer(text);
}

/** Sentences by their ends, roughly. */
export const sentencesIn = (text: string): number =>
  text.match(/[.!?…؟۔]["”’»)\]]*(?=\s|$)|[。！？]/gu)?.length ?? 0;

/** Whether a text breaks off, as feeds and walls cut it: "…", "[…]", "Read more", "Continue reading". */
export const isCutOff = (text: string): boolean =>
  /(?:…|\.{3,}|\b(?:read (?:more|on|the (?:full|rest|whole)[\w ]{0,20})|continue reading[^.!?]{0,80}|(?:click here )?to read more|full story)|[([]more(?:…|\.{3})?[)\]]|\bmore\s?[»›→>])[\s\])»›>→.]{0,8}$/iu.test(
    text.slice(-200),
  );
