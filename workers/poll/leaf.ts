import { attributesOf } from './markup.ts';
import type { FieldKind } from './vocabulary.ts';
import { escapeXml } from './xml-text.ts';

/** A longer field is left out as a whole: no reader needs it, and half of one would pass for all of it. Characters. */
const MAX_FIELD = 2_000_000;

/** Attributes that the parser gets to see: their names in the feed (lower case) and in what is handed on. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['href', 'href'],
  ['src', 'src'],
  ['rel', 'rel'],
  ['type', 'type'],
  ['mode', 'mode'],
  ['ispermalink', 'isPermaLink'],
  ['about', 'about'],
  ['xml:base', 'base'],
]);

/** HTML elements that have no end tag (HTML 13.1.2). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** The known attributes of a tag, written out again. */
export function writeAttributes(tag: string): string {
  const written: string[] = [];
  for (const [name, value] of attributesOf(tag)) {
    // RDF's "about" has whatever prefix the document declares for RDF.
    const ours = ATTRIBUTES.get(name.endsWith(':about') ? 'about' : name);
    if (ours !== undefined) written.push(` ${ours}="${escapeXml(value)}"`);
  }
  return written.join('');
}

/**
 * A field that is being read. It is written out as character data, references resolved, markup inside it as text: what was
 * `<p>One <b>two</b></p>` reaches the parser as one string, in its own order.
 */
export class Leaf {
  readonly kind: FieldKind;
  /** As the tag has it, for finding its end. */
  readonly rawName: string;
  /** How many elements of the same name are open inside. */
  depth = 0;
  readonly #element: string;
  readonly #attributes: string;
  readonly #xhtml: boolean;
  #parts: string[] = [];
  #length = 0;
  /** Inside a person: what is not the name, and whether the name has been read. */
  #muted = false;
  #named = false;
  readonly #resolve: (raw: string) => string;

  /** @param resolve what stands for the references in its text */
  constructor(element: string, kind: FieldKind, rawName: string, tag: string, resolve: (raw: string) => string) {
    this.#resolve = resolve;
    this.#element = element;
    this.kind = kind;
    this.rawName = rawName;
    this.#attributes = writeAttributes(tag);
    this.#xhtml = /\btype="[^"]*xhtml/i.test(this.#attributes) || element.startsWith('xhtml:');
  }

  /** Inline XHTML: what is text in it must be escaped to be text in a string of HTML (RFC 4287, 3.1.1.3). */
  get isXhtml(): boolean {
    return this.#xhtml;
  }

  text(raw: string): void {
    if (this.#takes(raw)) this.#addText(this.#resolve(raw));
  }

  cdata(raw: string): void {
    if (this.#takes(raw)) this.#addText(raw);
  }

  #addText(text: string): void {
    this.#parts.push(this.#xhtml ? escapeXml(text) : text);
    this.#named ||= this.kind === 'person' && text.trim() !== '';
  }

  #takes(raw: string): boolean {
    if (this.#muted) return false;
    this.#length += raw.length;
    if (this.#length > MAX_FIELD) this.#parts = [];
    return this.#length <= MAX_FIELD;
  }

  /** A tag inside the field. `local` is its name without prefix. */
  tag(local: string, source: string, kind: 'open' | 'close' | 'empty'): void {
    if (this.kind === 'person') this.#personTag(local, kind);
    else if (this.#takes(source)) this.#parts.push(this.#xhtml ? asHtml(local, source, kind) : source);
  }

  #personTag(local: string, kind: 'open' | 'close' | 'empty'): void {
    if (kind === 'open' && local === 'name') {
      this.#parts = [];
      this.#named = false;
    }
    if (kind === 'open') this.#muted = local !== 'name';
    if (kind === 'close') this.#muted = this.#named;
  }

  /** The whole element. */
  close(): string {
    return `<${this.#element}${this.#attributes}>${characters(this.#parts.join(''))}</${this.#element}>`;
  }
}

/** Character data. A CDATA section is read ten times as fast as escaped markup. */
const characters = (text: string): string =>
  /[<>&]/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;

/** A tag of XHTML as HTML has it: without prefix, and no `<p/>` that would stay open. */
function asHtml(local: string, source: string, kind: 'open' | 'close' | 'empty'): string {
  const plain = source.replace(/^(<\/?)[\w.-]+:/, '$1');
  return kind === 'empty' && !VOID.test(local) ? `${plain.slice(0, -2)}></${local}>` : plain;
}
