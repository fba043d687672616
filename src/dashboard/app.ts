import { Hono, type Context } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { NewswatchError } from '../errors.ts';
import { requireToken, type Access } from './access.ts';
import { openAttempts } from './attempts.ts';
import { openCredentials } from './credentials.ts';
import { answerHeaders, guardChanges } from './guards.ts';
import { onlyOwnNames } from './hosts.ts';
import type { DashboardParts } from './parts.ts';
import { refuse } from './refuse.ts';
import { apiRoutes } from './routes/api.ts';
import { atomRoute } from './routes/atom.ts';
import { healthRoutes } from './routes/health.ts';
import { loginRoutes } from './routes/login.ts';
import { metricsRoute } from './routes/metrics.ts';
import { pageRoutes } from './routes/pages.ts';
import { STYLE } from './views/style.ts';

/**
 * The HTTP surface (CONTRACT section 5). The order is the guard: what is registered after `requireToken` is behind it.
 * Before it stand only the two health pages, the log-in form, and the style sheet that the form needs.
 */
export function dashboardApp(parts: DashboardParts): Hono {
  const { settings, now } = parts;
  const access: Access | null =
    settings.token === null ? null : { credentials: openCredentials(settings.token, now), attempts: openAttempts(now) };
  const app = new Hono();
  app.use(...answerHeaders());
  app.use(onlyOwnNames(settings.host));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed(c, methods) {
        c.header('Allow', methods.join(', '));
        return refuse(c, 405, 'wrong-method', `${c.req.method} does nothing here.`);
      },
    }),
  );
  app.use(guardChanges);
  app.notFound((c) => refuse(c, 404, 'not-found', 'There is nothing here.'));
  app.onError((error, c) => answerError(parts, error, c));

  healthRoutes(app, parts);
  loginRoutes(app, access);
  app.get('/style.css', (c) =>
    c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=UTF-8', 'Cache-Control': 'public, max-age=86400' }),
  );
  if (access !== null) app.use(requireToken(access));
  apiRoutes(app, parts);
  atomRoute(app, parts);
  metricsRoute(app, parts);
  pageRoutes(app, parts);
  return app;
}

const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'bad-parameter': 400,
  'bad-cursor': 400,
  'unknown-id': 404,
  'no-text': 409,
  'status-unavailable': 503,
};

/** Foreseen trouble is told; anything else is for the log. */
function answerError({ log }: DashboardParts, error: Error, c: Context): Response | Promise<Response> {
  const status = error instanceof NewswatchError ? (STATUS[error.code] ?? 500) : 500;
  if (status === 500) log.error({ err: error, path: c.req.path }, 'a request to the dashboard failed');
  if (error instanceof NewswatchError) return refuse(c, status, error.code, error.line);
  return refuse(c, status, 'internal', 'Something went wrong; the log says what.');
}
