import { isUtf8 } from 'node:buffer';
import { isIP } from 'node:net';
import type { NewswatchError } from '../../src/errors.ts';
import type { FetchSettings } from '../../src/settings/settings.ts';
import { isAllowed } from './address.ts';
import { fetchError } from './failure.ts';

/** One stage of an exchange: the address to ask now, and what the redirects before it have settled. */
export interface Hop {
  readonly url: URL;
  /** Where the permanent redirects led that came before any temporary one. */
  readonly movedTo: string | null;
  /** False once the way led to another origin: what is meant for the first one only is no longer sent. */
  readonly trusted: boolean;
  readonly count: number;
  readonly temporary: boolean;
}

const MAX_REDIRECTS = 10;
/** Longer addresses are refused: servers refuse them too (RFC 9110 4.1 asks for 8,000 at least). */
export const MAX_URL_LENGTH = 8_192;

export const firstHop = (address: string): Hop => ({
  url: parseUrl(address),
  movedTo: null,
  trusted: true,
  count: 0,
  temporary: false,
});

/** RFC 9110 15.4: the statuses that name another address to ask. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/**
 * Follows one redirect.
 * @throws NewswatchError `redirects` after ten of them, `bad-redirect` where the address is missing or no http(s) address.
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop {
  if (hop.count >= MAX_REDIRECTS) {
    throw fetchError('redirects', `${hop.url.host} redirects more than ${MAX_REDIRECTS} times`);
  }
  const url = locate(hop.url, location);
  const temporary = hop.temporary || (status !== 301 && status !== 308);
  return {
    url,
    movedTo: temporary ? hop.movedTo : url.href,
    trusted: hop.trusted && url.origin === hop.url.origin,
    count: hop.count + 1,
    temporary,
  };
}

function locate(from: URL, location: string | undefined): URL {
  if (location === undefined) throw fetchError('bad-redirect', `${from.host} redirects without saying where to`);
  // Header bytes arrive as Latin-1; those who send anything beyond ASCII mean UTF-8.
  const bytes = Buffer.from(location, 'latin1');
  const text = isUtf8(bytes) ? bytes.toString('utf8') : location;
  const url = URL.parse(text, from);
  if (url === null || !isWeb(url) || url.href.length > MAX_URL_LENGTH) {
    throw fetchError('bad-redirect', `${from.host} redirects to ${quote(text)}, which is no usable web address`);
  }
  // RFC 9110 10.2.2: the fragment is inherited.
  if (url.hash === '') url.hash = from.hash;
  return withoutCredentials(url);
}

function parseUrl(address: string): URL {
  const url = URL.parse(address);
  if (url === null || !isWeb(url)) {
    throw fetchError('bad-url', `${quote(address)} is no http:// or https:// address`);
  }
  if (url.href.length > MAX_URL_LENGTH) {
    throw fetchError('bad-url', `an address on ${url.host} is longer than ${MAX_URL_LENGTH} characters`);
  }
  return withoutCredentials(url);
}

const isWeb = (url: URL): boolean => (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';

function withoutCredentials(url: URL): URL {
  url.username = '';
  url.password = '';
  return url;
}

const quote = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);

/**
 * What can be said of an address before anyone is asked: its port, and its host where that is an IP address already (in any
 * notation: a URL has made it plain). Names are checked when they are resolved.
 * @throws NewswatchError `port`, `private-address`
 */
export function checkHop({ url }: Hop, settings: Pick<FetchSettings, 'ports' | 'allowPrivateNetworks'>): void {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (settings.ports !== 'any' && !settings.ports.includes(port)) {
    throw fetchError('port', `${url.hostname} is to be asked on port ${port}, which is not in fetch.ports`);
  }
  const host = hostnameOf(url);
  if (isIP(host) !== 0 && !isAllowed(host, host, settings.allowPrivateNetworks)) throw privateAddress(host, host);
}

/** Without the brackets of an IPv6 address. */
export const hostnameOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

export function privateAddress(host: string, ip: string): NewswatchError {
  const who = host === ip ? host : `${host} (${ip})`;
  return fetchError(
    'private-address',
    `${who} is not on the public internet; list it in fetch.allowPrivateNetworks to allow it`,
  );
}
