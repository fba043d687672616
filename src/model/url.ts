/**
 * Addresses: which of them mean the same article. Pure string work on WHATWG URLs; nothing is fetched.
 */

/** Query parameters that say how a reader came, not what they read. Lists: ClearURLs and Mozilla's query stripping. */
const TRACKING =
  /^(utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|at_(campaign|medium|custom\d|link_\w+)|fb_(action|source|ref)\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|igsh|mc_(cid|eid)|mkt_tok|_hs(enc|mi)|__hs\w+|vero_(id|conv)|oly_(anon|enc)_id|wickedid|ref_src|ref_url|cmpid|cmp|ncid|ocid|sr_share|smid|smtyp|s_cid|ftag|cvid|guccounter|guce_\w+|spm|soc_(src|trk)|traffic_source|feedtype|wt\.\w+)$/i;

/** True for addresses we are willing to keep at all. */
export function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
}

/** The address without tracking parameters, fragment (unless it is a route, `#!`) and credentials. Null if it is no http(s) address. */
export function cleanUrl(text: string, base?: string): string | null {
  const url = URL.parse(text.trim(), base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  url.username = '';
  url.password = '';
  if (!url.hash.startsWith('#!')) url.hash = '';
  stripTracking(url);
  return url.href;
}

function stripTracking(url: URL): void {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(nameOf(pair)));
  url.search = kept.length > 0 ? `?${kept.join('&')}` : '';
}

/** Feeds that escape an address twice leave `amp;` before the names. */
function nameOf(pair: string): string {
  const name = (pair.split('=', 1)[0] ?? '').replace(/^(?:amp;)+/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * Two addresses with the same key mean the same article: scheme, `www.`, AMP and mobile variants, trailing slash, index
 * files, parameter order and tracking do not count. A key is for comparing, never for fetching.
 */
export function urlKey(text: string): string | null {
  const cleaned = cleanUrl(text);
  if (cleaned === null) return null;
  const url = new URL(cleaned);
  const port = /^(?:80|443|)$/.test(url.port) ? '' : `:${url.port}`;
  const route = url.hash.startsWith('#!') ? url.hash : '';
  return `${hostKey(url.hostname)}${port}${pathKey(url.pathname)}${queryKey(url.searchParams)}${route}`;
}

/** Never down to what many share: `m.co.uk` is a site of its own, and so is `amp.dev`. */
function hostKey(hostname: string): string {
  const name = hostname.replace(/\.$/, '');
  const bare = name.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+/, '');
  return isSite(bare) ? bare : name;
}

/** A name with a domain of its own, not only `com` or `co.uk`. */
const isSite = (name: string): boolean =>
  name.includes('.') && !/^(?:ac|co|com|edu|gov|go|mil|ne|net|or|org)\.[a-z]{2}$/.test(name);

const pathKey = (path: string): string =>
  plainEscapes(path)
    .replace(/\/+/g, '/')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '/')
    .replace(/^\/amp(?=\/)/i, '')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\.amp(\.html?)?$/i, '$1')
    .replace(/\/$/, '');

/** RFC 3986 6.2.2: an escape is the same in capitals, and needless for an unreserved character. */
export const plainEscapes = (path: string): string => path.replace(/%[0-9a-f]{2}/gi, plainEscape);

function plainEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
}

function queryKey(parameters: URLSearchParams): string {
  const kept = [...parameters].filter(
    ([name, value]) => !/^(?:amp|outputtype)$/i.test(name) || !/^(?:1|true|amp|)$/i.test(value),
  );
  if (kept.length === 0) return '';
  const query = new URLSearchParams(kept);
  query.sort();
  return `?${query}`;
}

/** Host and port, the unit of politeness; null if it is no http(s) address. */
export function hostOf(text: string): string | null {
  return isWebUrl(text) ? (URL.parse(text)?.host ?? null) : null;
}

/** True where the address is a site's front page: it names no article, so it proves no identity. */
export function isFrontPage(text: string): boolean {
  const key = urlKey(text);
  return key !== null && !/[/?#]/.test(key);
}
