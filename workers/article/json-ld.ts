import { decodeEntities } from './dom.ts';

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
/** https://schema.org/Article with its subtypes, and the two forms of posting that blogs use. */
const ARTICLE =
  /^(?:https?:\/\/schema\.org\/)?(?:\w*Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting)$/;

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
  const articles = nodes.filter((node) => listOf(node['@type']).some((type) => ARTICLE.test(String(type))));
  const article = articles.find((node) => textOf(node['headline']) !== null) ?? articles[0];
  return article === undefined ? null : describe(article);
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
  for (const inner of Object.values(value)) collect(inner, depth + 1, nodes);
}

function describe(article: Node): ArticleLd {
  return {
    headline: textOf(article['headline']) ?? textOf(article['name']),
    authors: listOf(article['author'])
      .map(nameOf)
      .filter((name) => name !== null),
    publishedAt: textOf(article['datePublished']) ?? textOf(article['dateCreated']),
    lang: textOf(article['inLanguage']),
    url: textOf(article['url']) ?? idOf(article['mainEntityOfPage']),
    publisher: nameOf(listOf(article['publisher'])[0]),
    body: textOf(article['articleBody']),
    free: booleanOf(article['isAccessibleForFree']),
  };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function textOf(value: unknown): string | null {
  const [first] = listOf(value);
  return typeof first === 'string' && first.trim() !== '' ? decodeEntities(first).trim() : null;
}

const nameOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null ? textOf((value as Node)['name']) : textOf(value);

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null ? textOf((value as Node)['@id']) : textOf(value);

const booleanOf = (value: unknown): boolean | null =>
  /^true$/i.test(String(value)) ? true : /^false$/i.test(String(value)) ? false : null;
