import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');

export interface SoakDaemon {
  readonly pid: number;
  readonly origin: string;
  readonly data: string;
  /** Sets its clock ahead by so many ms. */
  setAhead(ms: number): void;
  readonly ended: () => boolean;
  stop(): Promise<number | null>;
}

/** The real program in `folder`, as a process of its own; its log goes to `daemon.log`. */
export async function startDaemon(
  folder: string,
  { feeds, webhook, engine }: { feeds: readonly string[]; webhook: string; engine: 'embedded' | 'redis' },
): Promise<SoakDaemon> {
  const port = await freePort();
  writeFileSync(join(folder, 'feeds.yaml'), feeds.map((url) => `- url: ${url}\n`).join(''));
  writeFileSync(join(folder, 'newswatch.yaml'), configuration(webhook, port));
  const clock = join(folder, 'clock');
  const setAhead = (ms: number): void => writeFileSync(clock, String(ms));
  setAhead(0);
  const { REDIS_URL: redis, ...env } = process.env;
  const log = openSync(join(folder, 'daemon.log'), 'a');
  const child = spawn(
    process.execPath,
    [join(ROOT, 'bin/newswatch.js'), 'run', '--config', join(folder, 'newswatch.yaml')],
    {
      stdio: ['ignore', log, log],
      env: {
        ...env,
        ...(engine === 'redis' ? { REDIS_URL: redis, REDIS_PREFIX: `soak-${process.pid}` } : {}),
        LOG_LEVEL: 'warn',
        SOAK_CLOCK: clock,
        NODE_OPTIONS: `--import=${new URL('clock.ts', import.meta.url).href} --disable-warning=ExperimentalWarning`,
      },
    },
  );
  const origin = `http://127.0.0.1:${port}`;
  await ready(child, origin);
  return {
    pid: child.pid ?? 0,
    origin,
    data: join(folder, 'data'),
    setAhead,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}

const configuration = (webhook: string, port: number): string => `data: data
topics: [${join(ROOT, 'config/topics/us-forces-iraq.yaml')}]
feeds: [feeds.yaml]
poll: { interval: 45m, minInterval: 45m, maxInterval: 55m }
fetch: { allowPrivateNetworks: true, perHost: { delay: 0s } }
keep: { rejectedText: 0s, rejected: 6d }
alerts: [{ name: desk, type: webhook, url: "${webhook}" }]
http: { port: ${port} }
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function ready(child: ChildProcess, origin: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the daemon ended with ${child.exitCode}: see daemon.log`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    await answer?.text();
    if (answer?.ok) return;
    await sleep(200);
  }
}
