import { isUtf8 } from 'node:buffer';
import type { Entry, FeedHints, ParsedFeed } from '../../src/model/feed.ts';
import { isoOf } from '../dates/date.ts';
import { absolute, contentLink, entryLink, feedLink, originalLink, withBase, type Bases } from './links.ts';
import { attributeOf, textOf, type Fields, type XmlEntry, type XmlFeed, type XmlNode } from './parse-xml.ts';

/** Where each of an entry's facts may stand, the best place first. */
const TITLES = ['title', 'atom:title', 'dc:title', 'media:title'];
const SUMMARIES = 'description summary atom:summary abstract media:description itunes:summary itunes:subtitle'
  .concat(' dc:description')
  .split(' ');
const CONTENTS = ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'xhtml:div', 'body', 'fullitem'];
const AUTHORS = ['author', 'atom:author', 'dc:creator', 'dc:author', 'creator', 'itunes:author'];
const DATES = 'published atom:published issued pubdate dc:date dcterms:issued date dcterms:date created dcterms:created'
  .concat(' updated atom:updated modified dcterms:modified')
  .split(' ');

/** What the parser read → our own form. `url` is where the document came from, empty if it was a file. */
export function normalise({ format, base, head, entries }: XmlFeed, url: string): ParsedFeed {
  const document: Bases = [url === '' ? null : url];
  const own = withBase(base, document);
  const link = feedLink(head, own);
  // Where the document has no base of its own, RFC 4287 means the feed's address; publishers of RSS, and of Atom that lies
  // on another host, mean their site.
  const isAtomAtHome = format === 'atom' && link !== null && URL.parse(link)?.host === URL.parse(url)?.host;
  const bases: Bases = own === document && !isAtomAtHome ? [link, ...document] : [...own, link];
  const author = format === 'atom' ? authorsOf(head) : null;
  const hints = hintsOf(head);
  return {
    format,
    title: first(head, ['title', 'atom:title', 'dc:title']),
    link,
    entries: entries.map((entry) => entryOf(entry, bases, author)),
    ...(hints === null ? {} : { hints }),
  };
}

function entryOf({ fields, attributes }: XmlEntry, outer: Bases, feedAuthor: string | null): Entry {
  const bases = withBase(attributes['base'], outer);
  const original = originalLink(fields, bases);
  return {
    id: first(fields, ['guid', 'id', 'atom:id']) || (attributes['about'] ?? null),
    title: first(fields, TITLES),
    link: entryLink(fields, bases) ?? contentLink(fields, bases) ?? absolute(attributes['href'] ?? '', bases),
    ...(original === null ? {} : { originalLink: original }),
    publishedAt: dateOf(fields),
    ...bodyOf(fields),
    // RFC 4287 4.2.1: a feed's author is the author of the entries that name none.
    author: authorsOf(fields) || feedAuthor,
  };
}

/** The first of these fields that has a text; empty if they are there without one, null if there are none. */
function first(fields: Fields, names: readonly string[]): string | null {
  let found: string | null = null;
  for (const name of names) {
    for (const node of fields(name)) {
      found = asHtml(node).trim();
      if (found !== '') return found;
    }
  }
  return found;
}

/** Where a text stands beside its summary and nothing else is the content, `description` is the text. */
function bodyOf(fields: Fields): { summary: string | null; content: string | null } {
  const content = first(fields, CONTENTS);
  const [text, brief] = [first(fields, ['description']), first(fields, ['summary', 'atom:summary'])];
  if (!content && text && brief) return { summary: brief, content: text };
  return { summary: first(fields, SUMMARIES), content };
}

const MAX_AUTHORS = 10;

/** All that the best place names, each once. */
function authorsOf(fields: Fields): string | null {
  const texts = AUTHORS.map((name) => fields(name).map((node) => asHtml(node).trim()));
  const named = texts.find((all) => all.some((text) => text !== ''))?.filter((text) => text !== '');
  if (named !== undefined) return [...new Set(named)].slice(0, MAX_AUTHORS).join(', ');
  return texts.some((all) => all.length > 0) ? '' : null;
}

function dateOf(fields: Fields): string | null {
  for (const name of DATES) {
    for (const node of fields(name)) {
      const date = isoOf(textOf(node));
      if (date !== null) return date;
    }
  }
  return null;
}

/**
 * A text construct as HTML, by its type (RFC 4287 3.1.1; Atom 0.3 says `mode`). A `<` in what is expressly plain text
 * is escaped; where no type is given, publishers write what they like, and it stays as it is.
 */
function asHtml(node: XmlNode): string {
  const type = (attributeOf(node, 'type') ?? '').trim().toLowerCase();
  const text = textOf(node);
  if (attributeOf(node, 'mode') === 'base64' || type === 'application/octet-stream') return fromBase64(text);
  if (/^(?:image|audio|video)\//.test(type)) return '';
  return type === 'text' && attributeOf(node, 'mode') === null ? text.replaceAll('<', '&lt;') : text;
}

function fromBase64(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : '';
}

const PERIODS: Readonly<Record<string, number>> = {
  hourly: 3_600_000,
  daily: 86_400_000,
  weekly: 604_800_000,
  monthly: 2_592_000_000,
  yearly: 31_536_000_000,
};

/** RSS 2.0 ttl, skipHours, skipDays; RDF Site Summary's syndication module. Null if the feed says nothing of the kind. */
function hintsOf(head: Fields): FeedHints | null {
  const numbers = (name: string): number[] =>
    head(name)
      .map((node) => textOf(node).trim())
      .filter((text) => /^\d{1,6}$/.test(text))
      .map(Number);
  const [ttl] = numbers('ttl');
  const period = PERIODS[head('sy:updateperiod').map(textOf)[0]?.trim().toLowerCase() ?? ''];
  const frequency = Math.max(1, numbers('sy:updatefrequency')[0] ?? 1);
  const skipHours = numbers('hour')
    .filter((hour) => hour <= 24)
    .map((hour) => hour % 24);
  const skipDays = head('day')
    .map((node) => textOf(node).trim())
    .filter((day) => /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i.test(day));
  const hints: FeedHints = {
    ...(ttl === undefined || ttl === 0 ? {} : { ttl: ttl * 60_000 }),
    ...(period === undefined ? {} : { updatePeriod: period / frequency }),
    ...(skipHours.length === 0 ? {} : { skipHours }),
    ...(skipDays.length === 0 ? {} : { skipDays }),
  };
  return Object.keys(hints).length === 0 ? null : hints;
}
