import type { Hono } from 'hono';
import { openMetrics } from '../metrics.ts';
import { statusOf, type DashboardParts } from '../parts.ts';

export function metricsRoute(app: Hono, parts: DashboardParts): void {
  const metrics = openMetrics();
  app.get('/metrics', async (c) => {
    const text = await metrics.render(await statusOf(parts), parts.tally, parts.now());
    return c.body(text, 200, { 'Content-Type': metrics.contentType });
  });
}
