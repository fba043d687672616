import assert from 'node:assert/strict';
import { it } from 'node:test';
import { install, type LogEvent, type RunningDaemon } from '../support/daemon.ts';
import { openHostileZoo } from '../support/hostile-zoo.ts';
import { openSite } from '../support/sites.ts';
import { watchProcess } from '../support/watch-process.ts';
import { openWorld } from '../support/world.ts';

/** A few of each kind; all of them: `npm run bench -- bombs`. */
const SOME =
  /^feed: (endless body|endless gzip|gzip bomb without|brotli bomb|billion laughs|feed of 20|200,000 different|JSON objects)|^page: (endless chunk ext|gzip in gzip|silence|300,000 nested|28,000 paragraphs|4.9 MB of <|a paragraph of 4.9 MB of)/;

const MOST_MB = 700;
const MOST_MS = 1_000;
const MOST_READ = 64_000_000;

/** Waits for an event of the kind for each of the names. */
async function all(
  daemon: RunningDaemon,
  kind: string,
  names: readonly string[],
  nameOf: (event: LogEvent) => unknown,
): Promise<void> {
  for (const name of names) {
    await daemon
      .event(kind, (event) => nameOf(event) === name)
      .catch((error: unknown) => {
        throw new Error(`no ${kind} of ${name} in time`, { cause: error });
      });
  }
}

it('hosts that mean harm cost a failed result each, and nobody else anything', { timeout: 600_000 }, async (t) => {
  await using zoo = await openHostileZoo(SOME);
  await using world = await openWorld({ publishers: 2, articlesPer: 6, onTopicShare: 0.5 });
  await using carrier = await openSite();
  const items = [...zoo.pages].map(([name, url]) => ({ title: `U.S. troops in Iraq and ${name}`, link: url }));
  const pages = carrier.feed('/feed', { format: 'rss', items });
  const feeds = [...zoo.feeds.values(), pages.url, ...world.publishers.map(({ feed }) => feed.url)];
  const place = await install(t, { feeds });
  const daemon = await place.start();
  await using watched = await watchProcess(daemon.child.pid ?? 0, String((await daemon.event('http'))['address']));
  const articles = world.articles.filter(({ onTopic }) => onTopic).map(({ url }) => new URL(url).pathname);
  await all(daemon, 'match', articles, ({ url }) => URL.parse(String(url))?.pathname);
  await all(daemon, 'poll', [...zoo.feeds.values()], ({ feedUrl }) => feedUrl);
  await all(daemon, 'article', [...zoo.pages.values()], ({ url }) => url);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  for (const [name, { most, asked }] of await zoo.counts()) {
    assert.ok(asked > 0, `${name} was asked`);
    assert.ok(most < MOST_READ, `${name} sent ${most} bytes`);
  }
  assert.ok(watched.peakMb() < MOST_MB, `${watched.peakMb()} MB`);
  assert.ok(watched.answers() > 10);
  assert.ok(watched.slowestMs() < MOST_MS, `${watched.slowestMs()} ms`);
  t.diagnostic(`peak ${watched.peakMb()} MB, slowest /healthz ${watched.slowestMs()} ms of ${watched.answers()}`);
});
