import { decodeHTMLAttribute } from 'entities/decode';

/** Receives what {@link scanMarkup} finds. Positions are offsets in the scanned text; a tag's run from `<` to behind `>`. */
export interface MarkupHandler {
  text(from: number, to: number): void;
  /** The inside of a CDATA section. */
  cdata(from: number, to: number): void;
  /** `name` is lower case, its prefix included. */
  open(name: string, from: number, to: number, empty: boolean): void;
  close(name: string, from: number, to: number): void;
  /** True ends the scan. */
  readonly done: boolean;
}

/**
 * Splits text that means to be XML into tags, text and CDATA; drops comments, processing instructions and document type
 * declarations. Anything that cannot be a tag is text. Runs forward only, so time is linear in the text, whatever it holds.
 */
export function scanMarkup(text: string, handler: MarkupHandler): void {
  const scanner = new Scanner(text, handler);
  let at = 0;
  while (at < text.length && !handler.done) {
    const tag = scanner.nextTag.from(at);
    if (tag > at) handler.text(at, tag);
    at = tag < text.length ? scanner.markupAt(tag) : tag;
  }
}

/** The next occurrence of a string, looked up anew only when the scan has passed the last one. */
class Finder {
  readonly #text: string;
  readonly #wanted: string;
  #found = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The text's length if there is none. Must be asked in ascending order. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.#text.indexOf(this.#wanted, at);
      this.#found = found === -1 ? this.#text.length : found;
    }
    return this.#found;
  }
}

class Scanner {
  readonly nextTag: Finder;
  readonly #text: string;
  readonly #handler: MarkupHandler;
  readonly #end: Finder;
  readonly #less: Finder;
  readonly #quote: Finder;
  readonly #apostrophe: Finder;
  readonly #commentEnd: Finder;
  readonly #cdataEnd: Finder;
  readonly #instructionEnd: Finder;

  constructor(text: string, handler: MarkupHandler) {
    const finder = (wanted: string): Finder => new Finder(text, wanted);
    this.#text = text;
    this.#handler = handler;
    this.nextTag = finder('<');
    this.#end = finder('>');
    this.#less = finder('<');
    this.#quote = finder('"');
    this.#apostrophe = finder("'");
    this.#commentEnd = finder('-->');
    this.#cdataEnd = finder(']]>');
    this.#instructionEnd = finder('?>');
  }

  /** Handles what begins with the `<` at `at`. Returns where it ends. */
  markupAt(at: number): number {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 0x21 /* ! */) return this.#declaration(at);
    if (next === 0x3f /* ? */) return this.#skip(at, this.#instructionEnd, 2);
    const closing = next === 0x2f; /* / */
    const nameAt = closing ? at + 2 : at + 1;
    if (!startsName(this.#text.charCodeAt(nameAt))) return this.#literal(at, at + 1);
    return this.#tag(at, nameAt, closing);
  }

  #declaration(at: number): number {
    if (this.#text.startsWith('<![CDATA[', at)) {
      const end = this.#cdataEnd.from(at + 9);
      // Never closed: the mark is dropped, and what follows is read as if it had not been there.
      if (end >= this.#text.length) return at + 9;
      this.#handler.cdata(at + 9, end);
      return end + 3;
    }
    if (this.#text.startsWith('<!--', at)) return this.#skip(at, this.#commentEnd, 3);
    return startsName(this.#text.charCodeAt(at + 2)) ? this.#skip(at, this.#end, 1) : this.#literal(at, at + 1);
  }

  /** Behind the given end; where that is missing, behind the next `>`. */
  #skip(at: number, finder: Finder, length: number): number {
    const end = finder.from(at + 2);
    if (end < this.#text.length) return end + length;
    return Math.min(this.#end.from(at) + 1, this.#text.length);
  }

  #literal(from: number, to: number): number {
    this.#handler.text(from, to);
    return to;
  }

  #tag(at: number, nameAt: number, closing: boolean): number {
    let nameEnd = nameAt;
    while (nameEnd < this.#text.length && !endsName(this.#text.charCodeAt(nameEnd))) nameEnd++;
    const end = this.#tagEnd(nameEnd);
    const name = this.#text.slice(nameAt, Math.min(nameEnd, nameAt + 100)).toLowerCase();
    const whole = this.#text.charCodeAt(end - 1) === 0x3e; /* > */
    if (closing && (whole || end < this.#text.length)) this.#handler.close(name, at, end);
    else if (whole) this.#handler.open(name, at, end, this.#text.charCodeAt(end - 2) === 0x2f);
    // Another `<` before the `>`: no tag. At the end of the text: a tag that was cut off.
    else if (end < this.#text.length) this.#handler.text(at, end);
    return end;
  }

  /** Behind the `>` that ends a tag; the position of a `<` that comes before it; or the end of the text. */
  #tagEnd(from: number): number {
    let valueExpected = false;
    for (let at = from; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x3e) return at + 1;
      if (code === 0x3c) return at;
      if (valueExpected && (code === 0x22 || code === 0x27)) {
        const close = (code === 0x22 ? this.#quote : this.#apostrophe).from(at + 1);
        const end = this.#end.from(at + 1);
        // A value with both `<` and `>` in it, or without an end, lacks its closing quote.
        if (close >= this.#text.length || (end < close && this.#less.from(at + 1) < close)) {
          return Math.min(end + 1, this.#text.length);
        }
        at = close;
        valueExpected = false;
      } else if (code > 0x20) valueExpected = code === 0x3d; /* = */
    }
    return this.#text.length;
  }
}

const startsName = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code >= 0x80;

/** Blanks, and any of `/ > < = " '`. */
const endsName = (code: number): boolean =>
  code <= 0x20 || code === 0x2f || code === 0x3e || code === 0x3c || code === 0x3d || code === 0x22 || code === 0x27;

const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** A tag's attributes, names in lower case, character references resolved; the first of a name counts. */
export function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!tag.includes('=')) return found;
  const inside = tag.slice(1).replace(/^[^\s/>]+/, '');
  for (const [, name = '', double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeHTMLAttribute(double ?? single ?? bare?.replace(/\/$/, '') ?? ''));
  }
  return found;
}
