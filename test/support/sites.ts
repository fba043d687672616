import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FEED_TYPES, feedDocument, type FeedFormat, type FeedItem } from './feed-document.ts';
import { etagOf, isNotModified, sendReply, type Reply } from './replies.ts';

/** One request that a site saw, in the order of arrival. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it arrived, ms since 1970. */
  readonly time: number;
  /** What was answered; null while it is held back. */
  status: number | null;
}

/** Answers a request by a reply or its HTML, or, returning nothing, by writing to the response itself. */
export type Handler = (
  request: SeenRequest,
  response: ServerResponse,
) => Reply | string | undefined | Promise<Reply | string | undefined>;

export interface FeedOptions {
  readonly format: FeedFormat;
  readonly items?: readonly FeedItem[];
  readonly title?: string;
  /** Whether answers carry an ETag; true where absent. */
  readonly etag?: boolean;
  /** Whether answers carry Last-Modified; true where absent. */
  readonly lastModified?: boolean;
  /** Headers, gzip, charset, delay for every answer. */
  readonly reply?: Reply;
}

export interface SiteFeed {
  readonly url: string;
  /** Newest first. */
  readonly items: readonly FeedItem[];
  add(...items: FeedItem[]): void;
  /** Answers this instead of the feed, until called with null. */
  answer(reply: Reply | null): void;
}

/** A real HTTP server on a loopback address whose routes are set by hand; 404 where there is none. */
export interface Site extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  url(path: string): string;
  /** Sets or replaces a route. A path without query also answers requests with one; a path with query goes first. */
  page(path: string, content: string | Reply | Handler): void;
  feed(path: string, options: FeedOptions): SiteFeed;
  remove(path: string): void;
  /** Resolves once the path (as sent, query included) has been asked for that many times in all. */
  asked(path: string, times?: number): Promise<void>;
  /** Ends at once; connections are cut. */
  close(): Promise<void>;
}

export async function openSite({ host = '127.0.0.1', port = 0 } = {}): Promise<Site> {
  const routes = new Map<string, Handler>();
  const requests: SeenRequest[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  const closing = new AbortController();
  const server = createServer((incoming, response) => {
    answer(routes, incoming, response, closing.signal, (seen) => {
      requests.push(seen);
      arrivals.emit('request');
    }).catch((error: unknown) => {
      if (closing.signal.aborted || response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(`the handler failed: ${String(error)}`);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;

  const site: Site = {
    origin,
    requests,
    url: (path) => new URL(path, origin).href,
    page: (path, content) => void routes.set(path, typeof content === 'function' ? content : () => content),
    feed: (path, options) => feedRoute(site, path, options),
    remove: (path) => void routes.delete(path),
    async asked(path, times = 1) {
      while (requests.filter((one) => one.path === path).length < times) await once(arrivals, 'request');
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    [Symbol.asyncDispose]: () => site.close(),
  };
  return site;
}

async function answer(
  routes: ReadonlyMap<string, Handler>,
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
  log: (seen: SeenRequest) => void,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const seen: SeenRequest = { method, path, headers, body: await text(incoming), time: Date.now(), status: null };
  log(seen);
  response.once('finish', () => (seen.status = response.statusCode));
  const handler = routes.get(path) ?? routes.get(path.split('?', 1)[0] ?? path);
  const reply = handler === undefined ? { status: 404, body: '<h1>Not found</h1>' } : await handler(seen, response);
  if (reply !== undefined) await sendReply(response, typeof reply === 'string' ? { body: reply } : reply, closing);
}

function feedRoute(site: Site, path: string, options: FeedOptions): SiteFeed {
  const items: FeedItem[] = [...(options.items ?? [])];
  let override: Reply | null = null;
  // Last-Modified counts whole seconds: every change is at least one later, or it could not be told from the last.
  let modified = Math.floor(Date.now() / 1_000) * 1_000;
  const head = { title: options.title ?? `Feed of ${site.origin}`, link: site.url('/'), self: site.url(path) };
  site.page(path, ({ headers }) => {
    if (override !== null) return override;
    const body = feedDocument(options.format, head, items);
    const etag = options.etag === false ? undefined : etagOf(body);
    const lastModified = options.lastModified === false ? undefined : modified;
    const validators = {
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { 'last-modified': new Date(lastModified).toUTCString() }),
    };
    const unchanged = isNotModified(headers, etag, lastModified);
    return {
      contentType: FEED_TYPES[options.format],
      ...options.reply,
      ...(unchanged ? { status: 304 } : { body }),
      headers: { ...validators, ...options.reply?.headers },
    };
  });
  return {
    url: head.self,
    items,
    add(...more) {
      items.unshift(...more);
      modified = Math.max(modified + 1_000, Math.floor(Date.now() / 1_000) * 1_000);
    },
    answer: (reply) => void (override = reply),
  };
}
