/**
 * The layout of a corpus text (CONTRACT section 3): how paragraphs become a body. Pure string work that both the workers
 * and the corpus stand on.
 */

/** Spaces of every width, line breaks, and control characters: each is a blank. */
// oxlint-disable-next-line no-control-regex -- control characters are what must go
const BLANKS = /[\s\u0000-\u001f\u007f-\u009f]+/gu;
/**
 * Soft hyphen, zero-width space, word joiner and its invisible kin, byte order mark, embeddings and overrides of direction,
 * non-characters, tags (letters that nobody sees, but that a program may read).
 */
const INVISIBLE =
  /[\u00ad\u200b\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
/** Direction marks are part of right-to-left text, but not where they stand alone between blanks. */
const LONE_MARKS = /(?<![^ ])[\u061c\u200e\u200f]+(?![^ ])/gu;
/** The zero-width non-joiner separates two letters (Persian, Kurdish, Indic scripts); anywhere else it is debris. */
const STRAY_NON_JOINER = /(?<![\p{L}\p{M}])\u200c|\u200c(?![\p{L}\p{M}\p{N}])/gu;
/** The zero-width joiner shapes the letter before it or ties emoji together. */
const STRAY_JOINER = /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * One line: no control or invisible characters, single blanks, none at the ends, Unicode NFC. Idempotent.
 * Empty where nothing visible is left.
 */
export function cleanLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(/\u200c{2,}/g, '\u200c')
    .replace(STRAY_NON_JOINER, '')
    .replace(STRAY_JOINER, '')
    .replace(LONE_MARKS, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC');
  return VISIBLE.test(line) ? line : '';
}

/** A body: one paragraph a line, an empty line between two. Paragraphs without anything visible are dropped. */
export const layoutBody = (paragraphs: readonly string[]): string =>
  paragraphs
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n\n');

/** The paragraphs of a body. */
export const paragraphsOf = (body: string): string[] => (body === '' ? [] : body.split('\n\n'));
