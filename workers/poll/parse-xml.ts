import { createRequire } from 'node:module';
import Parser from 'rss-parser';
import type { RepairedFeed } from './repair-xml.ts';
import { ELEMENTS } from './vocabulary.ts';

/**
 * rss-parser always makes a snippet of a body, with a regular expression whose time grows with the square of its input: 234 kB
 * of `&lt;br` take 12.6 s. Nobody reads the snippet, and no option turns it off; parser.js calls it through this object.
 */
const utils = createRequire(import.meta.url)('rss-parser/lib/utils') as { getSnippet: (html: string) => string };
utils.getSnippet = () => '';

/** An element as xml2js has it: its text, or text and attributes. */
export type XmlNode = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> };

/** All elements of a name, in the order of the document. */
export type Fields = (name: string) => readonly XmlNode[];

export interface XmlFeed {
  readonly format: 'rss' | 'rdf' | 'atom';
  /** The document's own base address (xml:base), as written. */
  readonly base: string | null;
  readonly head: Fields;
  readonly entries: readonly XmlEntry[];
}

export interface XmlEntry {
  readonly fields: Fields;
  readonly attributes: Readonly<Record<string, string>>;
}

const NOTHING: XmlEntry = { fields: () => [], attributes: {} };

/** The parser gets a document in pieces: its object tree takes ten times the memory of the text. */
const BATCH_ENTRIES = 500;
const BATCH_CHARACTERS = 1_000_000;

/** Every element is asked for as a list, under a name that rss-parser itself does not use. */
const KEYS = new Map(['$', ...ELEMENTS].map((name) => [name, `all:${name}`]));

function openParser(elements: ReadonlySet<string>): Parser<Record<string, unknown>, Record<string, unknown>> {
  const kept = ['$', ...elements].map((name) => [name, KEYS.get(name), { keepArray: true }] as unknown as string);
  return new Parser({ defaultRSS: 2, customFields: { feed: kept, item: kept } });
}

/** A repaired document, parsed. Never given an address: rss-parser's `parseURL` knows no limits and few encodings. */
export async function parseXml(feed: RepairedFeed): Promise<XmlFeed> {
  const parser = openParser(feed.elements);
  let head: Fields = () => [];
  const entries: XmlEntry[] = [];
  for (const [index, batch] of batchesOf(feed.entries.filter((entry) => entry !== '')).entries()) {
    const parsed = await parser.parseString(documentOf(feed, index === 0 ? feed.head : '', batch.join('')));
    if (index === 0) head = fieldsOf(parsed, feed.elements);
    for (const item of parsed.items) {
      entries.push({
        fields: fieldsOf(item, feed.elements),
        attributes: (item['all:$'] ?? {}) as Record<string, string>,
      });
    }
  }
  const said = entries.values();
  const all = feed.entries.map((entry) => (entry === '' ? NOTHING : (said.next().value ?? NOTHING)));
  return { format: feed.format, base: feed.base, head, entries: all };
}

/** xml2js makes an empty element a string, on which rss-parser then looks up such names as "link": String has a method of it. */
const NEVER_EMPTY = 'xml=""';

function documentOf({ format }: RepairedFeed, head: string, entries: string): string {
  if (format === 'atom') return `<feed ${NEVER_EMPTY}>${head}${entries}</feed>`;
  if (format === 'rdf') return `<rdf:RDF><channel ${NEVER_EMPTY}>${head}</channel>${entries}</rdf:RDF>`;
  return `<rss version="2.0"><channel ${NEVER_EMPTY}>${head}${entries}</channel></rss>`;
}

/** At least one, be it empty. */
function batchesOf(entries: readonly string[]): string[][] {
  const batches: string[][] = [[]];
  let characters = 0;
  for (const entry of entries) {
    const last = batches.at(-1);
    characters += entry.length;
    if (last !== undefined && last.length < BATCH_ENTRIES && characters <= BATCH_CHARACTERS) last.push(entry);
    else {
      batches.push([entry]);
      characters = entry.length;
    }
  }
  return batches;
}

const NONE: readonly XmlNode[] = [];

const fieldsOf =
  (record: Record<string, unknown>, elements: ReadonlySet<string>): Fields =>
  (name) =>
    elements.has(name) ? ((record[KEYS.get(name) ?? ''] as readonly XmlNode[] | undefined) ?? NONE) : NONE;

export const textOf = (node: XmlNode): string => (typeof node === 'string' ? node : (node._ ?? ''));

export const attributeOf = (node: XmlNode, name: string): string | null =>
  typeof node === 'string' ? null : (node.$?.[name] ?? null);
