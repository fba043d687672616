import { BlockList, isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { refuse } from './refuse.ts';

/** Where the dashboard listens, and under which names it may be asked for. */

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** The host of `http.host` without the brackets that an IPv6 address may be written in. */
export const bareHost = (host: string): string => host.trim().replace(/^\[(.*)\]$/, '$1');

/** True for addresses that only this machine reaches. Other names than localhost may resolve to anything. */
export function isLoopback(host: string): boolean {
  const bare = bareHost(host).toLowerCase();
  const version = isIP(bare);
  return version === 0 ? bare === 'localhost' : LOOPBACK.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Bound to loopback, only requests that ask for this machine by its own names are answered: a web page whose name was
 * rebound to 127.0.0.1 asks for its own. On other addresses the token guards, and any name may lead here.
 */
export function onlyOwnNames(host: string): MiddlewareHandler {
  const bare = bareHost(host).toLowerCase();
  const names = new Set(['localhost', '127.0.0.1', '[::1]', isIP(bare) === 6 ? `[${bare}]` : bare]);
  const anyName = !isLoopback(host);
  return async (c, next) => {
    const hosts = hostLines(c);
    // RFC 9112, 3.2: or a proxy may go by the one and we by the other.
    if (hosts.length > 1) return refuse(c, 400, 'two-hosts', 'The request names more than one host.');
    const asked = [c.req.url, ...hosts.map((one) => `http://${one}`)].map((one) => URL.parse(one)?.hostname ?? '');
    if (anyName || asked.every((one) => names.has(one))) return next();
    return refuse(
      c,
      421,
      'wrong-host',
      'This address is not answered under that name; ask for 127.0.0.1 or localhost.',
    );
  };
}

/** Every Host line: Node keeps the first one only. */
function hostLines(c: Context): string[] {
  const { rawHeaders } = (c.env as HttpBindings).incoming;
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
}
