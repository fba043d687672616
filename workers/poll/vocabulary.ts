import { attributesOf } from './markup.ts';

/**
 * The words of RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0 and of the extensions that matter to us, whatever prefix or case a
 * publisher writes them in. Everything else in a feed is left out before it is parsed.
 */

/**
 * - short:  plain text; any other word of the vocabulary ends it.
 * - rich:   text that may hold markup.
 * - person: a name as text, or as a `<name>` in it.
 */
export type FieldKind = 'short' | 'rich' | 'person';

const kinds = (kind: FieldKind, names: string): [string, FieldKind][] =>
  names.split(' ').map((name) => [name, kind] as [string, FieldKind]);

/** What describes the feed. */
export const FEED_FIELDS: ReadonlyMap<string, FieldKind> = new Map([
  ...kinds('short', 'title atom:title dc:title link atom:link ttl hour day sy:updateperiod sy:updatefrequency'),
  ...kinds('person', 'author atom:author'),
]);

/** What describes an entry. */
export const ENTRY_FIELDS: ReadonlyMap<string, FieldKind> = new Map([
  ...kinds('short', 'title atom:title dc:title media:title'),
  ...kinds('short', 'link atom:link feedburner:origlink pheedo:origlink guid id atom:id'),
  ...kinds('short', 'pubdate dc:date date published issued created updated modified atom:published atom:updated'),
  ...kinds(
    'short',
    'dcterms:issued dcterms:created dcterms:modified dcterms:date dc:creator dc:author creator itunes:author',
  ),
  ...kinds('rich', 'description summary abstract content content:encoded atom:summary atom:content media:description'),
  ...kinds('rich', 'itunes:summary itunes:subtitle dc:description xhtml:body xhtml:div body fullitem'),
  ...kinds('person', 'author atom:author'),
]);

/** Every element that a repaired document may hold inside its feed and its entries. */
export const ELEMENTS: ReadonlySet<string> = new Set([...FEED_FIELDS.keys(), ...ENTRY_FIELDS.keys()]);

/** Elements whose tags say nothing, but whose children count as if they stood outside; and those that never have any. */
export const isTransparent = (name: string): boolean =>
  /^(?:media:(?:group|content|thumbnail|player)|skiphours|skipdays|enclosure|category|atom10:link|itunes:image|br|hr|img)$/.test(
    name,
  );

/** Namespaces in lower case, without scheme, `www.` and a final `/` or `#`. The empty prefix is the feed's own language. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'purl.org/rss/1.0': '',
  'purl.org/net/rss1.1': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'backend.userland.com/rss': '',
  'backend.userland.com/rss2': '',
  'backend.userland.com/rss091': '',
  'backend.userland.com/rss092': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss/rss.html': '',
  'w3.org/2005/atom': 'atom',
  'purl.org/atom/ns': 'atom',
  'purl.org/echo': 'atom',
  'purl.org/pie': 'atom',
  'uri/of/echo/namespace': 'atom',
  'example.com/newformat': 'atom',
  'example.com/necho': 'atom',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'w3.org/1999/xhtml': 'xhtml',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'search.yahoo.com/mrss': 'media',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'pheedo.com/namespace/pheedo': 'pheedo',
};

const PREFIXES = new Set(Object.values(NAMESPACES));

function prefixOf(namespace: string): string | undefined {
  const key = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#]$/, '');
  return Object.hasOwn(NAMESPACES, key) ? NAMESPACES[key] : undefined;
}

export type Level = 0 | 1 | 2;

/**
 * Names as the vocabulary has them: the prefix that a namespace is known by, whichever was declared for it. A known prefix
 * that was declared for something unknown, or not at all, means what it usually means.
 */
export class Names {
  /** What root, channel and entry declare: prefix → ours. */
  readonly #scopes: Map<string, string>[] = [];
  /** Prefixes that stand for the feed's own language. */
  readonly #home = new Set(['', 'rss']);

  /** The root is Atom: its words and the unprefixed ones are the same. */
  useAtom(): void {
    this.#home.add('atom');
  }

  /** A prefix nobody declared, but which the root itself has. */
  useRootPrefix(name: string): void {
    const prefix = name.split(':', 1)[0] ?? '';
    if (name.includes(':') && !PREFIXES.has(prefix)) this.#home.add(prefix);
  }

  /** Takes in what a structural element's tag declares; those further in are forgotten. */
  declare(level: Level, tag: string): void {
    this.#scopes.length = level;
    const scope = new Map<string, string>();
    if (tag.includes('xmlns')) {
      for (const [name, value] of attributesOf(tag)) {
        const known = name.startsWith('xmlns:') ? prefixOf(value) : undefined;
        if (known !== undefined) scope.set(name.slice(6), known);
      }
    }
    this.#scopes[level] = scope;
  }

  /** A tag's name (lower case, as {@link scanMarkup} gives it) in our words. */
  canonical(name: string, tag: string): string {
    const colon = name.indexOf(':');
    if (colon === -1) return this.#unprefixed(name, tag);
    const typed = name.slice(0, colon);
    const local = name.slice(colon + 1);
    const prefix = this.#declared(typed, tag) ?? typed;
    return this.#home.has(prefix) ? local : `${prefix}:${local}`;
  }

  #declared(prefix: string, tag: string): string | undefined {
    if (tag.includes('xmlns')) {
      const own = prefixOf(attributesOf(tag).get(`xmlns:${prefix}`) ?? '');
      if (own !== undefined) return own;
    }
    for (let level = this.#scopes.length - 1; level >= 0; level--) {
      const known = this.#scopes[level]?.get(prefix);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** An element may name its own default namespace: `<creator xmlns="http://purl.org/dc/elements/1.1/">`. */
  #unprefixed(name: string, tag: string): string {
    if (!tag.includes('xmlns')) return name;
    const own = prefixOf(attributesOf(tag).get('xmlns') ?? '') ?? '';
    return this.#home.has(own) || own === 'xhtml' || own === 'rdf' || own === 'atom' ? name : `${own}:${name}`;
  }
}
