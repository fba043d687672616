import { decodeHTML, decodeHTMLAttribute } from 'entities';
import type { PageReader } from '../../../src/judge/sight/page-reader.ts';
import {
  BLOCK,
  CUT,
  INLINE,
  LINK,
  META,
  RAW,
  REFUSED,
  TEXT,
  WHOLE,
  kindOf,
  readName,
  type ReadName,
  type TagName,
} from './elements.ts';
import { endOfTag, endsName, endsOpenly, endTagOf, isLetter } from './tags.ts';

const SLASH = 0x2f;
const SPACE = 0x20;
const BANG = 0x21;
const QUESTION = 0x3f;

/** More elements are not read (prepare-html.ts); such a page goes its usual way. */
const MAX_ELEMENTS = 30_000;
/** How often a reference may stand for one: `&amp;amp;`. */
const DECODED = 3;

/** What was met besides words. */
export interface Scanned {
  /** Contents of JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  /** What the first `<title>` says; empty where there is none. */
  readonly title: string;
}

/**
 * Reads the words of a page in one pass over its text, without building a tree: linear, and blind to nothing that
 * extract.ts may draw on. Null where it cannot be told what that is, since prepare-html.ts would cut the page in a way
 * that makes other tags or references of what is left.
 * @param asBytes whether the page is not decoded: each character of `html` is a byte of UTF-8.
 */
export function scanPage(html: string, words: PageReader, asBytes = false): Scanned | null {
  const scan = new Scan(html, words, asBytes);
  return scan.run() ? { jsonLd: scan.jsonLd, title: scan.title } : null;
}

/** Where the name of a tag stands. */
interface Place {
  readonly at: number;
  readonly length: number;
}

class Scan {
  readonly jsonLd: string[] = [];
  title = '';
  readonly #html: string;
  readonly #words: PageReader;
  readonly #name: ReadName = { name: 0, end: 0 };
  #elements = 0;
  /** Where the next comment that ends in an unusual way may be; -1 if there is none. */
  #oddEnd = 0;
  /** Elements that do not end. */
  readonly #unended = new Set<TagName>();
  readonly #asBytes: boolean;
  /** Whether this is the inside of an element that will be cut, or whose tags are none. */
  readonly #nested: boolean;
  #linked = false;
  /** The block that began right before the text, and whether nothing but inline elements was met since. */
  #opened: TagName = 0;
  #plain = true;
  /** The heading or preformatted text that we are in, which may be read as one line. */
  #whole: TagName = 0;

  constructor(html: string, words: PageReader, asBytes: boolean, nested = false) {
    this.#html = html;
    this.#words = words;
    this.#asBytes = asBytes;
    this.#nested = nested;
    // What is not shown is no article's text.
    this.#linked = nested;
  }

  /** False if it cannot be told. */
  run(): boolean {
    const html = this.#html;
    this.#words.startLine(true, false);
    for (let from = 0, at = html.indexOf('<'); ;) {
      if (at < 0) {
        this.#read(from, html.length);
        return true;
      }
      const code = html.charCodeAt(at + 1);
      let end: number;
      if (isLetter(code)) {
        this.#read(from, at);
        end = this.#startTag(at);
      } else if (code === SLASH && isLetter(html.charCodeAt(at + 2))) {
        this.#read(from, at);
        end = this.#endTag(at);
      } else if (code === BANG || code === SLASH || code === QUESTION) {
        this.#read(from, at);
        end = endsOpenly(html, from, at) ? -1 : this.#comment(at);
      } else {
        at = html.indexOf('<', at + 1);
        continue;
      }
      if (end < 0) return false;
      from = end;
      at = html.indexOf('<', end);
    }
  }

  #read(from: number, to: number): void {
    const html = this.#html;
    // Between most tags there are but blanks.
    let at = from;
    while (at < to && html.charCodeAt(at) <= SPACE) at++;
    if (at >= to) return;
    if (this.#words.readRaw(html, from, to, this.#linked)) return;
    readDecoded(this.#slice(from, to), decodeHTML, this.#words, this.#linked);
  }

  /** A part of the page, decoded. */
  #slice(from: number, to: number): string {
    const text = this.#html.slice(from, to);
    return this.#asBytes && !isAscii(text, 0, text.length) ? Buffer.from(text, 'latin1').toString('utf8') : text;
  }

  #startTag(at: number): number {
    const html = this.#html;
    readName(html, at + 1, this.#name);
    const { name, end: nameEnd } = this.#name;
    if (!endsName(html.charCodeAt(nameEnd))) return -1;
    const end = endOfTag(html, nameEnd);
    if (end < 0 || ++this.#elements > MAX_ELEMENTS) return -1;
    switch (kindOf(name)) {
      case INLINE:
        return end;
      case LINK:
        this.#linked = true;
        return end;
      case BLOCK:
        this.#open(name, false);
        return end;
      case WHOLE:
        this.#open(name, true);
        return end;
      case META:
        this.#aside(this.#slice(at, end), decodeHTMLAttribute);
        return end;
      case TEXT:
        return this.#text({ at: at + 1, length: nameEnd - at - 1 }, end);
      case RAW:
        return this.#raw({ at: at + 1, length: nameEnd - at - 1 }, end);
      case CUT:
        return this.#cut(name, { at: at + 1, length: nameEnd - at - 1 }, end);
      case REFUSED:
        return -1;
    }
    this.#other();
    return end;
  }

  #endTag(at: number): number {
    const html = this.#html;
    readName(html, at + 2, this.#name);
    const { name, end: nameEnd } = this.#name;
    if (!endsName(html.charCodeAt(nameEnd))) return -1;
    const end = endOfTag(html, nameEnd);
    const kind = kindOf(name);
    if (kind === LINK) this.#linked = this.#nested;
    else if (kind === BLOCK || kind === WHOLE) this.#close(name);
    else if (kind !== INLINE) this.#other();
    return end;
  }

  #open(name: TagName, whole: boolean): void {
    if (this.#whole !== 0) {
      this.#plain = false;
      return;
    }
    this.#opened = name;
    this.#plain = true;
    if (whole) this.#whole = name;
    this.#words.startLine(false, whole);
  }

  #close(name: TagName): void {
    if (this.#whole !== 0 && this.#whole !== name) {
      this.#plain = false;
      return;
    }
    if (this.#opened === name && this.#plain) this.#words.closeLine();
    this.#whole = 0;
    this.#other();
  }

  #other(): void {
    this.#plain = false;
    if (this.#whole !== 0) return;
    this.#opened = 0;
    this.#words.startLine(true, false);
  }

  /** `<title>`, `<textarea>`: text in which tags are none, unless an unclosed drawing around it makes them some. */
  #text(name: Place, from: number): number {
    const end = endTagOf(this.#html, name, from);
    if (end < 0) return -1;
    const text = this.#slice(from, end);
    if (this.title === '') this.title = decodeHTML(text).trim();
    const line = this.#words.leaveLine();
    this.#words.startLine(true, true);
    readDecoded(text, decodeHTML, this.#words, true);
    const told = !text.includes('<') || new Scan(text, this.#words, false, true).run();
    this.#words.returnTo(line);
    return told ? end : -1;
  }

  /** What is cut is read all the same, as something that may stand anywhere about here. */
  #cut(name: TagName, place: Place, from: number): number {
    if (endsOpenly(this.#html, 0, place.at - 1)) return -1;
    const end = this.#nested || this.#unended.has(name) ? -1 : endTagOf(this.#html, place, from);
    if (end < -1) return -1;
    if (end === -1) {
      this.#unended.add(name);
      this.#other();
      return from;
    }
    const line = this.#words.leaveLine();
    const inner = new Scan(this.#html.slice(from, end), this.#words, this.#asBytes, true);
    const told = inner.run();
    this.#words.returnTo(line);
    return told ? endOfTag(this.#html, end + 2) : -1;
  }

  #raw(name: Place, from: number): number {
    const html = this.#html;
    if (endsOpenly(html, 0, name.at - 1)) return -1;
    const end = endTagOf(html, name, from);
    if (end < -1) return -1;
    const content = end < 0 ? html.length : end;
    if (/^script\s/i.test(html.slice(name.at, name.at + 7)) && /ld\+json/i.test(html.slice(name.at, from))) {
      this.jsonLd.push(this.#slice(from, content));
    }
    return end < 0 ? html.length : endOfTag(html, end + 2);
  }

  /** Comments, and what the standard calls bogus ones: what these hold is read, lest it be something after all. */
  #comment(at: number): number {
    const html = this.#html;
    if (!html.startsWith('<!--', at)) {
      const end = html.indexOf('>', at);
      const behind = end < 0 ? html.length : end + 1;
      if (html.startsWith('<![', at)) this.#aside(this.#slice(at, behind), decodeHTML);
      return behind;
    }
    if (html.startsWith('>', at + 4)) return at + 5;
    if (html.startsWith('->', at + 4)) return at + 6;
    const end = html.indexOf('-->', at + 4);
    this.#oddEnd = nextOf(html, '--!>', this.#oddEnd, at + 4);
    if (this.#oddEnd >= 0 && (end < 0 || this.#oddEnd < end)) return -1;
    return end < 0 ? html.length : end + 3;
  }

  #aside(text: string, decode: (text: string) => string): void {
    const line = this.#words.leaveLine();
    this.#words.startLine(true, true);
    readDecoded(text, decode, this.#words, true);
    this.#words.returnTo(line);
  }
}

function isAscii(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Where `what` is next, given where it was expected when last asked; each part of a text is searched once. */
const nextOf = (text: string, what: string, known: number, from: number): number =>
  known === -1 || (known >= from && known > 0) ? known : text.indexOf(what, from);

/** Reads a text with its references resolved; and once more where that brought forth others. */
export function readDecoded(text: string, decode: (text: string) => string, words: PageReader, linked: boolean): void {
  let before = text;
  for (let times = 0; times < DECODED; times++) {
    const decoded = before.includes('&') ? decode(before) : before;
    if (times === 0 || decoded !== before) words.read(decoded, 0, decoded.length, linked);
    if (decoded === before || !decoded.includes('&')) return;
    before = decoded;
  }
}
