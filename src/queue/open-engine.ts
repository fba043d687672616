import type { Engine, EngineOptions } from './engine.ts';

/** Does not wait for a Redis: see {@link Engine.usable}. @throws NewswatchError `redis-url`, `engine` */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  if (options.redisUrl === undefined) {
    const { openEmbeddedEngine } = await import('./embedded.ts');
    return openEmbeddedEngine(options);
  }
  const { openRedisEngine } = await import('./redis.ts');
  return openRedisEngine(options, options.redisUrl);
}
