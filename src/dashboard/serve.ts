import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { messageOf, NewswatchError } from '../errors.ts';
import { dashboardApp } from './app.ts';
import { bareHost, isLoopback } from './hosts.ts';
import type { DashboardParts } from './parts.ts';

export interface Dashboard {
  /** `http://127.0.0.1:8787`, with the real port. */
  readonly address: string;
  /** Ends at once, also while requests are under way. */
  close(): Promise<void>;
}

/** @throws NewswatchError `http-token` if others than this machine could reach the dashboard and nothing would stop them. */
export function checkHttpSettings({ host, token }: Pick<DashboardParts['settings'], 'host' | 'token'>): void {
  if (token !== null || isLoopback(host)) return;
  throw new NewswatchError(
    'http-token',
    `http.host is ${host}, which other machines can reach, and http.token is empty`,
    {
      remedy: 'set http.token, or set http.host to 127.0.0.1',
    },
  );
}

/** Against clients that send slowly, much, or never stop (milliseconds, bytes). */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
} as const;
const MAX_CONNECTIONS = 256;

/** @throws NewswatchError `http-token`, `http-port`, `http-host` */
export async function serveDashboard(parts: DashboardParts): Promise<Dashboard> {
  const { settings, log } = parts;
  checkHttpSettings(settings);
  const server = createAdaptorServer({
    fetch: dashboardApp(parts).fetch,
    // The process has other users of Request and Response.
    overrideGlobalObjects: false,
    serverOptions: LIMITS,
  }) as Server;
  server.maxConnections = MAX_CONNECTIONS;
  await listen(server, settings);
  server.on('error', (error) => log.error({ err: error }, 'the dashboard has trouble'));
  const { address, family, port } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, { host, port }: DashboardParts['settings']): Promise<void> {
  server.listen(port, bareHost(host));
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
      throw new NewswatchError('http-port', `port ${port} on ${host} ${why}`, {
        remedy: 'free it or choose another http.port',
        cause: error,
      });
    }
    throw new NewswatchError('http-host', `http.host is ${host}, where nothing can listen (${messageOf(error)})`, {
      remedy: 'choose an address of this machine',
      cause: error,
    });
  }
}
