import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { openRedisGate } from '../../src/queue/redis-gate.ts';
import { openRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';

test('what Redis noted before its clock was set back holds nobody up', async (t) => {
  const program = programOrSkip(t, 'redis-server');
  if (program === null) return;
  await using server = await openRedis(program);
  const redis = new Redis(server.url);
  t.after(() => redis.disconnect());
  const nextYear = Date.now() + 365 * 86_400_000;
  await redis.set('n:host:news.example:last', nextYear);
  await redis.zadd('n:host:news.example:leases', nextYear, 'of a worker that died');
  const gate = openRedisGate(redis, 'n', { concurrency: 1, delay: 50 });
  const leave = await gate.enter('news.example', AbortSignal.timeout(60_000));
  leave();
  assert.ok(Number(await redis.get('n:host:news.example:last')) < nextYear);
});
