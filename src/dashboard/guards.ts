import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { refuse } from './refuse.ts';

/** What every answer carries, and what no request may do. */

/** Nothing but our own style sheet and the icon in the page itself; no script, no frame, no other site. */
export const answerHeaders = (): MiddlewareHandler[] => [
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // Not no-referrer: a browser would then hide the Origin of our own forms, by which they are told from others'.
    referrerPolicy: 'same-origin',
    // Only of use behind TLS, where the proxy sets it; over plain HTTP browsers complain about the other two.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  }),
  async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  },
];

const LARGEST_FORM = 8_192;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that changes something is a small form, and comes from our own pages or from a program. */
export const guardChanges: MiddlewareHandler = async (c, next) => {
  if (READING.has(c.req.method)) return next();
  if (comesFromElsewhere(c)) {
    return refuse(c, 403, 'cross-site', 'Another site sent this request; it was not carried out.');
  }
  if (c.req.header('transfer-encoding') !== undefined) {
    return refuse(c, 411, 'length-required', 'The request must say beforehand how long it is (Content-Length).');
  }
  if (Number(c.req.header('content-length') ?? 0) > LARGEST_FORM) {
    return refuse(c, 413, 'too-large', `The request is longer than ${LARGEST_FORM} bytes.`);
  }
  return next();
};

/** Browsers say where a form comes from (Fetch Metadata; Origin where that is missing); programs say nothing. */
function comesFromElsewhere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && URL.parse(origin)?.host !== new URL(c.req.url).host;
}
