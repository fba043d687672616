import { createHash } from 'node:crypto';
import type { Entry, Item, ParsedFeed } from '../../src/model/feed.ts';
import { cleanUrl, isWebUrl, urlKey } from '../../src/model/url.ts';
import { unwrapLink } from './original-link.ts';
import { plainText } from './plain-text.ts';

/** Of one document. */
const MAX_ITEMS = 2_000;
/** A longer body is left out as a whole: half of one would pass for all of it. Characters. */
const MAX_BODY = 200_000;
/** Of all items together: the words of those beyond are left out, for they travel through the queue in one piece. Characters. */
const MAX_WORDS = 4_000_000;
const MAX_TITLE = 500;
const MAX_AUTHOR = 200;
const MAX_URL = 4_096;
/** Longer identities are hashed. */
const MAX_KEY = 500;
/** What a summary's beginning gives where there is no title. */
const MAX_BORROWED_TITLE = 120;

/**
 * Entries that are worth reading, each with an identity that holds from poll to poll. What has neither an address nor a
 * word is dropped, and so is what the same document has twice. Counting addresses are resolved, tracking is stripped.
 */
export function makeItems(feed: ParsedFeed): Item[] {
  const drafts = newest(feed.entries).map((entry) => draftOf(entry, feed.format));
  const kept = drafts.filter(({ item }) => item.url !== null || item.title !== '');
  const known = new Set<string>();
  const items: Item[] = [];
  let words = 0;
  for (const [index, key] of keysOf(kept, feed.link).entries()) {
    const draft = kept[index];
    if (draft === undefined || known.has(key)) continue;
    known.add(key);
    words += draft.item.summary.length + draft.item.content.length;
    items.push({ key, ...draft.item, ...(words > MAX_WORDS ? WORDLESS : {}) });
  }
  return items;
}

const WORDLESS = { summary: '', content: '' };

/** The first ones, unless the document says by its dates that the last ones are newer. */
function newest(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length <= MAX_ITEMS) return entries;
  const first = entries[0]?.publishedAt ?? '';
  const last = entries.at(-1)?.publishedAt ?? '';
  return first !== '' && last > first ? entries.slice(-MAX_ITEMS) : entries.slice(0, MAX_ITEMS);
}

interface Draft {
  readonly id: string | null;
  /** The address with its fragment, by which a live page's entries differ. */
  readonly link: string | null;
  readonly item: Omit<Item, 'key'>;
}

function draftOf(entry: Entry, format: ParsedFeed['format']): Draft {
  const { id, content } = entry;
  // Not RSS: an identity that is an address is all there is to read, if the feed brings no text.
  const named = id !== null && content === null && format !== 'rss' && isWebUrl(id) ? id : null;
  const link = entry.originalLink ?? entry.link ?? named;
  const published = entry.publishedAt === null ? Number.NaN : Date.parse(entry.publishedAt);
  return {
    id: id === '' ? null : id,
    link: entry.link ?? link,
    item: {
      url: link === null ? null : addressOf(link),
      title: titleOf(entry),
      publishedAt: Number.isNaN(published) ? null : published,
      summary: bounded(entry.summary),
      content: bounded(content),
      author: authorOf(entry.author),
    },
  };
}

/** As it was meant: published with a line break in it, or escaped once too often. */
const asMeant = (link: string): string =>
  link
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .join('')
    .replaceAll('&amp;', '&');

function addressOf(link: string): string | null {
  const url = cleanUrl(unwrapLink(asMeant(link)));
  return url === null || url.length > MAX_URL ? null : url;
}

const bounded = (html: string | null): string => (html === null || html.length > MAX_BODY ? '' : html);

/** The headline; without one, how the text begins. */
function titleOf({ title, summary, content }: Entry): string {
  const headline = cut(plainText((title ?? '').slice(0, MAX_TITLE * 10)), MAX_TITLE);
  if (headline !== '') return headline;
  const text = [summary, content].map((html) => plainText((html ?? '').slice(0, MAX_TITLE * 10))).find(Boolean);
  return cut(text ?? '', MAX_BORROWED_TITLE);
}

/** At a word's end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const part = text.slice(0, length - 1);
  const blank = part.lastIndexOf(' ');
  return `${part.slice(0, blank > length / 2 ? blank : part.length).toWellFormed()}…`;
}

/** `me@example.com (A. Name)` and `A. Name (me@example.com)` are RSS's ways; the address is of no use to a reader. */
function authorOf(author: string | null): string | null {
  const text = plainText((author ?? '').slice(0, 2_000));
  const inBrackets = /^[^\s@()]+@[^\s@()]+ \(([^()]+)\)$/.exec(text)?.[1];
  const name = inBrackets ?? text.replace(/ ?[(<]?[^\s@()<>]+@[^\s@()<>]+[)>]?$/, '');
  return cut(name.trim(), MAX_AUTHOR) || null;
}

/**
 * Each draft's identity: its id, or else its link, or else a hash of title and date. An id that names several addresses in
 * this document, or the site itself, identifies nothing; nor does a link under which several things stand.
 */
function keysOf(drafts: readonly Draft[], site: string | null): string[] {
  const ids = ambiguous(
    drafts,
    ({ id }) => id,
    ({ item }) => (item.url === null ? item.title : urlKey(item.url)),
  );
  const links = ambiguous(drafts, linkKey, ({ item }) => item.title);
  return drafts.map((draft) => {
    const { id, item } = draft;
    if (id !== null && id !== site && !ids.has(id)) return short(id);
    const link = linkKey(draft);
    return link !== null && link !== site && !links.has(link)
      ? short(link)
      : hash(JSON.stringify([item.title, item.publishedAt ?? item.summary]));
  });
}

/** The address without tracking, its fragment kept. */
function linkKey({ link, item }: Draft): string | null {
  return item.url === null ? null : item.url + (item.url.includes('#') ? '' : (URL.parse(link ?? '')?.hash ?? ''));
}

/** The values of `name` that occur with different values of `meaning`. */
function ambiguous(
  drafts: readonly Draft[],
  name: (draft: Draft) => string | null,
  meaning: (draft: Draft) => string | null,
): Set<string> {
  const seen = new Map<string, string | null>();
  const found = new Set<string>();
  for (const draft of drafts) {
    const value = name(draft);
    if (value === null) continue;
    const meant = meaning(draft);
    if (seen.has(value) && seen.get(value) !== meant) found.add(value);
    seen.set(value, meant);
  }
  return found;
}

const short = (key: string): string => (key.length <= MAX_KEY ? key : hash(key));

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
