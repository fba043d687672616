import { cleanLine } from '../../src/model/layout.ts';
import type { ArticleLd } from './json-ld.ts';
import { isSite, squeeze } from './site-names.ts';

/** Separators between a headline and a site's name; all stand between blanks, some also without. */
const SEPARATOR = /\s+(?:[-–—~/:]|::)\s+|\s*[|•·»«¦]\s*/gu;
const MAX_TITLE = 500;
/** Headings that are looked at. */
const MAX_HEADINGS = 10;

/**
 * The headline: the page's own h1 where it agrees with what the page declares (JSON-LD, og:title, twitter:title,
 * `<title>`), since declared ones are cut short and dressed up for search engines; else the first declared one without
 * the site's name; else the only h1. Empty where the page has none.
 */
export function readTitle(
  document: Document,
  meta: ReadonlyMap<string, string>,
  ld: ArticleLd | null,
  site: readonly string[],
): string {
  const declared = [ld?.headline, meta.get('og:title'), meta.get('twitter:title'), document.title]
    .map((title) => withoutSite(cleanLine(title ?? '').slice(0, MAX_TITLE), site))
    .filter((title) => title !== '');
  const headings = Array.from(document.querySelectorAll('h1'), (heading) => cleanLine(heading.textContent ?? ''))
    .slice(0, MAX_HEADINGS)
    .filter((heading) => heading !== '' && heading.length <= MAX_TITLE && !isSite(heading, site));
  for (const title of declared) {
    const heading = headings.find((one) => agrees(one, title));
    if (heading !== undefined) return heading;
  }
  return declared[0] ?? headings[0] ?? '';
}

/** The title without the segments at its ends that name the site; empty where nothing else is left. */
function withoutSite(title: string, site: readonly string[]): string {
  if (isSite(title, site)) return '';
  const separators = Array.from(title.matchAll(SEPARATOR));
  const [first, last] = [separators[0], separators.at(-1)];
  if (first === undefined || last === undefined) return title;
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
  if (long.includes(short)) return short.length * 2 >= long.length;
  const words = new Set(wordsOf(title));
  const shared = wordsOf(heading).filter((word) => words.has(word)).length;
  return shared >= 3 && shared * 2 > Math.max(words.size, wordsOf(heading).length);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
