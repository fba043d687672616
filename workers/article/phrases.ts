/** Lists of phrases as patterns. A list is separated by `|` or line breaks; `*` stands for up to forty characters, none too. */

export const phrases = (text: string): readonly string[] =>
  text
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');

const escape = (phrase: string): string =>
  phrase
    .replace(/[.()?+^$[\]{}\\/]/g, '\\$&')
    .replaceAll(' * ', ' (?:.{0,40} )?')
    .replaceAll('*', '.{0,40}?');

const source = (list: readonly string[]): string => list.map(escape).join('|');

/** With the end of a word behind those that end in a letter; what follows "来源：" is its next word. */
const whole = (phrase: string): string =>
  /[\p{L}\p{N}]$/u.test(phrase) ? `${escape(phrase)}(?![\\p{L}\\p{N}])` : escape(phrase);

/** Scripts that put no blanks between words. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Lines that begin with one of them, at most five signs before it. Case does not count. */
export const beginningWith = (list: readonly string[]): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}@©]{0,5}(?:${list.map(whole).join('|')})`, 'iu');

/** Lines that are one of them and nothing else, but for signs. */
export const consistingOf = (list: readonly string[]): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]{0,5}(?:${source(list)})[^\\p{L}\\p{N}]{0,5}$`, 'iu');

/** Texts that have one of them, as whole words in scripts that have such; global, so that `match` finds all. */
export function containing(list: readonly string[]): RegExp {
  const words = list.filter((phrase) => !DENSE.test(phrase));
  const dense = list.filter((phrase) => DENSE.test(phrase));
  const bounded = `(?<![\\p{L}\\p{N}])(?:${source(words)})(?![\\p{L}\\p{N}])`;
  return new RegExp(
    [...(words.length > 0 ? [bounded] : []), ...(dense.length > 0 ? [source(dense)] : [])].join('|'),
    'giu',
  );
}

/** Scripts in which a word may begin within another: no blanks, or articles and conjunctions written together with it. */
const JOINED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u;

/** Texts in which a word begins with one of them: "abonn" for "Abonnés"; `_` marks the end of the word. */
export function withStem(list: readonly string[]): RegExp {
  const [joined, apart] = [true, false].map((is) => list.filter((stem) => JOINED.test(stem) === is));
  const pattern = `(?<![\\p{L}\\p{N}])(?:${source(apart ?? [])})${(joined ?? []).length > 0 ? `|${source(joined ?? [])}` : ''}`;
  return new RegExp(pattern.replaceAll('_', '(?![\\p{L}\\p{N}])'), 'iu');
}

/** Apostrophes as in the lists, and the Turkish capital İ, which no pattern takes for an i. */
export const straight = (text: string): string => text.replace(/[’‘]/g, "'").replace(/İ/g, 'I');
