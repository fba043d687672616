import { cleanUrl, isFrontPage } from '../../src/model/url.ts';
import { readByline } from './byline.ts';
import type { ArticleLd } from './json-ld.ts';
import { languageBetween } from './language.ts';
import { linesAround } from './page-parts.ts';
import { readPublishedAt } from './published.ts';
import { siteNames } from './site-names.ts';
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
 * What a page says about its article. For each fact the first of these that has a sane value (docs/metadata.md has all of them):
 *
 * - title: see title.ts
 * - byline: JSON-LD `author`; meta author and its kin; rel=author, itemprop=author, class byline; a line "By …" (byline.ts)
 * - lang: JSON-LD `inLanguage`; the page's `lang`; meta content-language, og:locale; what the text shows (language.ts)
 * - publishedAt: JSON-LD `datePublished`; meta article:published_time and its kin; `<time>`; a line with a date; the address (published.ts)
 * - canonicalUrl: rel=canonical; og:url; JSON-LD `url`
 *
 * `now`, in milliseconds since 1970, tells which times lie in the future.
 */
export function readMetadata(
  document: Document,
  ld: ArticleLd | null,
  url: string,
  now: number = Date.now(),
): Metadata {
  const meta = readMeta(document);
  const site = siteNames(meta, ld, url);
  const title = readTitle(document, meta, ld, { site, url });
  let lines: readonly string[] | undefined;
  const top = (): readonly string[] => (lines ??= linesAround(document.body, title));
  const canonicalUrl = readCanonical(document, meta, ld, url);
  const lang = readLanguage(document, meta, ld);
  return {
    title,
    byline: readByline({ document, meta, ld, site, top }),
    lang,
    publishedAt: readPublishedAt({ document, meta, ld, url: canonicalUrl ?? url, top, lang, now }),
    canonicalUrl,
  };
}

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

/** Paragraphs are looked at for the language until there is so much text. */
const ENOUGH_TEXT = 2_000;

function readLanguage(document: Document, meta: Meta, ld: ArticleLd | null): string | null {
  const root = document.documentElement;
  const declared = [
    ld?.lang,
    root.getAttribute('lang') ?? root.getAttribute('xml:lang'),
    meta.get('content-language'),
    meta.get('language'),
    meta.get('og:locale'),
  ]
    .map((tag) => saneLang(tag ?? ''))
    .filter((tag) => tag !== null);
  let text = '';
  for (const paragraph of document.querySelectorAll('p')) {
    if (text.length >= ENOUGH_TEXT) break;
    const words = paragraph.textContent ?? '';
    if (words.length > 40) text += `${words}\n`;
  }
  return languageBetween(declared, text === '' ? (document.body.textContent ?? '') : text);
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

/**
 * As the page declares it, also on another site: a copy points to where it comes from. Whether to believe it is decided
 * by the words of both (decision 005).
 */
function readCanonical(document: Document, meta: Meta, ld: ArticleLd | null, url: string): string | null {
  const link = document.querySelector('link[rel~="canonical" i]')?.getAttribute('href');
  for (const address of [link, meta.get('og:url'), ld?.url]) {
    const canonical = address === undefined || address === null ? null : saneCanonical(address, url);
    if (canonical !== null) return canonical;
  }
  return null;
}

/** A front page names no article. Some pages leave out the scheme: "www.paper.example/a". */
function saneCanonical(text: string, base: string): string | null {
  const host = URL.parse(base)?.host ?? '';
  const address = text.trim();
  const url = cleanUrl(host !== '' && address.startsWith(`${host}/`) ? `//${address}` : address, base);
  return url === null || isFrontPage(url) ? null : url;
}
