import { decodeHTML } from 'entities';

/** What a page's JSON-LD says about its article (schema.org Article and its kin). Strings as published, entities decoded. */
export interface ArticleLd {
  readonly headline: string | null;
  readonly authors: readonly string[];
  readonly publishedAt: string | null;
  readonly lang: string | null;
  readonly url: string | null;
  readonly publisher: string | null;
  readonly body: string | null;
  /** `isAccessibleForFree`; null where the page is silent. */
  readonly free: boolean | null;
}

const MAX_CHARACTERS = 1_000_000;
const MAX_NODES = 2_000;
const MAX_DEPTH = 8;
/** https://schema.org/Article with its subtypes, and the forms of posting that blogs use. */
const ARTICLE =
  /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting)$/;
/** What describes a page where nothing describes its article, or describes it further. */
const PAGE = /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*WebPage|\w*Review|VideoObject|Recipe)$/;
/** Under these a page speaks of other articles. */
const OTHERS = new Set(
  `itemListElement mentions citation comment hasPart isPartOf relatedLink significantLink isBasedOn about`.split(' '),
);

type Node = Readonly<Record<string, unknown>>;

/** The first article that the blocks describe, preferring one with a headline; null where there is none. Broken blocks are passed over. */
export function readJsonLd(blocks: readonly string[]): ArticleLd | null {
  const nodes: Node[] = [];
  let characters = 0;
  for (const block of blocks) {
    characters += block.length;
    if (characters > MAX_CHARACTERS) break;
    collect(parse(block), 0, nodes);
  }
  const ofType = (type: RegExp): Node[] =>
    nodes.filter((node) => listOf(node['@type']).some((one) => type.test(String(one))));
  const [articles, pages] = [ofType(ARTICLE), ofType(PAGE)];
  const page = pages.find((node) => textOf(node['datePublished']) !== null) ?? pages[0];
  const article = articles.find((node) => textOf(node['headline']) !== null) ?? articles[0] ?? page;
  return article === undefined ? null : describe(article, page ?? {}, nodesById(nodes));
}

/** The nodes that others refer to, `{"@id": "#jo"}`: the first with a name of each id. */
function nodesById(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  for (const node of nodes) {
    const id = textOf(node['@id']);
    if (id !== null && node['name'] !== undefined && !found.has(id)) found.set(id, node);
  }
  return found;
}

/** JSON as pages have it: in a comment or CDATA section, with raw line breaks in strings, with a comma too many. */
function parse(block: string): unknown {
  const inner = block
    .trim()
    .replace(/^(?:\/\/|\/\*)?\s*<!(?:--|\[CDATA\[)(?:\s*\*\/)?\s*/, '')
    .replaceAll(']]>', '');
  const text = inner.slice(0, inner.lastIndexOf(inner.startsWith('[') ? ']' : '}') + 1);
  // oxlint-disable-next-line no-control-regex -- raw control characters are what makes JSON of pages unreadable
  for (const attempt of [text, text.replace(/[\u0000-\u001f]+/g, ' ').replace(/,( *[}\]])/g, '$1')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // The next attempt, or none: a page without readable JSON-LD is a page without JSON-LD.
    }
  }
  return null;
}

/** All objects of the document, outer ones first, wherever a page nests its article (`@graph`, `mainEntity`, arrays). */
function collect(value: unknown, depth: number, nodes: Node[]): void {
  if (depth > MAX_DEPTH || nodes.length >= MAX_NODES || typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) nodes.push(value as Node);
  for (const [key, inner] of Object.entries(value)) {
    if (!OTHERS.has(key)) collect(inner, depth + 1, nodes);
  }
}

function describe(article: Node, page: Node, byId: ReadonlyMap<string, Node>): ArticleLd {
  const nameOf = (value: unknown): string | null =>
    typeof value === 'object' && value !== null
      ? (textOf((value as Node)['name']) ?? textOf(byId.get(idOf(value) ?? '')?.['name']))
      : textOf(value);
  return {
    headline: textOf(article['headline']) ?? textOf(article['name']),
    authors: listOf(article['author'] ?? article['creator'] ?? page['author'])
      .map(nameOf)
      .filter((name) => name !== null),
    publishedAt: textOf(article['datePublished']) ?? textOf(page['datePublished']) ?? textOf(article['dateCreated']),
    lang: langOf(article['inLanguage']) ?? langOf(page['inLanguage']),
    url: textOf(article['url']) ?? idOf(article['mainEntityOfPage']),
    publisher: nameOf(listOf(article['publisher'] ?? page['publisher'])[0]),
    body: textOf(article['articleBody']),
    free: booleanOf(article['isAccessibleForFree']),
  };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function textOf(value: unknown): string | null {
  const [first] = listOf(value);
  return typeof first === 'string' && first.trim() !== '' ? decodeHTML(first).trim() : null;
}

/** "en", or `{"@type":"Language","alternateName":"en"}`. */
function langOf(value: unknown): string | null {
  const [first] = listOf(value);
  return typeof first === 'object' && first !== null ? textOf((first as Node)['alternateName']) : textOf(first);
}

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null ? textOf((value as Node)['@id']) : textOf(value);

const booleanOf = (value: unknown): boolean | null =>
  /^true$/i.test(String(value)) ? true : /^false$/i.test(String(value)) ? false : null;
