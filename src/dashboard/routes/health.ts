import type { Hono } from 'hono';
import { sendJson } from '../json.ts';
import { readinessOf, type DashboardParts } from '../parts.ts';

/** The two pages that ask for no token. */
export function healthRoutes(app: Hono, parts: DashboardParts): void {
  /** The process is alive. */
  app.get('/healthz', (c) => c.text('ok'));
  /** Queues and record can be used, and items move. */
  app.get('/readyz', async (c) => {
    const { ready, problems } = await readinessOf(parts);
    return sendJson(c, { ready, problems }, ready ? 200 : 503);
  });
}
