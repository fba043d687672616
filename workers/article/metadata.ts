import { cleanLine } from '../../src/model/layout.ts';
import { cleanUrl, isFrontPage } from '../../src/model/url.ts';
import type { ArticleLd } from './json-ld.ts';
import { parsePageTime } from './page-time.ts';
import { isSite, siteNames, squeeze } from './site-names.ts';
import { readTitle } from './title.ts';

export interface Metadata {
  /** Empty where the page has none. */
  readonly title: string;
  readonly byline: string | null;
  /** BCP 47. */
  readonly lang: string | null;
  readonly publishedAt: number | null;
  readonly canonicalUrl: string | null;
}

/** Contents of `<meta>` by `name`, `property`, `itemprop` or `http-equiv`, in lower case; the first of a name counts. */
type Meta = ReadonlyMap<string, string>;

/**
 * What a page says about its article. For each fact the first of these that has a sane value:
 *
 * - title: see title.ts
 * - byline: JSON-LD `author`; meta author, article:author and their kin; the page's rel=author, itemprop=author, class byline
 * - lang: JSON-LD `inLanguage`; the page's `lang`; meta content-language, og:locale
 * - publishedAt: JSON-LD `datePublished`; meta article:published_time and its kin; the page's `<time>`
 * - canonicalUrl: rel=canonical; og:url; JSON-LD `url`
 */
export function readMetadata(document: Document, ld: ArticleLd | null, url: string): Metadata {
  const meta = readMeta(document);
  const root = document.documentElement;
  const site = siteNames(meta, ld, url);
  return {
    title: readTitle(document, meta, ld, site),
    byline: readByline(document, meta, ld, site),
    lang: first([ld?.lang, root.getAttribute('lang'), meta.get('content-language'), meta.get('og:locale')], saneLang),
    publishedAt:
      first([ld?.publishedAt, ...TIME_META.map((name) => meta.get(name))], parsePageTime) ??
      first(visibleTimes(document), parsePageTime),
    canonicalUrl: first(
      [document.querySelector('link[rel~="canonical" i]')?.getAttribute('href'), meta.get('og:url'), ld?.url],
      (text) => saneCanonical(text, url),
    ),
  };
}

const BYLINE_META = [
  'author',
  'article:author',
  'byl',
  'dc.creator',
  'dcterms.creator',
  'parsely-author',
  'sailthru.author',
  'twitter:creator',
];
const BYLINE = [
  '[rel~="author"], [itemprop~="author"], .byline, .by-line, .author-name, .p-author, .author',
  '[class*="author"], [class*="byline"]',
];
const TIME_META = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'pubdate',
  'publish-date',
  'date',
];
const MAX_BYLINE = 120;
const MAX_WORDS = 12;
const MAX_AUTHORS = 10;
/** Elements of a kind that are looked at. */
const MAX_LOOKED_AT = 5;

function readMeta(document: Document): Meta {
  const meta = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim() ?? '';
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name !== undefined && content !== '' && !meta.has(name)) meta.set(name, content);
    }
  }
  return meta;
}

function first<Value>(
  candidates: readonly (string | null | undefined)[],
  sane: (text: string) => Value | null,
): Value | null {
  for (const candidate of candidates) {
    const value = candidate === null || candidate === undefined ? null : sane(candidate);
    if (value !== null) return value;
  }
  return null;
}

/** A person rather than the house, which many templates name for an author: its name also stands at the end of the page's title. */
function readByline(document: Document, meta: Meta, ld: ArticleLd | null, site: readonly string[]): string | null {
  const authors = saneNames(ld?.authors ?? [])
    .slice(0, MAX_AUTHORS)
    .join(', ');
  const names = [
    ...(authors === '' ? [] : [authors]),
    ...saneNames(BYLINE_META.map((name) => meta.get(name))),
    ...saneNames(BYLINE.flatMap((selector) => textsOf(document, selector))),
  ];
  const pageTitle = squeeze(document.title);
  return names.find((name) => !isSite(name, site) && !pageTitle.endsWith(squeeze(name))) ?? names[0] ?? null;
}

const saneNames = (texts: readonly (string | null | undefined)[]): string[] =>
  texts.map((text) => saneByline(text ?? '')).filter((name) => name !== null);

const textsOf = (document: Document, selector: string): (string | null)[] =>
  Array.from(document.querySelectorAll(selector))
    .slice(0, MAX_LOOKED_AT)
    .map((element) => element.textContent);

function visibleTimes(document: Document): (string | null)[] {
  const selector = '[itemprop~="datePublished"], time[pubdate], article time, main time, header time, time[datetime]';
  return Array.from(document.querySelectorAll(selector))
    .slice(0, MAX_LOOKED_AT)
    .map((element) => element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent);
}

const BY =
  /^(?:(?:posted|written|reported|published|words|story|text)\s+)?(?:by|von|par|por|di|da|door|av|af|oleh|przez|автор|بقلم|نوشته)[:\s]+/iu;
/** What templates put behind a name: a date, a section, a handle. */
const BEHIND_NAME =
  /\s*(?:[|•·@(]|\s[-–—]\s|,?\s*\d|\b(?:on|in|published|updated|posted)\b\s|(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)).*$/iu;

/** Names, without "By" and what follows them; null for addresses, handles and whole sentences. */
function saneByline(text: string): string | null {
  const line = cleanLine(text.slice(0, 1_000));
  if (/^(?:https?:|www\.|@|\/)/i.test(line)) return null;
  const name = line
    .replace(BY, '')
    .replace(BEHIND_NAME, '')
    .replace(/[\s,;:]+$/, '');
  const fits = name.length > 1 && name.length <= MAX_BYLINE && name.split(' ').length <= MAX_WORDS;
  return fits && /\p{L}/u.test(name) ? name : null;
}

/** `en_US` and `EN-us` become `en-US`; of a list the first counts. */
function saneLang(text: string): string | null {
  const [tag = ''] = text.split(/[,;.]/, 1);
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** A front page names no article. */
function saneCanonical(text: string, base: string): string | null {
  const url = cleanUrl(text, base);
  return url === null || isFrontPage(url) ? null : url;
}
