import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, on, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

/** The real program in a folder of its own, as a user runs it. */
export interface Installation {
  readonly folder: string;
  readonly corpus: string;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Starts `newswatch run` (or another long-running command). */
  launch(...args: string[]): RunningDaemon;
  /** Starts it and waits until it is ready. */
  start(...args: string[]): Promise<RunningDaemon>;
  /** File name → text of the corpus. */
  files(): Promise<Map<string, string>>;
  manifest(): Promise<{ file: string; title: string; url: string }[]>;
}

export interface RunningDaemon {
  readonly child: ChildProcess;
  readonly events: readonly LogEvent[];
  /** The next event of that kind, or one that came already, for which `when` holds. */
  event(kind: string, when?: (event: LogEvent) => boolean): Promise<LogEvent>;
  /** Sends the signal and returns how it ended. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

export interface LogEvent {
  readonly event?: string;
  readonly [field: string]: unknown;
}

const PROGRAM = resolve(import.meta.dirname, '../../bin/newswatch.js');
const TOPIC = resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml');

export async function install(
  t: TestContext,
  { feeds, config = '', env = {} }: { feeds: readonly string[]; config?: string; env?: { [name: string]: string } },
): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-e2e-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await writeFile(join(folder, 'feeds.yaml'), feeds.map((url) => `- url: ${url}\n`).join(''));
  await writeFile(
    join(folder, 'newswatch.yaml'),
    `data: data\ntopics: [${TOPIC}]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\nfetch: { allowPrivateNetworks: true, perHost: { delay: 0s } }\n${config}`,
  );
  const launch = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...args, '--config', join(folder, 'newswatch.yaml')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...withoutRedis(process.env), LOG_LEVEL: 'info', ...env },
    });
  const watched = (...args: string[]): RunningDaemon => follow(launch(args.length > 0 ? args : ['run']), t);
  const corpus = join(folder, 'data', 'corpus');
  return {
    folder,
    corpus,
    async run(...args) {
      const child = launch(args);
      const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, stdout: await stdout, stderr: await stderr };
    },
    launch: watched,
    async start(...args) {
      const daemon = watched(...args);
      await daemon.event('ready');
      return daemon;
    },
    async files() {
      const names = (await readdir(corpus).catch((): string[] => [])).toSorted((a, b) => a.localeCompare(b));
      return new Map(
        await Promise.all(names.map(async (name) => [name, await readFile(join(corpus, name), 'utf8')] as const)),
      );
    },
    async manifest() {
      const text = await readFile(join(folder, 'data', 'corpus.jsonl'), 'utf8');
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { file: string; title: string; url: string });
    },
  };
}

function withoutRedis(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { REDIS_URL: _url, REDIS_PREFIX: _prefix, ...rest } = env;
  return rest;
}

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  if (stream !== null) for await (const chunk of stream) text += String(chunk);
  return text;
}

function follow(child: ChildProcess, t: TestContext): RunningDaemon {
  const events: LogEvent[] = [];
  const bus = new EventEmitter().setMaxListeners(0);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if (child.stderr === null) throw new Error('no stderr');
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = parse(line);
    events.push(event);
    bus.emit('event', event);
  });
  void ended.then(([code]) => bus.emit('event', { event: 'exit', code }));
  t.after(() => child.kill('SIGKILL'));
  return {
    child,
    events,
    async event(kind, when = () => true) {
      const known = events.find((event) => event.event === kind && when(event));
      if (known !== undefined) return known;
      for await (const [event] of on(bus, 'event', { signal: AbortSignal.timeout(60_000) }) as AsyncIterable<
        [LogEvent]
      >) {
        if (event.event === kind && when(event)) return event;
        if (event.event === 'exit')
          throw new Error(`it ended with ${String(event['code'])}: ${JSON.stringify(events.slice(-5))}`);
      }
      throw new Error('unreachable');
    },
    async end(signal) {
      const asked = performance.now();
      child.kill(signal);
      const [code] = await ended;
      return { code, ms: performance.now() - asked };
    },
  };
}

function parse(line: string): LogEvent {
  try {
    return JSON.parse(line) as LogEvent;
  } catch {
    return { event: 'noise', line };
  }
}
