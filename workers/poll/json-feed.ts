import { parseJsonFeed } from 'feedsmith';
import type { Entry, ParsedFeed } from '../../src/model/feed.ts';
import { isoOf } from './dates.ts';
import { absolute, type Bases } from './links.ts';
import { escapeXml } from './xml-text.ts';

/** JSON Feed 1.0 and 1.1 (jsonfeed.org), from parsed JSON. Null if the value is none. */
export function readJsonFeed(value: unknown, url: string, maxEntries: number): ParsedFeed | null {
  if (!isObject(value) || !Array.isArray(value['items'])) return null;
  const items = value['items'].slice(0, maxEntries).map(kept);
  const feed = parsed({ ...value, items });
  if (feed === null) return null;
  const link = feed.home_page_url ? absolute(feed.home_page_url, [url]) : null;
  const authors = namesOf(feed.authors);
  return {
    format: 'json',
    title: feed.title?.trim() || null,
    link,
    entries: (feed.items ?? []).map((item) => entryOf(item, [link, url === '' ? null : url], authors)),
  };
}

type JsonFeed = ReturnType<typeof parseJsonFeed<string>>;
type JsonItem = NonNullable<JsonFeed['items']>[number];

/** feedsmith leaves out an item in which it finds nothing; one with a field that we do not read stays. */
const kept = (item: unknown): object => ({ ...(isObject(item) ? item : {}), banner_image: '-' });

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

/** JSON as publishers write it: raw control characters in strings and commas before a closing bracket are forgiven. @throws SyntaxError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(tidy(text));
  }
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

/** Behind the closing quote of the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}
