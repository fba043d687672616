import { createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { messageOf, NewswatchError } from '../errors.ts';
import type { RuleSet } from '../model/topic.ts';
import { bullEvents, bullQueue, bullWorker, type BullBase, type BullQueue } from './bull.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { QUEUE_NAMES, type FinishedListener, type QueueName } from './queues.ts';
import { openRedisGate } from './redis-gate.ts';
import { holdInstallation, type Lease } from './redis-lease.ts';

/** BullMQ on Redis or Valkey. */

/** A worker that died gives its jobs back after this long. */
const LOCK = 3_000;
const RULES_KEPT_S = 7 * 86_400;

export async function openRedisEngine(options: EngineOptions, url: string): Promise<Engine> {
  const { log, redisPrefix: prefix } = options;
  const redis = connect(url, options);
  await untilReady(redis, options.signal);
  const lease = await claim(redis, options);
  const base: BullBase = { connection: redis, prefix, backend: createRedisBackend, lock: LOCK, log };
  const coordinator = options.role === 'coordinator';
  const queues = new Map(coordinator ? QUEUE_NAMES.map((name) => [name, bullQueue(base, name, () => undefined)]) : []);
  const listeners = new Set<FinishedListener>();
  const tell: FinishedListener = (queue, job) => {
    for (const listener of listeners) listener(queue, job);
  };
  const events = coordinator ? QUEUE_NAMES.map((name) => bullEvents(base, name, tell)) : [];
  const rulesKey = (revision: string): string => `${prefix}:rules:${revision}`;
  return {
    kind: 'redis',
    queue: <N extends QueueName>(name: N) => queues.get(name) as unknown as BullQueue<N>,
    work: (name, handler, concurrency) => bullWorker(base, name, handler, concurrency),
    onFinished: (listener) => void listeners.add(listener),
    gate: openRedisGate(redis, prefix, options.perHost),
    rules: {
      publish: async (set) => {
        await redis.set(rulesKey(set.revision), JSON.stringify(set), 'EX', RULES_KEPT_S);
      },
      get: async (revision) => {
        const text = await redis.get(rulesKey(revision));
        return text === null ? undefined : (JSON.parse(text) as RuleSet);
      },
    },
    ping: async () => {
      if (redis.status !== 'ready') throw new NewswatchError('redis-away', 'Redis does not answer', { retry: 'again' });
      await redis.ping();
    },
    async close() {
      await Promise.allSettled(events.map((one) => one.close()));
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await lease?.release();
      redis.disconnect();
    },
  };
}

function connect(url: string, { log }: EngineOptions): Redis {
  if (!/^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new NewswatchError('redis-url', 'REDIS_URL is no redis:// or rediss:// address', {
      remedy: 'write it like redis://localhost:6379',
    });
  }
  // BullMQ asks for maxRetriesPerRequest null: its blocking commands wait for as long as it takes.
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
    lazyConnect: true,
  });
  const host = URL.parse(url)?.host;
  let away = '';
  redis.on('error', (error) => {
    const message = messageOf(error) || 'no connection';
    if (message !== away)
      log.warn({ event: 'redis-away', host, err: message }, `waiting for Redis at ${host}: ${message}`);
    away = message;
  });
  redis.on('ready', () => {
    if (away !== '') log.info({ event: 'redis-back', host }, `Redis at ${host} is back`);
    away = '';
  });
  return redis;
}

async function claim(
  redis: Redis,
  { role, redisPrefix, installation, log }: EngineOptions,
): Promise<Lease | undefined> {
  if (role === 'worker') return undefined;
  try {
    return await holdInstallation(redis, redisPrefix, installation, log);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/** Waits until Redis is there. @throws the signal's reason if it fires first */
async function untilReady(redis: Redis, signal: AbortSignal | undefined): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(signal?.reason as Error);
      if (signal?.aborted) return stop();
      signal?.addEventListener('abort', stop, { once: true });
      redis.once('ready', () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      redis.connect().catch(() => undefined);
    });
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
