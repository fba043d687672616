import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { sendJson } from './json.ts';
import { errorPage } from './views/error-page.ts';

/** Programs ask below /api; they are answered in JSON, also when something is wrong. */
export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** An answer that says no: `{error:{code,message}}` below /api, a page elsewhere. */
export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  message: string,
): Response | Promise<Response> {
  if (isApi(c.req.path)) return sendJson(c, { error: { code, message } }, status);
  return c.html(errorPage(status, message), status);
}
