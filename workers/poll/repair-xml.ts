import { declaredEntities } from './entities.ts';
import { Leaf, writeAttributes } from './leaf.ts';
import { attributesOf, scanMarkup, type MarkupHandler } from './markup.ts';
import { ENTRY_FIELDS, FEED_FIELDS, isTransparent, Names } from './vocabulary.ts';
import { resolveReferences, withoutControls } from './xml-text.ts';

/** A feed document brought into order: well-formed, in one vocabulary, nothing in it that we do not read. */
export interface RepairedFeed {
  readonly format: 'rss' | 'rdf' | 'atom';
  /** What describes the feed: elements in a row. */
  readonly head: string;
  /**
   * One element each, '' for one in which nothing is said. Whole ones only: an entry that the end of the document cuts off
   * is left out.
   */
  readonly entries: readonly string[];
  /** The end of the document cuts an entry off. */
  readonly isCut: boolean;
  /** The document's own base address (xml:base), as written. */
  readonly base: string | null;
  /** The names of the elements that occur, of those in the vocabulary. */
  readonly elements: ReadonlySet<string>;
}

/** Where no feed is found: the name of the document's first element, if it has one. */
export interface NoFeed {
  readonly format: null;
  readonly root: string | null;
}

/** An entry or a feed with more fields than this is no honest one; the rest is left out. */
const MAX_FIELDS = 300;

/**
 * Reads a document that means to be RSS, RDF or Atom as forgivingly as a browser reads HTML, in one pass: prolog, document
 * type, comments and trailing garbage go; names are brought to one case and prefix; bare `&` and `<`, HTML's entities and
 * missing end tags are put right; markup inside a text becomes text.
 */
export function repairXml(text: string, maxEntries: number): RepairedFeed | NoFeed {
  const repair = new Repair(withoutControls(text.toWellFormed()), maxEntries);
  repair.run();
  return repair.result();
}

interface Root {
  readonly rawName: string;
  readonly format: 'rss' | 'rdf' | 'atom';
  readonly entryName: 'item' | 'entry';
}

interface OpenEntry {
  readonly rawName: string;
  readonly attributes: string;
  readonly parts: string[];
}

class Repair implements MarkupHandler {
  done = false;
  readonly #text: string;
  readonly #maxEntries: number;
  readonly #names = new Names();
  /** The document's very first element. */
  #first: string | null = null;
  #root: Root | null = null;
  #base: string | null = null;
  #channelName: string | null = null;
  #entry: OpenEntry | null = null;
  #leaf: Leaf | null = null;
  #sawOther = false;
  /** An element that we do not read, and how many of its name are open. */
  #foreign: { readonly rawName: string; depth: number } | null = null;
  readonly #head: string[] = [];
  readonly #entries: string[] = [];
  readonly #elements = new Set<string>();
  readonly #resolve: (raw: string) => string;

  constructor(text: string, maxEntries: number) {
    const insert = declaredEntities(text);
    this.#resolve = insert === null ? resolveReferences : (raw) => resolveReferences(insert(raw));
    this.#text = text;
    this.#maxEntries = maxEntries;
  }

  run(): void {
    scanMarkup(this.#text, this);
  }

  result(): RepairedFeed | NoFeed {
    // A feed inside something else is believed only if it has entries: a page may well contain a word such as <feed>.
    if (this.#root === null || (this.#entries.length === 0 && this.#isOther(this.#root))) {
      return { format: null, root: this.#first };
    }
    return {
      format: this.#root.format,
      head: this.#head.join(''),
      entries: this.#entries,
      isCut: this.#entry !== null && !this.done,
      base: this.#base,
      elements: this.#elements,
    };
  }

  /** A root without entries that is no feed's: it stands inside something else, or is RDF that holds other things. */
  #isOther({ rawName, format }: Root): boolean {
    return rawName !== this.#first || (format === 'rdf' && this.#channelName === null && this.#sawOther);
  }

  text(from: number, to: number): void {
    this.#leaf?.text(this.#text.slice(from, to));
  }

  cdata(from: number, to: number): void {
    this.#leaf?.cdata(this.#text.slice(from, to));
  }

  open(rawName: string, from: number, to: number, empty: boolean): void {
    this.#first ??= rawName;
    const tag = this.#text.slice(from, to);
    if (this.#root === null) {
      this.#openRoot(rawName, tag);
      return;
    }
    const name = this.#names.canonical(rawName, tag);
    if (this.#leaf !== null && !this.#endsLeaf(name, this.#leaf)) {
      if (rawName === this.#leaf.rawName && !empty) this.#leaf.depth++;
      this.#leaf.tag(localName(rawName), tag, empty ? 'empty' : 'open');
      return;
    }
    this.#closeLeaf();
    if (name === this.#root.entryName) this.#openEntry(rawName, tag, empty);
    else if (this.#foreign !== null) this.#foreign.depth += rawName === this.#foreign.rawName && !empty ? 1 : 0;
    else if (name === 'channel' && this.#entry === null) this.#openChannel(rawName, tag);
    else this.#openField(name, rawName, tag, empty);
  }

  close(rawName: string, from: number, to: number): void {
    if (this.#root === null) return;
    const structural =
      rawName === this.#entry?.rawName || rawName === this.#root.rawName || rawName === this.#channelName;
    if (this.#leaf !== null && !structural) {
      this.#closeInLeaf(this.#leaf, rawName, this.#text.slice(from, to));
      return;
    }
    if (structural) {
      this.#closeLeaf();
      this.#foreign = null;
      // Whatever closes, an entry in it is complete.
      this.#closeEntry();
      if (rawName === this.#root.rawName && rawName !== this.#channelName) this.done = true;
    } else if (rawName === this.#foreign?.rawName && this.#foreign.depth-- === 0) this.#foreign = null;
  }

  #closeInLeaf(leaf: Leaf, rawName: string, tag: string): void {
    if (rawName === leaf.rawName && leaf.depth-- === 0) this.#closeLeaf();
    else leaf.tag(localName(rawName), tag, 'close');
  }

  /** True for a tag that cannot stand inside the field: its end tag is missing. */
  #endsLeaf(name: string, leaf: Leaf): boolean {
    if (name === this.#root?.entryName) return true;
    return leaf.kind === 'short' && !leaf.isXhtml && this.#fields().has(name);
  }

  #fields(): typeof ENTRY_FIELDS {
    return this.#entry === null ? FEED_FIELDS : ENTRY_FIELDS;
  }

  #openRoot(rawName: string, tag: string): void {
    const format = rootFormat(localName(rawName), rawName === this.#first);
    if (format === null) return;
    this.#root = { rawName, format, entryName: format === 'atom' ? 'entry' : 'item' };
    this.#names.declare(0, tag);
    this.#names.useRootPrefix(rawName);
    if (format === 'atom') this.#names.useAtom();
    if (localName(rawName) === 'channel') this.#channelName = rawName;
    this.#base = attributesOf(tag).get('xml:base') ?? null;
  }

  #openChannel(rawName: string, tag: string): void {
    this.#channelName = rawName;
    this.#names.declare(1, tag);
    this.#base = attributesOf(tag).get('xml:base') ?? this.#base;
  }

  #openEntry(rawName: string, tag: string, empty: boolean): void {
    this.#foreign = null;
    // One inside another: the first lacks its end tag. With nothing in it, it is no entry of its own.
    if (this.#entry !== null && this.#entry.parts.length > 0) this.#closeEntry();
    this.#names.declare(2, tag);
    this.#entry = { rawName, attributes: writeAttributes(tag), parts: [] };
    if (empty) this.#closeEntry();
  }

  #closeEntry(): void {
    if (this.#entry === null || this.#root === null) return;
    const { entryName } = this.#root;
    const { attributes, parts } = this.#entry;
    const isEmpty = parts.length === 0 && attributes === '';
    this.#entries.push(isEmpty ? '' : `<${entryName}${attributes}>${parts.join('')}</${entryName}>`);
    this.#entry = null;
    this.done = this.#entries.length >= this.#maxEntries;
  }

  #openField(name: string, rawName: string, tag: string, empty: boolean): void {
    const kind = this.#fields().get(name);
    if (kind === undefined) {
      this.#sawOther = true;
      if (!empty && !isTransparent(name)) this.#foreign = { rawName, depth: 0 };
      return;
    }
    const element = this.#elementFor(name, tag);
    this.#elements.add(element);
    this.#leaf = new Leaf(element, kind, rawName, tag, this.#resolve);
    if (empty) this.#closeLeaf();
  }

  /** The names that rss-parser acts on in Atom are changed: one bad date or link would cost it the whole feed. */
  #elementFor(name: string, tag: string): string {
    const atom = this.#root?.format === 'atom';
    if (name === 'link') return atom || attributesOf(tag).has('href') ? 'atom:link' : name;
    return atom && (name === 'published' || name === 'updated') ? `atom:${name}` : name;
  }

  #closeLeaf(): void {
    if (this.#leaf === null) return;
    const parts = this.#entry?.parts ?? this.#head;
    if (parts.length < MAX_FIELDS) parts.push(this.#leaf.close());
    this.#leaf = null;
  }
}

const localName = (rawName: string): string => rawName.slice(rawName.indexOf(':') + 1);

/** CDF and careless RSS begin with <channel>; that word alone says little further inside a document. */
function rootFormat(local: string, first: boolean): Root['format'] | null {
  if (local === 'rss' || (local === 'channel' && first)) return 'rss';
  if (local === 'rdf') return 'rdf';
  return local === 'feed' ? 'atom' : null;
}
