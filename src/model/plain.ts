/**
 * Text from outside, made fit for where it is shown: a title can neither repaint a screen nor forge a line, nor read
 * otherwise than it is written.
 */

/** What moves a cursor, begins an escape sequence (ECMA-48: C0, DEL, C1) or breaks a line. */
// oxlint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/**
 * What nobody sees: soft hyphen, zero-width space, word joiner and its kin, embeddings, overrides and isolates of
 * direction (CVE-2021-42574), byte order mark, annotations, tags, non-characters. Joiners and direction marks stay: they
 * are part of Persian, Arabic and Hebrew text.
 */
const UNSEEN = /[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;

/** A whole document: line breaks and tabs stay, other control characters and what nobody sees are left out. */
export const plainDocument = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, '').replace(CONTROLS_IN_TEXT, '');

// oxlint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROLS_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line for a terminal, a log and a header: control characters become blanks, what nobody sees is left out. */
export const plain = (text: string): string => withoutControls(text).trim();

/** Line breaks, and colours and weights as `styleText` writes them. */
// oxlint-disable-next-line no-control-regex -- the beginning of an escape sequence is what is looked for
const LAYOUT = /(\n|\u001b\[\d+m)/;

/** Lines of our own with text from outside in them: as {@link plain}, but line breaks, indentation and styles stay. */
export const plainStyled = (text: string): string =>
  text
    .split(LAYOUT)
    .map((piece, index) => (index % 2 === 1 ? piece : withoutControls(piece)))
    .join('');

const withoutControls = (text: string): string => text.toWellFormed().replace(UNSEEN, '').replace(CONTROLS, ' ');

/** One line of JSON whose every character can be seen. The same value: in JSON all of these may be escaped. */
export const jsonLine = (value: unknown): string => visibleJson(JSON.stringify(value));

/** The same for JSON that is written already. Line breaks between its values stay. */
export const visibleJson = (json: string): string => json.replace(UNSEEN, escaped).replace(ABOVE_ASCII, escaped);

/** Those of {@link CONTROLS} that JSON itself lets stand in a string. */
const ABOVE_ASCII = /[\u007f-\u009f\u2028\u2029]/g;

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** At most `max` UTF-16 units, an ellipsis included where something was cut; no surrogate pair is torn. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.isWellFormed() ? cut : cut.replace(/[\ud800-\udbff]$/, '')}…`;
}
