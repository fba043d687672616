import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import { atomFeed } from '../atom.ts';
import type { DashboardParts } from '../parts.ts';
import { publicMatch } from '../public.ts';

const ENTRIES = 50;

export function atomRoute(app: Hono, { reports, now }: DashboardParts): void {
  const openedAt = now();
  app.get('/feed.atom', etag(), (c) => {
    const { matches } = reports.matches({ limit: ENTRIES });
    const { origin } = new URL(c.req.url);
    return c.body(atomFeed(matches.map(publicMatch), { origin, updated: openedAt }), 200, {
      'Content-Type': 'application/atom+xml; charset=UTF-8',
      'Cache-Control': 'private, no-cache',
    });
  });
}
