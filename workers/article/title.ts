import { cleanLine } from '../../src/model/layout.ts';
import type { ArticleLd } from './json-ld.ts';
import { isSite, leadsUp, squeeze } from './site-names.ts';

/** Separators between a headline and a site's name; some need blanks around them, since headlines have them, too. */
const SEPARATOR = /\s+(?:-{1,3}|[–—~/:✩★☆⋆＿_]|::|\/\/)\s+|\s*[|•·»«¦｜‹›]\s*/gu;
/** How the rest of a title begins behind its headline: as above, or with a bracket; in scripts without blanks they miss here, too. */
const REST = /^(?:\s+(?:-{1,3}|[–—~/:✩★☆⋆＿_([<]|::|\/\/)|\s*[|•·»«¦｜‹›])/u;
const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const DENSE_REST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]\p{P}*[-–—_：＿(（【]/u;
/** What the classic template of WordPress puts between the site's name and the headline. */
const ARCHIVE = 'blogarchive';
const MAX_TITLE = 500;
/** Headings that are looked at. */
const MAX_HEADINGS = 10;

/**
 * The headline: the page's own heading where it agrees with what the page declares (JSON-LD, og:title, twitter:title,
 * `<title>`), since declared ones are cut short and dressed up for search engines; else the first declared one without
 * the site's name; else the only h1. Empty where the page has none.
 */
export function readTitle(
  document: Document,
  meta: ReadonlyMap<string, string>,
  ld: ArticleLd | null,
  page: { readonly site: readonly string[]; readonly url: string },
): string {
  const [inHeader, inPage] = headingsOf(document, 'h1', page.url);
  const site = [...page.site, ARCHIVE, ...inHeader.map(squeeze)];
  const declared = [ld?.headline, meta.get('og:title'), meta.get('twitter:title'), document.title]
    .map((title) => withoutSite(cleanLine(title ?? '').slice(0, MAX_TITLE), site))
    .filter((title) => title !== '');
  const notSite = (heading: string): boolean => !isSite(heading, site);
  const first = inPage.filter(notSite);
  const smaller = (): string[] => headingsOf(document, 'h2', page.url)[1].filter(notSite);
  return headingOf(first, declared) ?? partOf(smaller, declared) ?? declared[0] ?? first[0] ?? '';
}

/** The texts of headings: those that link to where the page lies, as the site's name in its header does, and the others. */
function headingsOf(document: Document, tag: string, url: string): readonly [up: string[], others: string[]] {
  const up: string[] = [];
  const others: string[] = [];
  for (const heading of Array.from(document.querySelectorAll(tag)).slice(0, MAX_HEADINGS)) {
    const text = cleanLine(heading.textContent ?? '');
    if (text !== '' && text.length <= MAX_TITLE) (linksUp(heading, url) ? up : others).push(text);
  }
  return [up, others];
}

/** The h1 that agrees with a declared title, is a part of one, or is the only one and has to do with them. */
function headingOf(headings: readonly string[], declared: readonly string[]): string | null {
  for (const title of declared) {
    const heading = headings.find((one) => agrees(one, title));
    if (heading !== undefined) return heading;
  }
  const parts = headings.filter((one) => declared.some((title) => isPart(one, title)));
  if (parts.length > 0) return parts.reduce((one, other) => (other.length > one.length ? other : one));
  const [only, another] = headings;
  return only !== undefined && another === undefined && isAbout(only, declared.join(' ')) ? only : null;
}

/** Of smaller headings only one that is the greater part of a title: others name a section of the site. */
function partOf(headings: () => readonly string[], declared: readonly string[]): string | null {
  const titles = declared.filter((title) => title.search(SEPARATOR) >= 0 || DENSE.test(title));
  if (titles.length === 0) return null;
  const isGreater = (one: string): boolean =>
    titles.some((title) => isPart(one, title) && one.length * 2 > title.length);
  return headings().find(isGreater) ?? null;
}

/** The name of the site in its header. */
function linksUp(heading: Element, url: string): boolean {
  const href = (heading.querySelector('a[href]') ?? heading.closest('a[href]'))?.getAttribute('href');
  return href !== null && href !== undefined && leadsUp(href, url);
}

/** The title without the segments at its ends that name the site; empty where nothing else is left. */
function withoutSite(title: string, site: readonly string[]): string {
  const separators = Array.from(title.matchAll(SEPARATOR));
  const [first, last] = [separators[0], separators.at(-1)];
  if (first === undefined || last === undefined) return isSite(title, site) ? '' : title;
  const [head, tail] = [title.slice(0, first.index), title.slice(last.index + last[0].length)];
  if (tail === '' || isSite(tail, site)) return withoutSite(title.slice(0, last.index), site);
  if (head === '' || isSite(head, site)) return withoutSite(title.slice(first.index + first[0].length), site);
  return title;
}

/** Two headlines are one if one is most of the other, or they share most of their words. */
function agrees(heading: string, title: string): boolean {
  const [one, other] = [squeeze(heading), squeeze(title)];
  if (one === '' || other === '') return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.includes(short) && short.length * 2 >= long.length) return true;
  const words = wordsOf(title);
  const shared = sharedBy(heading, words);
  return shared >= 3 && shared * 2 > Math.max(words.size, wordsOf(heading).size);
}

/** A heading with which the title begins or ends, set off from the rest: "Bridge closes" in "Bridge closes - Jo Marsh". */
function isPart(heading: string, title: string): boolean {
  if (wordsOf(heading).size < 2 && !(DENSE.test(heading) && heading.length > 4)) return false;
  if (title.startsWith(heading) && isRest(title.slice(heading.length), heading)) return true;
  const separator = Array.from(title.matchAll(SEPARATOR)).at(-1);
  return separator !== undefined && title.slice(separator.index + separator[0].length) === heading;
}

const isRest = (rest: string, before: string): boolean =>
  REST.test(rest) || DENSE_REST.test(before.slice(-2) + rest.slice(0, 1));

/** Some share of words with the declared titles, which editors write anew for networks and search engines. */
function isAbout(heading: string, declared: string): boolean {
  const shared = sharedBy(heading, wordsOf(declared));
  return shared >= 3 && shared * 4 >= wordsOf(heading).size;
}

const sharedBy = (heading: string, words: ReadonlySet<string>): number =>
  [...wordsOf(heading)].filter((word) => words.has(word)).length;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
