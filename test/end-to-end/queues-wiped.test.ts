import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Redis } from 'ioredis';
import { articlePage } from '../support/article-page.ts';
import { install, type Installation, type RunningDaemon } from '../support/daemon.ts';
import { openRedis, type TestRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';
import { assertAllFoundOnce, matching } from '../support/truth.ts';
import { openWorld, type World } from '../support/world.ts';

const feedsOf = (world: World): string[] => world.publishers.map(({ feed }) => feed.url);
const openNews = (seed: number): Promise<World> =>
  openWorld({ publishers: 3, articlesPer: 6, onTopicShare: 0.5, seed });

/** No page answers before it is let go. `asked` resolves with the first request for one. */
function holdPages(world: World): { readonly asked: Promise<void>; letGo(): void } {
  const first = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  for (const { site, articles, furniture, name } of world.publishers) {
    for (const article of articles) {
      const body = articlePage({ ...article, canonical: article.url, furniture, siteName: name });
      site.page(new URL(article.url).pathname, () => {
        first.resolve();
        return { body, delay: gate.promise };
      });
    }
  }
  return { asked: first.promise, letGo: gate.resolve };
}

async function redisOrSkip(t: TestContext): Promise<TestRedis | null> {
  const program = programOrSkip(t, 'redis-server');
  return program === null ? null : openRedis(program);
}

/** One alert, one file for each matching article. */
async function assertFound(place: Installation, daemon: RunningDaemon, world: World): Promise<void> {
  const titles = matching(world).map(({ title }) => title);
  for (const title of titles) await daemon.event('alert', (event) => event['title'] === title);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  const alerts = daemon.events.filter(({ event, kind }) => event === 'alert' && kind === 'sent');
  assert.deepEqual(alerts.map(({ title }) => String(title)).sort(), titles.toSorted());
  await assertAllFoundOnce(place, world);
}

describe('what the queues lose, the record knows', () => {
  it('FLUSHALL while articles are under way, and a worker that comes only after it', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using world = await openNews(72);
    const pages = holdPages(world);
    const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: redis.url } });
    const daemon = await place.start();
    await pages.asked;
    const client = new Redis(redis.url);
    await client.flushall();
    await daemon.event('restore', ({ queue }) => queue === 'article');
    assert.equal((await client.keys('newswatch:rules:*')).length, 1, 'the rules are there again for it');
    client.disconnect();
    const worker = await place.start('worker');
    pages.letGo();
    await assertFound(place, daemon, world);
    assert.equal((await worker.end('SIGTERM')).code, 0);
  });

  it('Redis killed and started again', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using world = await openNews(73);
    const pages = holdPages(world);
    const place = await install(t, {
      feeds: feedsOf(world),
      config: 'poll: { interval: 2s, minInterval: 1s }\n',
      env: { REDIS_URL: redis.url },
    });
    const daemon = await place.start();
    await pages.asked;
    await redis.kill();
    await daemon.event('redis-away');
    pages.letGo();
    const published = world.publish({ publisher: 1, onTopic: true });
    await redis.start();
    await daemon.event('alert', ({ title }) => title === published.title);
    await assertFound(place, daemon, world);
  });

  it('ends in time while Redis is away, and says once that it is', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await using world = await openNews(76);
    const pages = holdPages(world);
    const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: redis.url } });
    const daemon = await place.start();
    await pages.asked;
    await redis.kill();
    await daemon.event('redis-away');
    const { code, ms } = await daemon.end('SIGTERM');
    assert.equal(code, 0);
    assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    const complaints = daemon.events.filter(({ event }) => event === 'redis-away');
    assert.equal(complaints.length, 1, JSON.stringify(complaints));
    await redis.start();
    const next = await place.start();
    pages.letGo();
    await assertFound(place, next, world);
  });

  it('Redis that comes later than the daemon', async (t) => {
    await using redis = await redisOrSkip(t);
    if (redis === null) return;
    await redis.kill();
    await using world = await openNews(74);
    const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: redis.url } });
    const impatient = place.launch();
    await impatient.event('redis-away');
    const { code, ms } = await impatient.end('SIGTERM');
    assert.equal(code, 0);
    assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    const daemon = place.launch();
    await daemon.event('redis-away');
    await redis.start();
    await assertFound(place, daemon, world);
  });

  for (const file of ['PG_VERSION', 'global/pg_control']) {
    it(`an embedded queue with a damaged ${file}`, async (t) => {
      await using world = await openNews(75);
      const place = await install(t, { feeds: feedsOf(world) });
      const before = await place.start();
      await before.event('match');
      await before.end('SIGKILL');
      const known = [...(await place.files()).values()].map((text) => text.split('\n', 1)[0]);
      await writeFile(join(place.folder, 'data', 'queue', file), Buffer.from('garbage'.repeat(2_000)));
      const daemon = await place.start();
      await daemon.event('queue-damaged');
      for (const { title } of matching(world))
        if (!known.includes(title)) await daemon.event('match', (event) => event['title'] === title);
      assert.equal((await daemon.end('SIGTERM')).code, 0);
      await assertAllFoundOnce(place, world);
    });
  }
});
