import type { Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { blockedNotice, remoteAddress, SESSION_COOKIE, type Access } from '../access.ts';
import { SESSION_LENGTH } from '../credentials.ts';
import { loginPage } from '../views/login.ts';

/** The form for browsers. Without a token there is nothing to log in to. */
export function loginRoutes(app: Hono, access: Access | null): void {
  app.get('/login', async (c) => {
    const next = ownPath(c.req.query('next'));
    return access === null ? c.redirect(next, 303) : c.html(loginPage({ next }));
  });
  app.post('/login', async (c) => (access === null ? c.redirect('/', 303) : logIn(c, access)));
  app.post('/logout', (c) => {
    deleteCookie(c, SESSION_COOKIE);
    return c.redirect('/login', 303);
  });
}

async function logIn(c: Context, { credentials, attempts }: Access): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const next = ownPath(form.get('next') ?? undefined);
  const address = remoteAddress(c);
  const wait = attempts.blockedFor(address);
  if (wait > 0) return c.html(loginPage({ next, problem: blockedNotice(c, wait) }), 429);
  if (!credentials.isToken(form.get('token') ?? '')) {
    attempts.failed(address);
    c.header('WWW-Authenticate', 'Bearer realm="newswatch"');
    return c.html(loginPage({ next, problem: 'That is not the token.' }), 401);
  }
  attempts.succeeded(address);
  setCookie(c, SESSION_COOKIE, credentials.newSession(), {
    httpOnly: true,
    sameSite: 'Strict',
    // The browser says by which scheme it came; behind a proxy with TLS nobody else knows.
    secure: c.req.header('origin')?.startsWith('https:') === true,
    maxAge: SESSION_LENGTH / 1_000,
  });
  return c.redirect(next, 303);
}

/** The path if it is one of this site, or `/`: nobody is sent elsewhere by a link to the log-in form. */
function ownPath(next: string | undefined): string {
  const here = 'http://here.invalid';
  const url = next?.startsWith('/') === true ? URL.parse(next, here) : null;
  return url === null || url.origin !== here || url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}`;
}
