import { isFrontPage } from '../../src/model/url.ts';
import type { ArticleLd } from './json-ld.ts';

/** How much of a line a site's name must be, or it of the name. */
const SITE_SHARE = 0.6;

/** Folded names of the site, as it may stand beside a headline or for an author: declared ones and the parts of its host name. */
export function siteNames(meta: ReadonlyMap<string, string>, ld: ArticleLd | null, url: string): readonly string[] {
  // Some templates put the headline into every name they have.
  const headline = squeeze(meta.get('og:title') ?? '');
  const host = (URL.parse(url)?.hostname ?? '').replace(/^www\./, '');
  const labels = host.split('.').filter((label) => label.length > 3);
  return [meta.get('og:site_name'), meta.get('application-name'), ld?.publisher, host, ...labels]
    .map((name) => squeeze(name ?? ''))
    .filter((name) => name.length > 1 && name !== headline);
}

/** Letters and digits only, lower case, without accents. */
export const squeeze = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** "The Washington Post" beside washingtonpost.com; "BBC News" beside "BBC". */
export function isSite(segment: string, site: readonly string[]): boolean {
  const name = squeeze(segment);
  return site.some((known) => {
    const [short, long] = name.length < known.length ? [name, known] : [known, name];
    return short !== '' && long.includes(short) && short.length >= long.length * SITE_SHARE;
  });
}

/** Whether a link leads up, to the front page of a site or of a part of it that the page lies in. */
export function leadsUp(href: string, url: string): boolean {
  const [to, here] = [URL.parse(href, url), URL.parse(url)];
  if (to === null || here === null) return false;
  if (isFrontPage(to.href)) return true;
  return (
    to.host === here.host &&
    to.pathname.endsWith('/') &&
    to.pathname !== here.pathname &&
    here.pathname.startsWith(to.pathname)
  );
}
