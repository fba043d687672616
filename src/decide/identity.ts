import { hostOf, isFrontPage, urlKey } from '../model/url.ts';

/**
 * Under which addresses an article is known. A page may say anything about its own address, so what it says is only
 * believed on its own site, and never a front page: a template that calls every article "/" must not merge them all.
 */
export function addressesOf(addresses: {
  item: string | null;
  final: string | null;
  canonical: string | null;
}): string[] {
  const { item, final, canonical } = addresses;
  const trusted = canonical !== null && final !== null && sameSite(canonical, final) ? canonical : null;
  const keys = [item, final, trusted]
    .filter((url): url is string => url !== null && !isFrontPage(url))
    .map(urlKey)
    .filter((key): key is string => key !== null);
  return [...new Set(keys)];
}

/** The key of the page's own canonical address on another site: a hint that this is a copy, to be checked against the text. */
export function foreignAddress({
  final,
  canonical,
}: {
  final: string | null;
  canonical: string | null;
}): string | null {
  if (canonical === null || final === null || sameSite(canonical, final) || isFrontPage(canonical)) return null;
  return urlKey(canonical);
}

/** Same host, or one a subdomain of the other. */
function sameSite(a: string, b: string): boolean {
  const [one, other] = [hostOf(a), hostOf(b)].map((host) => host?.replace(/^www\d?\./, ''));
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
