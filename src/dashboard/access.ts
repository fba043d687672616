import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { auth as basicAuth } from 'hono/utils/basic-auth';
import type { Attempts } from './attempts.ts';
import type { Credentials } from './credentials.ts';
import { isApi, refuse } from './refuse.ts';

/** Who may pass while a token is set (CONTRACT section 5). */
export interface Access {
  readonly credentials: Credentials;
  readonly attempts: Attempts;
}

export const SESSION_COOKIE = 'newswatch_session';

/** Guards every route that is registered after it: Bearer for programs, Basic for feed readers, a session for browsers. */
export function requireToken({ credentials, attempts }: Access): MiddlewareHandler {
  return async (c, next) => {
    const token = presentedToken(c);
    if (token === undefined) {
      return credentials.isSession(getCookie(c, SESSION_COOKIE) ?? '')
        ? next()
        : challenge(c, 'The token is required.');
    }
    const address = remoteAddress(c);
    const wait = attempts.blockedFor(address);
    if (wait > 0) return tooManyAttempts(c, wait);
    if (credentials.isToken(token)) {
      attempts.succeeded(address);
      return next();
    }
    attempts.failed(address);
    return challenge(c, 'That is not the token.');
  };
}

export const remoteAddress = (c: Context): string => getConnInfo(c).remote.address ?? '';

/** Sets Retry-After; returns the sentence that goes with status 429. */
export function blockedNotice(c: Context, wait: number): string {
  const seconds = Math.ceil(wait / 1_000);
  c.header('Retry-After', String(seconds));
  return `Too many wrong tokens came from your address; try again in ${seconds} s.`;
}

const tooManyAttempts = (c: Context, wait: number): Response | Promise<Response> =>
  refuse(c, 429, 'too-many-attempts', blockedNotice(c, wait));

/** The token in the Authorization header (RFC 6750, RFC 7617: the password, whatever the user name). */
function presentedToken(c: Context): string | undefined {
  const bearer = /^Bearer +(\S.*)$/i.exec(c.req.header('authorization') ?? '');
  return bearer?.[1]?.trimEnd() ?? basicAuth(c.req.raw)?.password;
}

/**
 * Programs are told how to ask, browsers are shown the form. Basic is offered to browsers only where a feed reader may be
 * behind the request: they would put up a box of their own before the form is seen.
 */
function challenge(c: Context, message: string): Response | Promise<Response> {
  const path = c.req.path;
  if (isApi(path)) {
    c.header('WWW-Authenticate', 'Bearer realm="newswatch"');
    return refuse(c, 401, 'unauthorized', `${message} Send it as "Authorization: Bearer …".`);
  }
  const forPrograms = path === '/feed.atom' || path === '/metrics';
  if (!forPrograms && c.req.header('accept')?.includes('text/html') === true) {
    const { pathname, search } = new URL(c.req.url);
    const next = c.req.method === 'GET' && pathname !== '/' ? `?next=${encodeURIComponent(pathname + search)}` : '';
    return c.redirect(`/login${next}`, 303);
  }
  c.header('WWW-Authenticate', 'Basic realm="newswatch", charset="UTF-8", Bearer realm="newswatch"');
  return c.text(`${message}\n`, 401);
}
