import { decodeHTML } from 'entities';
import type { PageReader } from '../../../src/judge/sight/page-reader.ts';
import { readDecoded, scanPage } from './scan-page.ts';

const ESCAPE = /\\(?:u([0-9a-f]{4})|([^]))/gi;
const BACKSLASH = 0x5c;
const MARKUP = /<[a-z/!]/i;

/**
 * Reads all strings of a JSON-LD block: with escapes and references resolved, and as the HTML that an `articleBody` may
 * be. Whether it is JSON does not matter: strings are what stands between quotation marks. False if something cannot be told.
 */
export function scanJsonLd(block: string, words: PageReader): boolean {
  const text = block.replaceAll(']]>', '');
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = endOfString(text, start + 1);
    if (!readString(unescaped(text.slice(start + 1, end)), words)) return false;
    start = text.indexOf('"', end + 1);
  }
  return true;
}

function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (escapes > from && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
    if ((end - escapes) % 2 === 0) return end;
  }
  return text.length;
}

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(ESCAPE, (_, code: string | undefined, one: string | undefined) =>
        code === undefined ? (/[bfnrt]/.test(one ?? '') ? ' ' : (one ?? '')) : String.fromCharCode(parseInt(code, 16)),
      )
    : text;

/** A text that may be plain, escaped, or HTML, such as those of JSON-LD and of feeds. False if something cannot be told. */
export function readString(text: string, words: PageReader): boolean {
  words.startLine(false, true);
  readDecoded(text, decodeHTML, words, true);
  words.closeLine();
  for (let html = text; ;) {
    if (MARKUP.test(html)) {
      words.startLine(false, true);
      if (scanPage(html, words) === null) return false;
    }
    const decoded = html.includes('&') ? decodeHTML(html) : html;
    if (decoded === html) return true;
    html = decoded;
  }
}
