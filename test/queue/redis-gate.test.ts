import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { openRedisGate } from '../../src/queue/redis-gate.ts';
import { openRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';

/** A Redis that is in no trouble. */
const linkTo = (redis: Redis): Parameters<typeof openRedisGate>[0] => ({ redis, patiently: (work) => work() });

test('what Redis noted before its clock was set back holds nobody up', async (t) => {
  const program = programOrSkip(t, 'redis-server');
  if (program === null) return;
  await using server = await openRedis(program);
  const redis = new Redis(server.url);
  const nextYear = Date.now() + 365 * 86_400_000;
  await redis.set('n:host:news.example:last', nextYear);
  await redis.zadd('n:host:news.example:leases', nextYear, 'of a worker that died');
  const gate = openRedisGate(linkTo(redis), 'n', { concurrency: 1, delay: 50 });
  const leave = await gate.enter('news.example', AbortSignal.timeout(60_000));
  leave();
  assert.ok(Number(await redis.get('n:host:news.example:last')) < nextYear);
  await redis.quit();
});

test('several workers keep their distance at one host, and do not wait for each other at two', async (t) => {
  const program = programOrSkip(t, 'redis-server');
  if (program === null) return;
  await using server = await openRedis(program);
  const workers = [1, 2, 3].map(() => new Redis(server.url));
  const never = new AbortController().signal;
  const starts: number[] = [];
  const hold = async (redis: Redis): Promise<void> => {
    const leave = await openRedisGate(linkTo(redis), 'n', { concurrency: 1, delay: 100 }).enter(
      'www.news.example',
      never,
    );
    // Nobody else can have come in meanwhile: what Redis noted is our own start.
    starts.push(Number(await redis.get('n:host:www.news.example:last')));
    leave();
  };
  const [first] = workers;
  const elsewhere = first && openRedisGate(linkTo(first), 'n', { concurrency: 1, delay: 60_000 });
  (await elsewhere?.enter('news.example', never))?.();
  await Promise.all([...workers, ...workers].map(hold));
  starts.sort((a, b) => a - b);
  assert.equal(starts.length, 6);
  const waits = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  assert.ok(
    waits.every((wait) => wait >= 100),
    `${waits.join(', ')} ms`,
  );
  await Promise.all(workers.map((redis) => redis.quit()));
});
