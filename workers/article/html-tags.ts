/** Finding tags in the text of a page without a DOM, after the tokenizer of the HTML standard (13.2.5). Linear in the text. */

const GREATER = 62;
const EQUALS = 61;
const SPACE = 32;
const DOUBLE = 34;
const SINGLE = 39;

export interface Markup {
  readonly kind: 'start' | 'end' | 'comment' | 'doctype';
  /** Lower case; empty for comments and doctypes. */
  readonly name: string;
  /** Behind its last character. */
  readonly end: number;
}

const NAME = /<\/?([a-z][^\s/>]*)/iy;
const DOCTYPE = /<!doctype/iy;

/** What begins with the `<` at `at`; null where that is only a character of the text. */
export function markupAt(html: string, at: number): Markup | null {
  NAME.lastIndex = at;
  const name = NAME.exec(html)?.[1];
  if (name !== undefined) {
    const kind = html[at + 1] === '/' ? 'end' : 'start';
    return { kind, name: name.toLowerCase(), end: endOfTag(html, at + name.length) };
  }
  if (html.startsWith('<!--', at)) return { kind: 'comment', name: '', end: endOfComment(html, at) };
  DOCTYPE.lastIndex = at;
  if (DOCTYPE.test(html)) return { kind: 'doctype', name: '', end: behind(html, '>', at) };
  return /^<[!?/]/.test(html.slice(at, at + 2)) ? { kind: 'comment', name: '', end: behind(html, '>', at) } : null;
}

/** Behind the tag's `>`, or the end of the text. A `>` in a quoted value does not count. */
function endOfTag(html: string, from: number): number {
  let quote = 0;
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const char = html.charCodeAt(at);
    if (quote !== 0) {
      if (char === quote) quote = 0;
    } else if (char === GREATER) {
      return at + 1;
    } else if (afterEquals && (char === DOUBLE || char === SINGLE)) {
      quote = char;
      afterEquals = false;
    } else if (char === EQUALS) {
      afterEquals = true;
    } else if (char > SPACE) {
      afterEquals = false;
    }
  }
  return html.length;
}

/** `<!-->` and `<!--->` are whole comments; one without an end reaches to the end of the text. */
function endOfComment(html: string, at: number): number {
  if (html.startsWith('>', at + 4)) return at + 5;
  if (html.startsWith('->', at + 4)) return at + 6;
  return behind(html, '-->', at + 4);
}

function behind(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from);
  return at < 0 ? html.length : at + what.length;
}

const ATTRIBUTE = /([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?/g;

/** The start tag without its style attribute; with `hidden` in its place where the style hid the element. */
export function withoutStyle(tag: string): string {
  if (!/style/i.test(tag)) return tag;
  return tag.replace(ATTRIBUTE, (whole, name: string, value = '') => {
    if (name.toLowerCase() !== 'style') return whole;
    return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value) ? 'hidden' : '';
  });
}
