import { createHash } from 'node:crypto';
import { cleanLine, layoutBody } from '../model/layout.ts';

/** Corpus files as bytes and names (CONTRACT section 3). Pure. */

const NAME = /^(\d{3,9})_([0-9a-f]{16})\.txt$/;
const HEX_DIGITS = 16;
/** A title made of a text that has none. */
const MADE_TITLE = 100;

/** Title, empty line, body; NFC, LF, no newline at the end. Whatever line breaks `body` has separate paragraphs. */
export function fileText(title: string, body: string): string {
  const text = layoutBody(body.split(/[\n\r\u2028\u2029]+/));
  const head = cleanLine(title);
  return `${head === '' ? firstWords(text) : head}\n\n${text}`;
}

/** Posts without a title are named by how they begin, as feed readers do. */
function firstWords(text: string): string {
  const [line = ''] = text.split('\n', 1);
  if (line.length <= MADE_TITLE) return line;
  return cleanLine(`${line.slice(0, MADE_TITLE).replace(/\s+\S*$/, '')}…`);
}

/** `005_0123456789abcdef.txt`: the number with at least three digits, the first 16 hex digits of the SHA-256 of the bytes. */
export const fileName = (number: number, text: string): string =>
  `${String(number).padStart(3, '0')}_${hashOf(text).slice(0, HEX_DIGITS)}.txt`;

/** SHA-256 of the text's UTF-8 bytes, hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Number and hash of a name in the corpus; null where it is none. */
export function parseFileName(name: string): { readonly number: number; readonly hash: string } | null {
  const [, number, hash] = NAME.exec(name) ?? [];
  return number === undefined || hash === undefined ? null : { number: Number(number), hash };
}
