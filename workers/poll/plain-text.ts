import { decodeHTML } from 'entities/decode';
import { plain } from '../../src/model/plain.ts';
import { scanMarkup } from './markup.ts';

/** Elements whose inside is no text. */
const SILENT = /^(?:script|style|template|iframe|noscript)$/;
/** Elements that may stand within a word. */
const INLINE = /^(?:a|abbr|b|bdi|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)$/;
/** A reference that was escaped once too often. */
const REFERENCE = /&(?:#\d{2,6}|#x[\da-f]{2,5}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip);/i;

/**
 * The words of a piece of HTML, on one line, without what nobody sees. A `<` that cannot begin a tag is text. For headlines
 * and first lines; articles are read elsewhere.
 */
export function plainText(html: string): string {
  const text = html.includes('<') ? withoutTags(html) : html;
  const once = decodeHTML(text);
  const twice = REFERENCE.test(once) ? decodeHTML(once) : once;
  return plain(twice.replace(/[\s\p{Cc}]+/gu, ' '));
}

function withoutTags(html: string): string {
  const parts: string[] = [];
  let silent: string | null = null;
  const add = (from: number, to: number): void => {
    if (silent === null) parts.push(html.slice(from, to));
  };
  const separate = (name: string): void => {
    if (!INLINE.test(name)) parts.push(' ');
  };
  scanMarkup(html, {
    done: false,
    text: add,
    cdata: add,
    open(name, _from, _to, empty) {
      separate(name);
      if (SILENT.test(name) && !empty) silent ??= name;
    },
    close(name) {
      separate(name);
      if (name === silent) silent = null;
    },
  });
  return parts.join('');
}
