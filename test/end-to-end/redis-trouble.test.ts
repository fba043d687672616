import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { install, type LogEvent, type RunningDaemon } from '../support/daemon.ts';
import { openRedis, type TestRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';
import { openProxy } from '../support/tcp.ts';
import { assertAllFoundOnce, matching } from '../support/truth.ts';
import { openWorld, type World } from '../support/world.ts';

const OFTEN = 'poll: { interval: 1s, minInterval: 1s, tick: "* * * * * *" }\n';
const feedsOf = (world: World): string[] => world.publishers.map(({ feed }) => feed.url);
const openNews = (seed: number): Promise<World> =>
  openWorld({ publishers: 2, articlesPer: 2, onTopicShare: 0.5, seed });

async function redisOrSkip(t: TestContext): Promise<TestRedis | null> {
  const program = programOrSkip(t, 'redis-server');
  return program === null ? null : openRedis(program);
}

interface Health {
  readonly alive: number;
  readonly ready: number;
  readonly problems: string;
}

async function health(daemon: RunningDaemon): Promise<Health> {
  const { address } = await daemon.event('http');
  const ask = (page: string): Promise<Response> =>
    fetch(new URL(page, String(address)), { signal: AbortSignal.timeout(20_000) });
  const [alive, ready] = await Promise.all([ask('healthz'), ask('readyz')]);
  const { problems } = (await ready.json()) as { problems: string[] };
  return { alive: alive.status, ready: ready.status, problems: problems.join('\n') };
}

async function untilReady(daemon: RunningDaemon): Promise<void> {
  for (let tries = 0; (await health(daemon)).ready !== 200; tries++) {
    assert.ok(tries < 200, 'not ready again');
    await sleep(100);
  }
}

const times = (events: readonly LogEvent[], kind: string): number =>
  events.filter(({ event }) => event === kind).length;

async function alerted(daemon: RunningDaemon, title: string): Promise<void> {
  await daemon.event('alert', (event) => event['title'] === title);
}

/** One file and one alert for each matching article, also where queues were lost in between. */
async function assertOnce(daemon: RunningDaemon): Promise<void> {
  const sent = daemon.events
    .filter(({ event, kind }) => event === 'alert' && kind === 'sent')
    .map(({ title }) => title);
  assert.equal(new Set(sent).size, sent.length, 'no alert was sent twice');
}

interface Trouble {
  readonly name: string;
  readonly code: string;
  readonly says: RegExp;
  readonly begin: (redis: TestRedis) => unknown;
  readonly end: (redis: TestRedis) => unknown;
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'out of memory',
    code: 'redis-memory',
    says: /out of memory \(maxmemory\)/,
    begin: (redis) => redis.ask('CONFIG', 'SET', 'maxmemory', '1'),
    end: (redis) => redis.ask('CONFIG', 'SET', 'maxmemory', '0'),
  },
  {
    name: 'a primary that has become a replica',
    code: 'redis-read-only',
    says: /read-only replica .*REDIS_URL/,
    begin: (redis) => redis.ask('REPLICAOF', '127.0.0.1', '1'),
    end: (redis) => redis.ask('REPLICAOF', 'NO', 'ONE'),
  },
  {
    name: 'a password that was changed',
    code: 'redis-password',
    says: /password .*REDIS_URL/,
    begin: async (redis) => {
      await redis.ask('CONFIG', 'SET', 'requirepass', 'sesame');
      await redis.ask('CLIENT', 'KILL', 'USER', 'default');
    },
    end: (redis) => redis.ask('CONFIG', 'SET', 'requirepass', ''),
  },
  {
    name: 'rights that were taken away',
    code: 'redis-permission',
    says: /user in REDIS_URL/,
    begin: (redis) => redis.ask('ACL', 'SETUSER', 'default', '-@write', '-@scripting'),
    end: (redis) => redis.ask('ACL', 'SETUSER', 'default', '+@all'),
  },
  {
    name: 'a Redis that hangs',
    code: 'redis-silent',
    says: /does not answer/,
    begin: (redis) => redis.freeze(),
    end: (redis) => redis.thaw(),
  },
  {
    name: 'a Redis whose writes are held up, as for a failover',
    code: 'redis-silent',
    says: /does not answer/,
    begin: (redis) => redis.ask('CLIENT', 'PAUSE', '600000', 'WRITE'),
    end: (redis) => redis.ask('CLIENT', 'UNPAUSE'),
  },
  {
    name: 'a Redis that cannot save to its disk',
    code: 'redis-disk',
    says: /cannot save to its own disk/,
    begin: async (redis) => {
      const [, folder] = (await redis.ask('CONFIG', 'GET', 'dir')) as [string, string];
      await mkdir(join(folder, 'dump.rdb', 'in-the-way'), { recursive: true });
      await redis.ask('CONFIG', 'SET', 'save', '1 1');
    },
    end: (redis) => redis.ask('CONFIG', 'SET', 'save', ''),
  },
];

describe('trouble with Redis in the midst of work', () => {
  it('is noticed, told once, waited for, and costs nothing', { timeout: 600_000 }, async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using world = await openNews(81);
    const place = await install(t, { feeds: feedsOf(world), config: OFTEN, env: { REDIS_URL: redis.url } });
    const worker = await place.start('worker');
    const daemon = await place.start();
    for (const { title } of matching(world)) await alerted(daemon, title);

    for (const { name, code, says, begin, end } of TROUBLES) {
      const before = { away: times(daemon.events, 'redis-away'), back: times(daemon.events, 'redis-back') };
      await begin(redis);
      await daemon.event('redis-away', (event) => event['code'] === code);
      await worker.event('redis-away', (event) => event['code'] === code);
      const meanwhile = world.publish({ publisher: 0, onTopic: true });
      const { alive, ready, problems } = await health(daemon);
      assert.deepEqual({ alive, ready }, { alive: 200, ready: 503 }, name);
      assert.match(problems, says);
      if (code === 'redis-silent') {
        const status = await place.run('status', '--json');
        assert.match((JSON.parse(status.stdout) as { problems: string[] }).problems.join(), says);
      }
      await end(redis);
      await alerted(daemon, meanwhile.title);
      await untilReady(daemon);
      // A connection that breaks on the way into trouble is told of as well.
      assert.ok(times(daemon.events, 'redis-away') - before.away <= 2, `${name} was told of more than once`);
      assert.ok(times(daemon.events, 'redis-back') - before.back <= 2);
    }
    for (const one of [daemon, worker]) {
      const complaints = one.events.filter(({ level, event }) => Number(level) >= 40 && event !== 'restore');
      assert.ok(complaints.length <= TROUBLES.length * 3, JSON.stringify(complaints));
      assert.ok(!one.events.some(({ event }) => event === 'noise'), 'nothing but log lines');
    }
    await redis.ask('FLUSHALL');
    const last = world.publish({ publisher: 1, onTopic: true });
    await redis.ask('FLUSHALL');
    await alerted(daemon, last.title);
    redis.freeze();
    await daemon.event('redis-away', () => times(daemon.events, 'redis-away') > times(daemon.events, 'redis-back'));
    for (const one of [daemon, worker]) {
      const { code, ms } = await one.end('SIGTERM');
      assert.equal(code, 0);
      assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    }
    redis.thaw();
    await assertOnce(daemon);
    await assertAllFoundOnce(place, world);
  });

  it('a connection that is half open is given up, and one that evicts keys is warned of', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await redis.ask('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await using proxy = await openProxy(redis.port);
    await using world = await openNews(82);
    const env = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    const place = await install(t, { feeds: feedsOf(world), config: OFTEN, env });
    const daemon = await place.start();
    assert.match(String((await daemon.event('redis-policy'))['msg']), /noeviction/);
    assert.equal((await health(daemon)).ready, 200, 'it can be used all the same');
    proxy.silence();
    await daemon.event('redis-away', ({ code }) => code === 'redis-silent');
    const meanwhile = world.publish({ publisher: 0, onTopic: true });
    proxy.restore();
    for (const { title } of matching(world)) await alerted(daemon, title);
    await alerted(daemon, meanwhile.title);
    const status = await place.run('status', '--json');
    assert.match((JSON.parse(status.stdout) as { problems: string[] }).problems.join(), /allkeys-lru/);
    assert.equal((await daemon.end('SIGTERM')).code, 0);
    await assertOnce(daemon);
    await assertAllFoundOnce(place, world);
  });
});

describe('trouble with Redis at the start', () => {
  it('a wrong password is told of where the user looks, never shown, and waited for', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await redis.ask('CONFIG', 'SET', 'requirepass', 'right');
    await using world = await openNews(83);
    const env = { REDIS_URL: `redis://:open-sesame@127.0.0.1:${redis.port}` };
    const place = await install(t, { feeds: feedsOf(world), env });
    const once = await place.run('run', '--once');
    assert.equal(once.code, 1);
    assert.match(once.stderr, /^newswatch: Redis at [^\n]*refuses [^\n]*REDIS_URL[^\n]*$/m);
    const daemon = place.launch();
    const away = await daemon.event('redis-away', ({ code }) => code === 'redis-password');
    const { alive, ready, problems } = await health(daemon);
    assert.deepEqual({ alive, ready }, { alive: 200, ready: 503 });
    assert.match(problems, /refuses .*REDIS_URL/);
    const status = await place.run('status');
    assert.match(status.stdout, /refuses .*REDIS_URL/);
    for (const text of [once.stderr, problems, status.stdout, JSON.stringify([away, daemon.events])])
      assert.ok(!text.includes('open-sesame'), text);
    await redis.ask('CONFIG', 'SET', 'requirepass', 'open-sesame');
    for (const { title } of matching(world)) await alerted(daemon, title);
    assert.equal((await daemon.end('SIGTERM')).code, 0);
    await assertAllFoundOnce(place, world);
  });

  it('a round does not wait for ever for a Redis that is away', async (t) => {
    await using world = await openNews(85);
    const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const { code, stderr } = await place.run('run', '--once');
    assert.equal(code, 1);
    assert.match(stderr, /^newswatch: Redis at 127\.0\.0\.1:1 [^\n]*REDIS_URL[^\n]*$/m);
    assert.doesNotMatch(stderr, /^newswatch: .*goes on when/m);
  });

  it('a Redis that accepts and never answers ends a stop no later', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using proxy = await openProxy(redis.port);
    proxy.silence();
    await using world = await openNews(84);
    const place = await install(t, {
      feeds: feedsOf(world),
      env: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` },
    });
    for (const daemon of [place.launch(), place.launch('worker')]) {
      await daemon.event('redis-away', ({ code }) => code === 'redis-silent');
      const { code, ms } = await daemon.end('SIGTERM');
      assert.equal(code, 0);
      assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    }
  });
});

describe('an installation that another coordinator has taken', () => {
  it('is stood by for, and gone on with once it is free', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using proxy = await openProxy(redis.port);
    await using world = await openNews(85);
    await using other = await openNews(86);
    const first = await install(t, {
      feeds: feedsOf(world),
      config: OFTEN,
      env: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` },
    });
    const second = await install(t, { feeds: feedsOf(other), config: OFTEN, env: { REDIS_URL: redis.url } });
    const [cutOff, taker] = [await first.start(), second];
    for (const { title } of matching(world)) await alerted(cutOff, title);
    proxy.silence();
    await cutOff.event('redis-away');
    // As if it had been away for longer than its lease.
    await redis.ask('DEL', 'newswatch:coordinator');
    const now = await taker.start();
    for (const { title } of matching(other)) await alerted(now, title);
    proxy.restore();
    await cutOff.event('lease-lost');
    const { ready, problems } = await health(cutOff);
    assert.equal(ready, 503);
    assert.match(problems, /another newswatch coordinates .*REDIS_PREFIX/);
    const polled = world.publishers[0]?.site.requests.length;
    const theirs = other.publish({ publisher: 0, onTopic: true });
    const ours = world.publish({ publisher: 0, onTopic: true });
    await alerted(now, theirs.title);
    assert.equal(world.publishers[0]?.site.requests.length, polled, 'it plans nothing meanwhile');
    assert.equal((await now.end('SIGTERM')).code, 0);
    await alerted(cutOff, ours.title);
    await untilReady(cutOff);
    assert.equal((await cutOff.end('SIGTERM')).code, 0);
    for (const daemon of [cutOff, now]) await assertOnce(daemon);
    await assertAllFoundOnce(first, world);
    await assertAllFoundOnce(second, other);
  });
});
