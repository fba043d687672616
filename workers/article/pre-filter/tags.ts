import { isSameName } from './elements.ts';

/** Where tags and comments end in the text of a page, after the tokenizer of the HTML standard. Linear in the text. */

const LESS = 0x3c;
const AMPERSAND = 0x26;
const HASH = 0x23;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const SPACE = 0x20;

/** True for control characters that are no white space in HTML. */
const isOdd = (code: number): boolean => code < 9 || code === 11 || (code > 13 && code < SPACE);

/**
 * Behind a tag's `>`, or the end of the page, after the tokenizer of the HTML standard (13.2.5.32 to 13.2.5.40).
 * @param at behind the tag's name.
 * @returns -1 where that would be read otherwise by html-tags.ts, which is less exact: nothing can be told of such a page.
 */
export function endOfTag(html: string, at: number): number {
  for (;;) {
    let code = html.charCodeAt(at);
    while (code <= SPACE || code === SLASH) {
      if (isOdd(code)) return -1;
      code = html.charCodeAt(++at);
    }
    if (code === GREATER) return at + 1;
    if (Number.isNaN(code)) return html.length;
    if (code === EQUALS) return -1;
    while (code > SPACE && code !== GREATER && code !== EQUALS && code !== SLASH) code = html.charCodeAt(++at);
    while (code <= SPACE && !isOdd(code)) code = html.charCodeAt(++at);
    if (code !== EQUALS) continue;
    code = html.charCodeAt(++at);
    while (code <= SPACE && !isOdd(code)) code = html.charCodeAt(++at);
    if (code === DOUBLE || code === SINGLE) {
      at = html.indexOf(code === DOUBLE ? '"' : "'", at + 1) + 1;
      if (at === 0) return html.length;
    } else {
      at = endOfValue(html, at);
      if (at === -1) return -1;
    }
  }
}

/** Behind a value without quotes. */
function endOfValue(html: string, at: number): number {
  let code = html.charCodeAt(at);
  while (code > SPACE && code !== GREATER) {
    const before = code;
    code = html.charCodeAt(++at);
    if (before === EQUALS && (code === DOUBLE || code === SINGLE || code <= SPACE)) return -1;
  }
  return at;
}

/** Whether a tag's name may end here. */
export const endsName = (code: number): boolean =>
  code <= SPACE || code === GREATER || code === SLASH || Number.isNaN(code);

/**
 * Where the end tag of an element begins.
 * @param name where the name of its start tag stands, and its length.
 * @param from behind the start tag.
 * @returns -1 if there is none, -2 where html-tags.ts may see that otherwise.
 */
export function endTagOf(html: string, name: { at: number; length: number }, from: number): number {
  for (let end = html.indexOf('</', from); end >= 0; end = html.indexOf('</', end + 2)) {
    if (!isSameName(html, name.at, end + 2, name.length)) continue;
    const behind = html.charCodeAt(end + 2 + name.length);
    if (behind > 0x7f || isOdd(behind)) return -2;
    if (behind <= SPACE || behind === GREATER || behind === SLASH) return end;
  }
  return -1;
}

/** No longer reference is known. */
const LONGEST_REFERENCE = 40;

/** Whether what follows would be read otherwise if it came right behind: a `<`, or a reference without its end. */
export function endsOpenly(html: string, from: number, to: number): boolean {
  if (to === 0) return false;
  if (html.charCodeAt(to - 1) === LESS) return true;
  const limit = Math.max(from, to - LONGEST_REFERENCE);
  for (let at = to - 1; at >= limit; at--) {
    const code = html.charCodeAt(at);
    if (code === AMPERSAND) return true;
    if (!isAlphanumeric(code) && code !== HASH) return false;
  }
  return false;
}

export const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isAlphanumeric = (code: number): boolean => isLetter(code) || (code >= 0x30 && code <= 0x39);
