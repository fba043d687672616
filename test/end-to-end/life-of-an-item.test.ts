import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { install } from '../support/daemon.ts';
import { closeRedis, onBothEngines } from '../support/engines.ts';
import { openSite, type Site } from '../support/sites.ts';
import { openWorld, type World } from '../support/world.ts';

const byText = (a: string, b: string): number => a.localeCompare(b);
const feedsOf = (world: World): string[] => world.publishers.map(({ feed }) => feed.url);
const feedRequests = (world: World): number[] => world.publishers.map(({ site }) => site.requests.length);

/** The corpus against the truth: every matching article exactly once, in the form that the contract gives. */
function assertCorpus(files: Map<string, string>, world: World, first = 0): void {
  const truth = world.articles.filter(({ onTopic }) => onTopic);
  assert.deepEqual(
    [...files.values()].map((text) => text.split('\n', 1)[0] ?? '').toSorted(byText),
    truth.map(({ title }) => title).toSorted(byText),
  );
  for (const [index, [name, text]] of [...files].entries()) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    assert.equal(name, `${String(first + index).padStart(3, '0')}_${hash}.txt`);
    const story = truth.find(({ title }) => text.startsWith(`${title}\n\n`));
    for (const paragraph of story?.paragraphs ?? []) assert.ok(text.includes(paragraph), `${name} lacks a paragraph`);
  }
}

onBothEngines('the life of an item', (engine) => {
  after(closeRedis);

  it('polls every feed once, finds every article exactly once, and the second round finds nothing to do', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 6, articlesPer: 10, onTopicShare: 0.3, seed: 11 });
    const place = await install(t, { feeds: feedsOf(world), env });

    const first = await place.run('run', '--once', '--json');
    assert.equal(first.code, 0, first.stderr);
    assert.deepEqual(JSON.parse(first.stdout), {
      feeds: { polled: 6, unchanged: 0, failed: 0, skipped: 0 },
      items: { new: 60, stale: 0, duplicate: 0 },
      articles: { fetched: 60, failed: 0, skipped: 0 },
      matches: 18,
      alerts: { sent: 18, failed: 0, pending: 0 },
    });
    assertCorpus(await place.files(), world);
    const manifest = await place.manifest();
    assert.deepEqual(
      manifest.map(({ file }) => file),
      [...(await place.files()).keys()],
    );
    assert.deepEqual(
      (await readdir(join(place.folder, 'data'))).filter((name) => name.startsWith('.corpus')),
      ['.corpus.tmp'],
    );

    const before = feedRequests(world);
    const second = await place.run('run', '--once', '--json');
    assert.deepEqual(JSON.parse(second.stdout), {
      feeds: { polled: 6, unchanged: 6, failed: 0, skipped: 0 },
      items: { new: 0, stale: 0, duplicate: 0 },
      articles: { fetched: 0, failed: 0, skipped: 0 },
      matches: 0,
      alerts: { sent: 0, failed: 0, pending: 0 },
    });
    assert.deepEqual(
      feedRequests(world),
      before.map((count) => count + 1),
      'one conditional request a feed, and nothing else',
    );
  });

  it('goes on after the files that the folder holds already', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 1, articlesPer: 6, onTopicShare: 0.5, seed: 3 });
    const place = await install(t, { feeds: feedsOf(world), env });
    await mkdir(place.corpus, { recursive: true });
    for (let number = 0; number < 5; number++)
      await writeFile(join(place.corpus, `00${number}_0123456789abcde${number}.txt`), `Old ${number}\n\nText.`);
    await place.run('run', '--once');
    const files = await place.files();
    const fresh = new Map([...files].slice(5));
    assertCorpus(fresh, world, 5);
    assert.equal((await place.run('corpus', 'verify')).code, 0);
  });

  it('finds the same article under other addresses only once', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 1, articlesPer: 2, onTopicShare: 1, seed: 5 });
    const [one, two] = world.articles;
    await using other = await openSite();
    const page = world.publishers[0]?.site as Site;
    const { pathname } = new URL(one?.url ?? '');
    other.page('/old', { status: 301, location: one?.url ?? '' });
    other.feed('/feed', {
      format: 'rss',
      items: [
        { title: one?.title ?? '', link: `${one?.url}?utm_source=other&utm_medium=rss`, id: 'a' },
        { title: one?.title ?? '', link: `${one?.url}/`, id: 'b' },
        { title: one?.title ?? '', link: other.url('/old'), id: 'c' },
        { title: two?.title ?? '', link: `${two?.url}?fbclid=x#comments`, id: 'd' },
      ],
    });
    page.page(`${pathname}/`, { status: 301, location: one?.url ?? '' });
    const place = await install(t, { feeds: [...feedsOf(world), other.url('/feed')], env });
    const { stdout } = await place.run('run', '--once', '--json');
    const { items, matches } = JSON.parse(stdout) as { items: { new: number; duplicate: number }; matches: number };
    assert.deepEqual({ ...items, matches }, { new: 6, stale: 0, duplicate: 4, matches: 2 });
    assertCorpus(await place.files(), world);
  });

  it('alerts about what appears while it runs, ends on SIGTERM with 0, and loses nothing', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 2, articlesPer: 3, onTopicShare: 0.5, seed: 21 });
    await using desk = await openSite();
    const secret = `whsec_${Buffer.from('a secret of our own making').toString('base64')}`;
    const alerts: { id: string; title: string }[] = [];
    desk.page('/hook', ({ body, headers }) => {
      const { data } = new Webhook(secret).verify(body, headers as { [name: string]: string }) as {
        data: { title: string };
      };
      alerts.push({ id: String(headers['webhook-id']), title: data.title });
      return { status: 204 };
    });
    const config = `poll: { interval: 2s, minInterval: 1s }\nalerts:\n  - { name: desk, type: webhook, url: "${desk.url('/hook')}", secret: "${secret}" }\n`;
    const place = await install(t, { feeds: feedsOf(world), config, env });
    const daemon = await place.start();
    await Promise.all(
      world.articles
        .filter(({ onTopic }) => onTopic)
        .map(({ title }) => daemon.event('alert', (event) => event['title'] === title)),
    );
    const published = world.publish({ publisher: 1, onTopic: true });
    await daemon.event('alert', ({ title }) => title === published.title);
    const { code, ms } = await daemon.end('SIGTERM');
    assert.equal(code, 0);
    assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    assertCorpus(await place.files(), world);
    assert.deepEqual(
      alerts.map(({ title }) => title).toSorted(byText),
      world.articles
        .filter(({ onTopic }) => onTopic)
        .map(({ title }) => title)
        .toSorted(byText),
    );
    assert.equal(new Set(alerts.map(({ id }) => id)).size, alerts.length);
  });

  it('takes up what was under way after SIGKILL', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 3, articlesPer: 8, onTopicShare: 0.5, seed: 33 });
    const place = await install(t, { feeds: feedsOf(world), env });
    const wanted = world.articles.filter(({ onTopic }) => onTopic).length;
    const first = await place.start();
    await first.event('match');
    await first.end('SIGKILL');
    const left = await place.files();
    assert.ok(left.size < wanted, 'it was killed before it was done');
    const second = await place.start();
    // A file that only lacked its rename is written at the start, without an event of its own.
    for (let tries = 0; tries < 300 && (await place.files()).size < wanted; tries++) await sleep(100);
    await second.end('SIGTERM');
    assertCorpus(await place.files(), world);
    assert.equal((await place.manifest()).length, wanted);
    assert.equal((await place.run('corpus', 'verify')).code, 0);
  });

  it('refuses a second daemon on the folder, and carries out commands through the first', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 2, articlesPer: 2, onTopicShare: 1, seed: 41 });
    const [known, added] = feedsOf(world);
    const place = await install(t, { feeds: [known ?? ''], env });
    const daemon = await place.start();
    const second = await place.run('run', '--once');
    assert.equal(second.code, 1);
    assert.match(second.stderr, /^newswatch: another newswatch is running on .*\n$/);
    const add = await place.run('feeds', 'add', added ?? '', '--json');
    assert.equal(add.code, 0, add.stderr);
    await daemon.event('poll', (event) => event['feedUrl'] === added);
    const match = await daemon.event('match', (event) => String(event['url']).startsWith(new URL(added ?? '').origin));
    const listed = JSON.parse((await place.run('matches', '--json')).stdout) as { id: string; title: string }[];
    const { id } = listed.find(({ title }) => title === match['title']) ?? { id: '' };
    assert.equal((await place.run('mark', id, 'wrong')).code, 0);
    const status = JSON.parse((await place.run('status', '--json')).stdout) as { running: boolean; engine: string };
    assert.deepEqual({ running: status.running, engine: status.engine }, { running: true, engine: engine.kind });
    const file = join(place.folder, 'copy.db');
    assert.equal((await place.run('backup', file)).code, 0);
    const exported = (await place.run('export', '--without', 'wrong')).stdout;
    assert.ok(!exported.includes(id) && exported.includes('"title"'));
    assert.equal((await daemon.end('SIGINT')).code, 0);
  });
});
