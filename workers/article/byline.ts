import type { ArticleLd } from './json-ld.ts';
import { beginsWithBy, distinct, isByWord, namesIn } from './author-names.ts';
import { linesOf } from './lines.ts';
import { articleFirst } from './page-parts.ts';
import { isSite, squeeze } from './site-names.ts';

const META = [
  'author',
  'article:author',
  'article:author:name',
  'article.author',
  'byl',
  'byline',
  'search.byline',
  'dc.creator',
  'dcterms.creator',
  'dc.contributor',
  'parsely-author',
  'sailthru.author',
  'cxenseparse:author',
  'citation_author',
  'twitter:creator',
];
const SELECTORS = [
  '[rel~="author"], [itemprop~="author"]',
  '.byline, .by-line, .author-name, .p-author, .author, .firma, .autor',
  '[class*="author"], [class*="byline"], [class*="Author"], [class*="Byline"]',
];
const MAX_AUTHORS = 10;
/** Elements of a kind that are looked at. */
const MAX_LOOKED_AT = 8;
const MAX_LINE = 150;

interface Page {
  readonly document: Document;
  readonly meta: ReadonlyMap<string, string>;
  readonly ld: ArticleLd | null;
  readonly site: readonly string[];
  /** Lines around the headline, as a reader sees them. */
  readonly top: () => readonly string[];
}

/**
 * Who wrote it: JSON-LD `author`; meta author, article:author and their kin; the page's rel=author, itemprop=author, class
 * byline; a line "By …" near the headline. A person rather than the house, which many templates name for an author: its
 * name also stands at the end of the page's title.
 */
export function readByline({ document, meta, ld, site, top }: Page): string | null {
  const pageTitle = squeeze(document.title);
  const isHouse = (name: string): boolean =>
    isSite(name, site) ||
    pageTitle.endsWith(squeeze(name)) ||
    site.some((known) => known.length > 5 && squeeze(name).includes(known));
  const joined = (names: readonly string[]): string[] => {
    const persons = names.filter((name) => !isHouse(name));
    const all = distinct(persons.length > 0 ? persons : names).slice(0, MAX_AUTHORS);
    return all.length === 0 ? [] : [all.join(', ')];
  };
  const sane = (texts: readonly (string | null | undefined)[]): string[] =>
    texts.map((text) => namesIn(text ?? '', site)).filter((name) => name !== null);
  // A later source is only asked where those before it name nobody in full: looking through a page takes time.
  const sources: readonly (() => string[])[] = [
    () => joined(sane(ld?.authors ?? [])),
    () => sane(META.map((name) => meta.get(name))),
    ...SELECTORS.map((selector) => () => joined(namesAt(document, selector, site))),
    () => sane(top().filter((line) => line.length <= MAX_LINE && beginsWithBy(line))),
  ];
  const names: string[] = [];
  for (const source of sources) {
    names.push(...source());
    if (names.some((name) => !isHouse(name) && isInFull(name))) break;
  }
  const chosen = names.find((name) => !isHouse(name)) ?? names[0] ?? null;
  return chosen === null ? null : spelled(chosen, names);
}

const isInFull = (name: string): boolean => /[ \p{Lu}\p{Lo}]/u.test(name);

/** "Griffin McElroy" for the log-in name "griffinmcelroy", where the page has both. */
const spelled = (chosen: string, names: readonly string[]): string =>
  (isInFull(chosen) ? undefined : names.find((name) => name.includes(' ') && squeeze(name) === squeeze(chosen))) ??
  chosen;

/** The names in the first element that has some, and in its neighbours of the same kind. */
function namesAt(document: Document, selector: string, site: readonly string[]): string[] {
  const elements = articleFirst(Array.from(document.querySelectorAll(selector)).slice(0, MAX_LOOKED_AT));
  let parent: ParentNode | null | undefined;
  const found: string[] = [];
  for (const element of elements) {
    if (parent !== undefined && element.parentNode !== parent) continue;
    const name = nameOf(element, site);
    // "Follow" beside "Jo Marsh" is a button.
    if (name === null || (found[0]?.includes(' ') === true && !name.includes(' '))) continue;
    parent = element.parentNode;
    found.push(name);
  }
  return found;
}

/** In its first line that holds one, behind a "By" that may have a line of its own. */
function nameOf(element: Element, site: readonly string[]): string | null {
  for (const line of [element.getAttribute('content') ?? '', ...linesOf(element, 1_000)]) {
    if (line === '' || isByWord(line)) continue;
    return namesIn(line, site);
  }
  return null;
}
