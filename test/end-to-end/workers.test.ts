import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Redis } from 'ioredis';
import { articlePage } from '../support/article-page.ts';
import { install, type Installation, type RunningDaemon } from '../support/daemon.ts';
import { openRedis, type TestRedis } from '../support/redis.ts';
import { programOrSkip } from '../support/require.ts';
import { openSite } from '../support/sites.ts';
import { assertAllFoundOnce, matching } from '../support/truth.ts';
import { openWorld, type World } from '../support/world.ts';

const WORKER = 'separate-worker/1.0';
/** Only its own fetch section matters to a worker: what it cannot know of the rest is no mistake. */
const WORKER_CONFIG = `topics: [nowhere.yaml]\nfeeds: [nowhere.yaml]\nfetch: { userAgent: "${WORKER}", allowPrivateNetworks: true, perHost: { delay: 0s } }\nalerts:\n  - { type: webhook, url: "https://127.0.0.1/", secret: "\${NEWSWATCH_TEST_UNSET}" }\n`;

const feedsOf = (world: World): string[] => world.publishers.map(({ feed }) => feed.url);
const openNews = (seed: number): Promise<World> =>
  openWorld({ publishers: 8, articlesPer: 6, onTopicShare: 0.25, seed });

/** `newswatch worker` on a machine of its own: it shares nothing with the coordinator but Redis. */
async function startWorker(t: TestContext, redis: TestRedis): Promise<RunningDaemon> {
  const place = await install(t, { feeds: [], env: { REDIS_URL: redis.url } });
  await writeFile(join(place.folder, 'newswatch.yaml'), WORKER_CONFIG);
  return place.start('worker');
}

const askedByWorker = (world: World): string[] =>
  world.publishers.flatMap(({ site }) =>
    site.requests.filter(({ headers }) => headers['user-agent'] === WORKER).map(({ path }) => path),
  );

/** Pages that never answer the worker, and anyone else at once. The promise resolves when the worker asks for one. */
function withholdFromWorker(world: World): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const never = new Promise<void>(() => undefined);
  for (const { site, articles, furniture, name } of world.publishers) {
    for (const article of articles) {
      const body = articlePage({ ...article, canonical: article.url, furniture, siteName: name });
      site.page(new URL(article.url).pathname, ({ headers }) => {
        if (headers['user-agent'] !== WORKER) return { body };
        resolve();
        return { body, delay: never };
      });
    }
  }
  return promise;
}

async function allRead(daemon: RunningDaemon, world: World): Promise<void> {
  for (const { title } of world.articles)
    await daemon.event('article', (event) => event['title'] === title && event['decision'] !== 'later');
}

async function assertFound(place: Installation, daemon: RunningDaemon, world: World): Promise<void> {
  for (const { title } of matching(world)) await daemon.event('alert', (event) => event['title'] === title);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  await assertAllFoundOnce(place, world);
}

describe('workers', () => {
  it('share the work with the coordinator', async (t) => {
    const program = programOrSkip(t, 'redis-server');
    if (program === null) return;
    await using redis = await openRedis(program);
    await using world = await openNews(61);
    const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: redis.url } });
    const worker = await startWorker(t, redis);
    const daemon = await place.start();
    await allRead(daemon, world);
    const asked = askedByWorker(world);
    const all = world.publishers.flatMap(({ site }) => site.requests).length;
    assert.ok(asked.length > 0 && asked.length < all, `the worker asked ${asked.length} times of ${all}`);
    await assertFound(place, daemon, world);
    assert.equal((await worker.end('SIGINT')).code, 0);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`lose nothing when one ends by ${signal} in the middle of an article`, async (t) => {
      const program = programOrSkip(t, 'redis-server');
      if (program === null) return;
      await using redis = await openRedis(program);
      await using world = await openNews(62);
      const place = await install(t, { feeds: feedsOf(world), env: { REDIS_URL: redis.url } });
      const inTheMiddle = withholdFromWorker(world);
      const worker = await startWorker(t, redis);
      const daemon = await place.start();
      await inTheMiddle;
      const { code, ms } = await worker.end(signal);
      if (signal === 'SIGTERM') {
        assert.equal(code, 0);
        assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
      }
      const ended = performance.now();
      await allRead(daemon, world);
      t.diagnostic(`all was read ${Math.round(performance.now() - ended)} ms after the worker's end`);
      await assertFound(place, daemon, world);
    });
  }

  it('need REDIS_URL', async (t) => {
    const place = await install(t, { feeds: [] });
    const { code, stdout, stderr } = await place.run('worker');
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, /^newswatch: [^\n]*REDIS_URL[^\n]*\n$/);
  });
});

describe('an installation on Redis', () => {
  it('has one coordinator', async (t) => {
    const program = programOrSkip(t, 'redis-server');
    if (program === null) return;
    await using redis = await openRedis(program);
    await using site = await openSite();
    const feed = site.feed('/feed', { format: 'rss' });
    const [first, second] = await Promise.all(
      [1, 2].map(() => install(t, { feeds: [feed.url], env: { REDIS_URL: redis.url } })),
    );
    const daemon = await first?.start();
    const refused = await second?.run('run', '--once');
    assert.equal(refused?.code, 1);
    assert.match(refused.stderr, /^newswatch: [^\n]*REDIS_PREFIX[^\n]*\n$/m);
    const daemonToo = second?.launch('run');
    assert.equal((await daemonToo?.event('exit'))?.['code'], 1, 'a daemon, too');
    await daemon?.end('SIGTERM');
    assert.equal((await second?.run('run', '--once'))?.code, 0, 'the first one has given it free');
  });

  it('never sees the credentials of feeds, which only the coordinator polls', async (t) => {
    const program = programOrSkip(t, 'redis-server');
    if (program === null) return;
    await using redis = await openRedis(program);
    await using site = await openSite();
    const item = { title: 'A known headline', link: site.url('/a'), publishedAt: Date.now() };
    for (const path of ['/token', '/header', '/open'])
      site.feed(path, { format: 'rss', items: [{ ...item, id: path }] });
    const spy = await spyOn(t, redis);
    const place = await install(t, { feeds: [], env: { REDIS_URL: redis.url } });
    await writeFile(
      join(place.folder, 'feeds.yaml'),
      `- { url: "${site.url('/token')}", auth: { type: bearer, token: first-secret } }\n- { url: "${site.url('/header')}", headers: { X-Key: second-secret } }\n- { url: "${site.url('/open')}" }\n`,
    );
    const worker = await startWorker(t, redis);
    assert.equal((await place.run('run', '--once')).code, 0);
    await worker.end('SIGTERM');
    const asked = (path: string) => site.requests.find((request) => request.path === path)?.headers;
    assert.equal(asked('/token')?.authorization, 'Bearer first-secret');
    assert.equal(asked('/header')?.['x-key'], 'second-secret');
    for (const path of ['/token', '/header']) assert.notEqual(asked(path)?.['user-agent'], WORKER);
    const commands = await spy.commands();
    assert.ok(commands.includes('A known headline'), 'outcomes went through Redis');
    assert.ok(!/first-secret|second-secret/.test(commands), 'but no secret did');
  });
});

/** Everything that any client sends to Redis. */
async function spyOn(t: TestContext, { url }: TestRedis): Promise<{ commands(): Promise<string> }> {
  const client = new Redis(url);
  const monitor = await client.monitor();
  t.after(() => {
    monitor.disconnect();
    client.disconnect();
  });
  const seen: string[] = [];
  const last = Promise.withResolvers<void>();
  monitor.on('monitor', (_time: string, args: string[]) => {
    seen.push(args.join(' '));
    if (args[1] === 'that was all') last.resolve();
  });
  return {
    async commands() {
      await client.echo('that was all');
      await last.promise;
      return seen.join('\n');
    },
  };
}
