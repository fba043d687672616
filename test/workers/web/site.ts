import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { HostGate } from '../../../src/queue/host-gate.ts';
import { openMemoryGate } from '../../../src/queue/memory-gate.ts';
import type { FetchSettings } from '../../../src/settings/settings.ts';
import { openFetcher, type Fetcher } from '../../../workers/web/fetch.ts';
import type { GetOptions } from '../../../workers/web/fetched.ts';

/** A real server on loopback that remembers what it was asked. Ends with the test. */
export interface Site {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
  readonly server: Server;
}

export async function startSite(t: TestContext, answer: RequestListener, address = '127.0.0.1'): Promise<Site> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, address);
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const host = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  return { url: `http://${host}`, host, port, requests, server };
}

/** A site of fixed answers by path: a text is a page, a pair is a redirect. Anything else is 404. */
export const pages =
  (answers: Readonly<Record<string, string | readonly [status: number, location: string]>>): RequestListener =>
  (request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end('no such page');
    else if (typeof answer === 'string') response.end(answer);
    else response.writeHead(answer[0], { location: answer[1] }).end('moved');
  };

export const fetchSettings = (changes: Partial<FetchSettings> = {}): FetchSettings => ({
  userAgent: 'newswatch/0 (+https://example.org)',
  timeout: 20_000,
  maxFeedBytes: 10_000_000,
  maxPageBytes: 5_000_000,
  concurrency: 32,
  perHost: { concurrency: 1, delay: 0 },
  robots: true,
  ports: 'any',
  proxy: null,
  allowPrivateNetworks: true,
  ...changes,
});

export function startFetcher(t: TestContext, changes: Partial<FetchSettings> = {}, gate?: HostGate): Fetcher {
  const settings = fetchSettings(changes);
  const fetcher = openFetcher(settings, gate ?? openMemoryGate(settings.perHost));
  t.after(() => fetcher.close());
  return fetcher;
}

export const page = (options: Partial<GetOptions> = {}): GetOptions => ({
  maxBytes: 1_000_000,
  limitName: 'fetch.maxPageBytes',
  ...options,
});
