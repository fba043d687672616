import { APOSTROPHE, SEPARATOR, SILENT, foldOf } from '../fold.ts';

/** What the pre-filter makes of a character. Plain Latin letters are 1 to 26 by what they fold to, so that most words are read fast. */
export const GAP = 0;
/** Letters and digits that are left to word.ts. */
export const LETTER = 30;
/** Silent within a word. */
export const MUTE = 31;
/** What layout.ts takes out, or Unicode's composition may change: seen as it is only once the text was brought into its final form. */
export const UNSETTLED = 32;

/** What layout.ts takes out of a line. */
const INVISIBLE =
  /[\u00ad\u200b\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
/** The first half of every tag, U+E0000 and following. */
const TAG = 0xdb40;
const MARK = /\p{M}/u;
/** The only plane of old ideographs for which composition puts others: U+2F800 and following, by its first half. */
const COMPATIBILITY = 0xd87e;

const isJamo = (code: number): boolean => code >= 0x1160 && code <= 0x11ff;
/** Ideographs and syllables: settled, and too many to be asked one by one. */
const isSettled = (code: number): boolean =>
  code < 0x300 ||
  (code >= 0x3400 && code < 0xd7a4) ||
  (code >= 0xd800 && code < 0xf900 && code !== COMPATIBILITY && code !== TAG);

function classOf(code: number): number {
  const folded = foldOf(code);
  // Parsers leave it out, or put something else.
  if (code === 0) return UNSETTLED;
  if (!isSettled(code)) {
    const character = String.fromCharCode(code);
    if (folded !== SILENT && joinsAWord(code)) return UNSETTLED;
    if (code === COMPATIBILITY || code === TAG || character.normalize('NFC') !== character) return UNSETTLED;
    if (folded === SEPARATOR && character.replace(INVISIBLE, '') === '') return UNSETTLED;
  }
  if (folded === SEPARATOR) return GAP;
  if (folded === SILENT || folded === APOSTROPHE) return MUTE;
  return folded >= 0x61 && folded <= 0x7a ? folded - 0x60 : LETTER;
}

/** Whether composition may make one letter of the one before and this one. */
export const joinsAWord = (code: number): boolean =>
  isJamo(code) || (foldOf(code) > APOSTROPHE && MARK.test(String.fromCharCode(code)));

export const CLASS = Uint8Array.from({ length: 0x10000 }, (_, code) => classOf(code));

/** The same for text that was settled: what is left of the unsettled is a letter, or none. */
export const SETTLED_CLASS = CLASS.map((known, code) =>
  known === UNSETTLED ? (foldOf(code) > APOSTROPHE ? LETTER : GAP) : known,
);

const AMPERSAND = 0x26;

/** The same for text as it stands in a page, where `&` begins a reference and only ASCII is sure to be what it seems. */
export const RAW_CLASS = CLASS.map((known, code) => (code === AMPERSAND || code > 0x7f ? UNSETTLED : known));

/** A piece of text in the form in which it is judged. */
export const settled = (text: string): string => text.replace(INVISIBLE, '').normalize('NFC');
