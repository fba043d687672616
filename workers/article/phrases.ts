/** Lists of phrases as patterns. A list is separated by `|` or line breaks; `*` stands for up to forty characters. */

export const phrases = (text: string): readonly string[] =>
  text
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');

const source = (list: readonly string[]): string =>
  list.map((phrase) => phrase.replace(/[.()?+^$[\]{}\\/]/g, '\\$&').replaceAll('*', '.{0,40}?')).join('|');

/** Lines that begin with one of them, at most five signs before it. Case does not count. */
export const beginningWith = (list: readonly string[]): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}@©]{0,5}(?:${source(list)})(?![\\p{L}\\p{N}])`, 'iu');

/** Lines that are one of them and nothing else, but for signs. */
export const consistingOf = (list: readonly string[]): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]{0,5}(?:${source(list)})[^\\p{L}\\p{N}]{0,5}$`, 'iu');

/** Texts that have one of them as whole words; global, so that `match` finds all. */
export const containing = (list: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source(list)})(?![\\p{L}\\p{N}])`, 'giu');

/** Apostrophes as in the lists. */
export const straight = (text: string): string => text.replace(/[’‘]/g, "'");
