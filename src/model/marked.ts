/**
 * A text cut at the terms that stand in it as whole words, written the same: every second piece is one of them, the first
 * and the last are not.
 */
export function splitAt(text: string, terms: readonly string[]): string[] {
  const wanted = [...new Set(terms)].filter((term) => term.trim() !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const any = wanted.map((term) => term.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'u'));
}

/** Plain text in which the terms stand between asterisks. */
export const starred = (text: string, terms: readonly string[]): string =>
  splitAt(text, terms)
    .map((piece, index) => (index % 2 === 1 ? `*${piece}*` : piece))
    .join('');

/** The pieces of a {@link starred} text: every second one stood between asterisks. */
export const unstarred = (text: string): string[] => text.split(/\*([^*]+)\*/);
