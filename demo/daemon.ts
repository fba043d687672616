import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { parseLogLine, type DemoEvent } from './events.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface DemoFolder {
  readonly folder: string;
  readonly config: string;
  readonly corpus: string;
}

/** A temporary folder with a configuration that watches these feeds and tells that webhook. */
export function writeConfiguration(
  feeds: readonly { readonly name: string; readonly feedUrl: string }[],
  webhook: { readonly url: string; readonly secret: string },
): DemoFolder {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-demo-'));
  mkdirSync(join(folder, 'data'));
  const config = {
    data: 'data',
    topics: [join(ROOT, 'config/topics/us-forces-iraq.yaml')],
    feeds: ['feeds.yaml'],
    poll: { interval: '5s', minInterval: '1s', maxInterval: '5s', tick: '* * * * * *' },
    fetch: { perHost: { delay: '0s' }, allowPrivateNetworks: ['127.0.0.0/8'] },
    alerts: [{ type: 'log' }, { type: 'webhook', ...webhook }],
    http: { port: 0 },
  };
  writeFileSync(join(folder, 'newswatch.yaml'), `# Written by the demo.\n${stringify(config)}`);
  const list = feeds.map(({ name, feedUrl }) => ({ url: feedUrl, title: name }));
  writeFileSync(join(folder, 'feeds.yaml'), stringify(list));
  return { folder, config: join(folder, 'newswatch.yaml'), corpus: join(folder, 'data/corpus') };
}

/** The queue's database, 40 MB, is of no use after the end; what the user may want to see stays. */
export const dropQueue = ({ folder }: DemoFolder): void =>
  rmSync(join(folder, 'data/queue'), { recursive: true, force: true });

export interface DaemonProcess extends AsyncDisposable {
  /** Its exit code, once it has ended; 1 where a signal ended it or it could not be started. */
  readonly ended: Promise<number>;
  /** Asks it to end (SIGTERM) and waits until it has. */
  stop(): Promise<number>;
}

/** `newswatch run` in a process of its own, as a user would start it, on the embedded engine. */
export function startDaemon(config: string, onEvent: (event: DemoEvent) => void): DaemonProcess {
  // What the user has set for an installation of their own must not reach this one.
  const foreign = /^(REDIS_|NEWSWATCH_|LOG_LEVEL$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const child = spawn(process.execPath, [join(ROOT, 'bin/newswatch.js'), 'run', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line !== '') onEvent(parseLogLine(line, Date.now()));
  });
  const ended = once(child, 'close').then(
    ([code]) => (typeof code === 'number' ? code : 1),
    () => 1,
  );
  const stop = (): Promise<number> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { ended, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}
