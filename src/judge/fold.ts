/**
 * Characters as the rules see them: case, accents, Arabic vowel signs and letter variants folded away. One table over the
 * Basic Multilingual Plane, made once; looking a character up costs the same for every script.
 */

/** No letter: parts words from each other. */
export const SEPARATOR = 0;
/** Part of a word, but not of its spelling: combining accents, tashkeel, tatweel, soft hyphen, zero-width joiners. */
export const SILENT = 1;
/** `'` and its typographic kin: silent inside a word, and where a possessive may begin. */
export const APOSTROPHE = 2;

/** Arabic and Kurdish letters that are written for one another (Unicode has several of each on keyboards). */
const ARABIC: Readonly<Record<string, string>> = {
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ئ: 'ي',
  ة: 'ه',
  ە: 'ه',
  ھ: 'ه',
  ہ: 'ه',
  ک: 'ك',
  ؤ: 'و',
};

/** Letters that canonical decomposition leaves alone though readers write them plainly. */
const LATIN: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ß: 's' };

/** Marks of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts; elsewhere (Devanagari, Thai) marks are part of the spelling. */
const SILENT_CHARACTERS =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u0640\u200b-\u200d\u2060\ufeff]/;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;
const APOSTROPHES = /['\u2018\u2019\u02bc\u02b9\u02bf\u02be\u0060\u00b4\uff07]/;

const ZERO = 0x30;

/** Scripts whose letters canonical or compatibility decomposition simplifies: Latin to Arabic, Latin Extended, presentation forms. */
const decomposes = (code: number): boolean =>
  (code >= 0xc0 && code < 0x0700) || (code >= 0x1e00 && code < 0x2000) || code >= 0xfb00;

/** Chinese, Japanese and Korean: letters without case or variants. Spared the slow way below, for they are most of the table. */
const isEastAsian = (code: number): boolean => code >= 0x3400 && code < 0xd7a4;

function foldCharacter(code: number): number {
  if (isEastAsian(code)) return code;
  const character = String.fromCharCode(code);
  if (APOSTROPHES.test(character)) return APOSTROPHE;
  if (SILENT_CHARACTERS.test(character)) return SILENT;
  if (!LETTER_OR_DIGIT.test(character)) return SEPARATOR;
  if (isDigit(code)) return ZERO + (code & 0xf);
  const lower = character.toLowerCase();
  const base = decomposes(code) ? (ARABIC[lower] ?? lower.normalize('NFKD').charAt(0)) : lower.charAt(0);
  return (LATIN[base] ?? ARABIC[base] ?? base).charCodeAt(0);
}

const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, code) => foldCharacter(code));

/** 1: upper case, 2: lower case, 0: the script has no case, or no letter. */
const CASES = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if (isEastAsian(code)) return 0;
  const character = String.fromCharCode(code);
  if (character.toLowerCase() !== character) return 1;
  return character.toUpperCase() === character ? 0 : 2;
});

/** SEPARATOR, SILENT, APOSTROPHE, or the code of the folded letter or digit. Beyond the end of a text, where the code is NaN, SEPARATOR. */
export const foldOf = (code: number): number => FOLDED[code & 0xffff] as number;
export const isUpper = (code: number): boolean => CASES[code & 0xffff] === 1;
export const isLower = (code: number): boolean => CASES[code & 0xffff] === 2;
/** 0-9, ٠-٩, ۰-۹: all are folded to the first. */
export function isDigit(code: number): boolean {
  return (code >= ZERO && code <= 0x39) || (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9);
}
export const isArabic = (folded: number): boolean => folded >= 0x0621 && folded <= 0x06d3;

/**
 * How a word is capitalised, as bits, since a single capital letter is both. A word without case (Arabic, digits) has
 * every shape: case never decides there.
 */
export const LOWER = 1;
export const TITLE = 2;
export const CAPITALS = 4;
export const MIXED = 8;
export const ANY_SHAPE = 15;

/** Of the shapes of a word without case: that of one under `exact`, to be found only as it stands, with no article before it. */
export const AS_IT_STANDS = LOWER;

const POSSESSIVE_BITS = 4;
/** A word with a possessive has its shapes twice, so that a rule may ask for `Moody's`. Here the second time. */
export const possessive = (shape: number): number => shape << POSSESSIVE_BITS;
/** The shapes that a rule asks for, whether or not with a possessive. */
export const withoutPossessive = (shape: number): number => (shape > ANY_SHAPE ? shape >> POSSESSIVE_BITS : shape);

/** @param first whether the first cased letter is upper case; the counts are of cased letters. */
export function shapeOf(first: boolean, upper: number, lower: number): number {
  if (upper + lower === 0) return ANY_SHAPE;
  if (upper === 0) return LOWER;
  if (lower === 0) return upper === 1 ? TITLE | CAPITALS : CAPITALS;
  return first && upper === 1 ? TITLE : MIXED;
}
