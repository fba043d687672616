import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** What a route of a local site answers. Everything has a default; `headers` has the last word. */
export interface Reply {
  /** 200; 302 where `location` is given. */
  readonly status?: number;
  readonly body?: string | Uint8Array;
  /** Without charset. `text/html` where absent. */
  readonly contentType?: string;
  /** The body is encoded in it and Content-Type names it: `utf-8` (default), `utf-16le`, or a single-byte charset. */
  readonly charset?: string;
  readonly gzip?: boolean;
  /** Target of a redirect, relative or absolute. */
  readonly location?: string;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  /** Milliseconds before the answer, or a promise that holds it back until a test lets go. */
  readonly delay?: number | Promise<unknown>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a reply. Ends quietly if the site closes or the client leaves while it is held back. */
export async function sendReply(response: ServerResponse, reply: Reply, closing: AbortSignal): Promise<void> {
  if (typeof reply.delay === 'number') await sleep(reply.delay, undefined, { signal: closing, ref: false });
  else await reply.delay;
  if (response.destroyed || closing.aborted) return;
  const status = reply.status ?? (reply.location === undefined ? 200 : 302);
  const encoded = encode(reply.body ?? '', reply.charset ?? 'utf-8');
  const body = reply.gzip ? gzipSync(encoded) : encoded;
  const bodyHeaders = {
    'content-type': `${reply.contentType ?? 'text/html'}; charset=${reply.charset ?? 'utf-8'}`,
    'content-length': String(body.length),
    ...(reply.gzip ? { 'content-encoding': 'gzip' } : {}),
  };
  response.writeHead(status, {
    ...(status === 204 || status === 304 ? {} : bodyHeaders),
    ...(reply.location === undefined ? {} : { location: reply.location }),
    ...(reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) }),
    ...reply.headers,
  });
  response.end(status === 204 || status === 304 ? undefined : body);
}

/**
 * Text in a charset. Characters that a single-byte charset lacks become numeric references, as XML and HTML allow.
 * @throws RangeError for a charset that TextDecoder does not know.
 */
export function encode(text: string | Uint8Array, charset: string): Buffer {
  if (typeof text !== 'string') return Buffer.from(text);
  const { encoding } = new TextDecoder(charset);
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  const byteOf = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) byteOf.set(new TextDecoder(charset).decode(Uint8Array.of(byte)), byte);
  return Buffer.concat(
    Array.from(text, (letter) => {
      const byte = byteOf.get(letter);
      return byte === undefined ? Buffer.from(`&#${letter.codePointAt(0)};`, 'latin1') : Buffer.of(byte);
    }),
  );
}

export const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`;

/** RFC 9110, 13.1 and 13.2.2: If-None-Match decides where it is given, If-Modified-Since only without it. */
export function isNotModified(
  headers: IncomingHttpHeaders,
  etag: string | undefined,
  lastModified: number | undefined,
): boolean {
  const known = headers['if-none-match'];
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  if (known !== undefined) return etag !== undefined && known.split(',').some((tag) => bare(tag) === bare(etag));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return lastModified !== undefined && !Number.isNaN(since) && lastModified <= since;
}
