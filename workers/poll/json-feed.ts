import { parseJsonFeed } from 'feedsmith';
import type { Entry, ParsedFeed } from '../../src/model/feed.ts';
import { isoOf } from '../dates/date.ts';
import { endOfString, jsonPieces } from './json-items.ts';
import { absolute, type Bases } from './links.ts';
import { escapeXml } from './xml-text.ts';

/** Items are handed to the parser in lots: it copies what it gets. */
const LOT = 500;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). Null if the text is JSON of another kind. @throws SyntaxError */
export function readJsonFeed(text: string, url: string, maxEntries: number): ParsedFeed | null {
  const pieces = jsonPieces(text, maxEntries);
  if (pieces === null) return null;
  const parseJson = jsonParser();
  const head = parseJson(pieces.head);
  const feed = isObject(head) ? parsed({ ...head, items: [MARKED] }) : null;
  if (feed === null) return null;
  const link = feed.home_page_url ? absolute(feed.home_page_url, [url]) : null;
  const authors = namesOf(feed.authors);
  const entries: Entry[] = [];
  for (let from = 0; from < pieces.items.length; from += LOT) {
    const lot = pieces.items
      .slice(from, from + LOT)
      .map((item) => itemOf(item === null || item.trim() === '' ? null : parseJson(item)));
    const items = parsed({ title: '-', items: lot })?.items ?? [];
    entries.push(...items.map((item) => entryOf(item, [link, url === '' ? null : url], authors)));
  }
  return { format: 'json', title: feed.title?.trim() || null, link, entries };
}

type JsonFeed = ReturnType<typeof parseJsonFeed<string>>;
type JsonItem = NonNullable<JsonFeed['items']>[number];

/** feedsmith leaves out an item in which it finds nothing; one with a field that we do not read stays. */
const MARKED = { banner_image: '-' };

const itemOf = (item: unknown): object => ({ ...(isObject(item) ? item : {}), ...MARKED });

function parsed(value: object): JsonFeed | null {
  try {
    return parseJsonFeed(value);
  } catch {
    // It says no more than that it sees no feed.
    return null;
  }
}

function entryOf(item: JsonItem, bases: Bases, feedAuthors: string | null): Entry {
  const link = item.url ?? item.external_url;
  return {
    id: item.id?.trim() || null,
    title: item.title?.trim() || null,
    link: link === undefined ? null : absolute(link, bases),
    publishedAt: isoOf(item.date_published ?? '') ?? isoOf(item.date_modified ?? ''),
    summary: item.summary?.trim() ? escapeXml(item.summary.trim()) : null,
    content: item.content_html?.trim() || paragraphs(item.content_text ?? ''),
    // An item without authors has the feed's.
    author: namesOf(item.authors) ?? feedAuthors,
  };
}

const namesOf = (authors: JsonItem['authors']): string | null =>
  authors
    ?.map((author) => author.name?.trim() ?? '')
    .filter((name) => name !== '')
    .join(', ') || null;

/** Plain text as HTML. */
const paragraphs = (text: string): string | null =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => `<p>${escapeXml(one)}</p>`)
    .join('\n') || null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON as publishers write it: raw control characters in strings and commas before a closing bracket are forgiven. Where one
 * piece of a document was untidy the others are tidied at once: to fail first takes ten times as long. Throws SyntaxError.
 */
function jsonParser(): (text: string) => unknown {
  let isUntidy = false;
  return (text) => {
    try {
      if (!isUntidy) return JSON.parse(text);
    } catch {
      isUntidy = true;
    }
    return JSON.parse(tidy(text));
  };
}

/** One pass, strings told from what is between them. */
function tidy(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : quote;
    parts.push(text.slice(at, end).replace(/,(?=\s*[\]}])/g, ''));
    at = endOfString(text, end);
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    parts.push(text.slice(end, at).replace(/[\u0000-\u001f]/g, ' '));
  }
  return parts.join('');
}
