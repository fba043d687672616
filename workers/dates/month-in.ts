import { monthNamed } from './month-names.ts';

/** Months by name, in the languages that feeds are written in. */

/** Beginnings of the names, without accents, in English, French, German, Spanish, Portuguese, Italian and Dutch. */
const BEGINNINGS: readonly RegExp[] = [
  /^(?:jan|ene|gen)/,
  /^(?:feb|fev)/,
  // Not Finnish marraskuu, November.
  /^(?:mar(?!ras)|mrz|maa|mrt)/,
  /^(?:apr|abr|avr)/,
  /^(?:may|mai|mei|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|ago|aou)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|ott|out)/,
  /^nov/,
  /^(?:dec|dez|dic)/,
];

/** Two words: "تشرين الأول". */
const LONGEST_NAME = 2;

/** 1–12, or null. A weekday may begin like a month (martes, martedì), so the last word that fits counts. */
export function monthIn(text: string): number | null {
  const words = plainWords(text);
  for (let at = words.length - 1; at >= 0; at--) {
    const month = BEGINNINGS.findIndex((beginning) => beginning.test(words[at] ?? ''));
    if (month !== -1) return month + 1;
  }
  return words.length === 0 ? null : elsewhere(words);
}

/** By the names that the engine knows, in some forty languages. */
function elsewhere(words: readonly string[]): number | null {
  for (let at = words.length - 1; at >= 0; at--) {
    for (let count = LONGEST_NAME; count > 0; count--) {
      const month = monthNamed(words.slice(Math.max(0, at + 1 - count), at + 1).join(' '));
      if (month?.persian === false) return month.number;
    }
  }
  return null;
}

/** Lower case, without accents, points and vowel signs; words of two letters are none ("de", "at") unless they are Arabic. */
const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
    .match(/\p{L}{3,}|\p{Script=Arabic}{2}/gu) ?? [];
