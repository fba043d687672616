import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Which addresses may be asked. A feed or a page may name any host it likes, and any name may point into the network that
 * newswatch runs in; without this guard a publisher could read what only that network should see (SSRF).
 */

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** RFC 4291 2.4: nothing outside it is global unicast. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * True unless the address is an ordinary one of the public internet (IANA special-purpose registries, RFC 6890). IPv6 forms
 * that carry an IPv4 address (mapped, translated, NAT64, 6to4) are what that address is. No IP address at all counts as private.
 */
export function isPrivateAddress(ip: string): boolean {
  const address = parse(ip);
  if (address === null) return true;
  const carried = carriedIPv4(address);
  if (carried !== null) return carried.range() !== 'unicast';
  if (address.kind() === 'ipv6' && !address.match(GLOBAL_IPV6)) return true;
  return address.range() !== 'unicast';
}

/** Strict: `0x7f.1` and its kin, which a URL has already made plain, are no addresses here. */
function parse(ip: string): Address | null {
  const plain = ip.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  return isIP(plain) === 0 ? null : ipaddr.process(plain);
}

function carriedIPv4(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null;
  const bytes = address.toByteArray();
  const range = address.range();
  // ::ffff:0:a.b.c.d
  if (range === 'rfc6145') return new ipaddr.IPv4(bytes.slice(12));
  // 64:ff9b::a.b.c.d; the rest of the range, 64:ff9b:1::/48, is for local use.
  if (range === 'rfc6052' && bytes[5] === 0) return new ipaddr.IPv4(bytes.slice(12));
  // 2002:aabb:ccdd::
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  return null;
}

/**
 * Whether a host may be asked at an address. `allow` is the setting fetch.allowPrivateNetworks: a host name in the list is
 * allowed wherever it points; a CIDR range or a bare address allows what lies in it.
 */
export function isAllowed(hostname: string, ip: string, allow: boolean | readonly string[]): boolean {
  if (allow === true || !isPrivateAddress(ip)) return true;
  if (allow === false) return false;
  return isNamed(hostname, allow) || allow.some((entry) => contains(entry, ip));
}

/** Whether the list allows the host by its name alone, so that its addresses do not count. */
export const isNamed = (hostname: string, allow: boolean | readonly string[]): boolean =>
  typeof allow !== 'boolean' && allow.some((entry) => bare(entry) === bare(hostname));

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

function contains(entry: string, ip: string): boolean {
  const [base = '', bits] = entry.split('/');
  const range = parse(base);
  const address = parse(ip);
  if (range === null || address === null || range.kind() !== address.kind()) return false;
  const longest = range.kind() === 'ipv4' ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits);
  return Number.isInteger(length) && length >= 0 && length <= longest && address.match(range, length);
}
