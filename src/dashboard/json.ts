import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { jsonLine } from '../model/plain.ts';

/** As hono's `c.json`, but fit for the terminal of whoever asks with curl. */
export const sendJson = (c: Context, value: unknown, status: ContentfulStatusCode = 200): Response =>
  c.body(jsonLine(value), status, { 'Content-Type': 'application/json' });
