import type { Hono } from 'hono';
import { sendJson } from '../json.ts';
import { matchQuery } from '../match-query.ts';
import { statusOf, type DashboardParts } from '../parts.ts';
import { publicFeed, publicMatch, publicStatus } from '../public.ts';

/** For programs. Times are ISO 8601 in UTC. */
export function apiRoutes(app: Hono, parts: DashboardParts): void {
  const { reports, now } = parts;
  app.get('/api/matches', (c) => {
    const { matches, next } = reports.matches(matchQuery(c.req.query(), now()));
    return sendJson(c, { matches: matches.map(publicMatch), next });
  });
  app.get('/api/feeds', async (c) => {
    const { feeds } = await statusOf(parts);
    return sendJson(c, { feeds: feeds.map((feed) => publicFeed(feed, now())) });
  });
  app.get('/api/status', async (c) => sendJson(c, publicStatus(await statusOf(parts), now())));
}
