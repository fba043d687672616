import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext } from 'node:test';
import { silentLog } from '../../src/log.ts';
import type { Engine, EngineOptions } from '../../src/queue/engine.ts';
import { openEngine } from '../../src/queue/open-engine.ts';
import { openRedis, type TestRedis } from './redis.ts';
import { programOrSkip } from './require.ts';

/** One suite, both engines: the Redis half is skipped, visibly, where no redis-server is found. */
export interface EngineUnderTest {
  readonly kind: 'embedded' | 'redis';
  /** What a child process must have in its environment to use this engine. */
  env(t: TestContext): Promise<{ [name: string]: string } | null>;
  open(t: TestContext, options?: Partial<EngineOptions>): Promise<Engine | null>;
}

export function onBothEngines(name: string, suite: (engine: EngineUnderTest) => void): void {
  describe(`${name} on the embedded engine`, () => suite(embedded));
  describe(`${name} on Redis`, () => suite(redis));
}

const DEFAULTS = { role: 'coordinator', installation: 'test', perHost: { concurrency: 1, delay: 0 } } as const;

async function temporary(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const embedded: EngineUnderTest = {
  kind: 'embedded',
  env: async () => ({}),
  async open(t, options = {}) {
    const folder = join(await temporary(t), 'queue');
    const engine = await openEngine({
      ...DEFAULTS,
      folder,
      redisUrl: undefined,
      redisPrefix: 'newswatch',
      log: silentLog(),
      ...options,
    });
    t.after(() => engine.close());
    await engine.usable({ once: true });
    return engine;
  },
};

/** One server for the whole test process; every user of it has a prefix of its own. */
let server: Promise<TestRedis> | undefined;

async function redisUrl(t: TestContext): Promise<string | null> {
  const program = programOrSkip(t, 'redis-server');
  if (program === null) return null;
  server ??= openRedis(program).then((started) => {
    process.once('exit', () => void started.kill());
    return started;
  });
  return (await server).url;
}

export const closeRedis = async (): Promise<void> => {
  await (await server)?.[Symbol.asyncDispose]();
  server = undefined;
};

export const redis: EngineUnderTest = {
  kind: 'redis',
  async env(t) {
    const url = await redisUrl(t);
    return url === null ? null : { REDIS_URL: url, REDIS_PREFIX: `test-${randomUUID()}` };
  },
  async open(t, options = {}) {
    const url = await redisUrl(t);
    if (url === null) return null;
    const engine = await openEngine({
      ...DEFAULTS,
      folder: '',
      redisUrl: url,
      redisPrefix: `test-${randomUUID()}`,
      log: silentLog(),
      ...options,
    });
    t.after(() => engine.close());
    await engine.usable({ once: true });
    return engine;
  },
};
