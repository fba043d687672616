import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './tcp.ts';

/** A real Redis of our own on a free loopback port, append-only file on, gone at the end. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** SIGKILL, as the power grid does it. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder; with further arguments where given. */
  start(...args: string[]): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Sends one command over a connection of its own. */
  ask(...command: string[]): Promise<unknown>;
}

export async function openRedis(program: string, ...options: string[]): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  let admin: Redis | undefined;
  const start = async (...args: string[]): Promise<void> => {
    const started = spawn(program, [...argumentsOf(port, folder), ...options, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    for await (const chunk of started.stdout.iterator({ destroyOnReturn: false }))
      if (String(chunk).includes('Ready to accept connections')) break;
    started.stdout.resume();
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    child = undefined;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async ask(...[name = '', ...args]) {
      admin ??= new Redis(port, '127.0.0.1', { username: 'admin', password: 'admin' }).on('error', () => undefined);
      return admin.call(name, ...args);
    },
    async [Symbol.asyncDispose]() {
      admin?.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A user `admin` of the test's own, so that it gets in whatever is done to the one that newswatch uses. */
const argumentsOf = (port: number, folder: string): string[] =>
  [
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
    ['--user', 'admin', 'on', '>admin', '~*', '&*', '+@all'],
  ].flat();
