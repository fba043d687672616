import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { articlePage } from '../support/article-page.ts';
import { install } from '../support/daemon.ts';
import { closeRedis, onBothEngines } from '../support/engines.ts';
import { openSite } from '../support/sites.ts';
import { openWorld, type WorldArticle } from '../support/world.ts';

onBothEngines('signals', (engine) => {
  after(closeRedis);

  /** A daemon with a poll, an article and a delivery under way that nobody answers. */
  async function hangingDaemon(t: Parameters<typeof install>[0], env: { [name: string]: string }) {
    const world = await openWorld({ publishers: 1, articlesPer: 2, onTopicShare: 1, seed: 71 });
    const slow = await openSite();
    t.after(() => Promise.all([world.close(), slow.close()]));
    const held = { on: true };
    slow.page('/feed', () => (held.on ? undefined : { body: '<rss><channel><title>S</title></channel></rss>' }));
    slow.page('/hook', () => (held.on ? undefined : { status: 204 }));
    const [hung] = world.articles as [WorldArticle, WorldArticle];
    const path = new URL(hung.url).pathname;
    const page = world.publishers[0]?.site;
    const html = articlePage({ ...hung, canonical: hung.url, furniture: 'none', siteName: 'Publisher 1' });
    page?.page(path, () => (held.on ? undefined : html));
    const config = `alerts: [{ type: webhook, url: "${slow.url('/hook')}" }]\n`;
    const feeds = [slow.url('/feed'), ...world.publishers.map(({ feed }) => feed.url)];
    const place = await install(t, { feeds, config, env });
    const daemon = await place.start();
    await Promise.all([slow.asked('/feed'), slow.asked('/hook'), page?.asked(path)]);
    return { world, slow, held, place, daemon };
  }

  it('SIGTERM hands back what nobody answers, in time, and the next start takes it up', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    const { world, slow, held, place, daemon } = await hangingDaemon(t, env);
    const { code, ms } = await daemon.end('SIGTERM');
    assert.equal(code, 0);
    assert.ok(ms < 8_000, `took ${Math.round(ms)} ms to end`);
    held.on = false;
    const again = await place.start();
    for (const { title } of world.articles) await again.event('alert', (event) => event['title'] === title);
    const ids = slow.requests.filter(({ path }) => path === '/hook').map(({ headers }) => headers['webhook-id']);
    assert.equal(new Set(ids).size, 2, 'a repetition carries the same id');
    assert.equal((await place.files()).size, 2);
    assert.equal((await again.end('SIGTERM')).code, 0);
  });

  it('a second signal ends it at once, and still nothing is lost', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    const { world, held, place, daemon } = await hangingDaemon(t, env);
    daemon.child.kill('SIGTERM');
    const { code, ms } = await daemon.end('SIGTERM');
    assert.equal(code, 0);
    assert.ok(ms < 2_000, `took ${Math.round(ms)} ms after the second signal`);
    held.on = false;
    const again = await place.start();
    for (const { title } of world.articles) await again.event('alert', (event) => event['title'] === title);
    assert.equal((await place.files()).size, 2);
    assert.equal((await place.run('corpus', 'verify')).code, 0);
    assert.equal((await again.end('SIGTERM')).code, 0);
  });

  it('SIGHUP while it starts is made up for, and ends nothing', async (t) => {
    const env = await engine.env(t);
    if (env === null) return;
    await using world = await openWorld({ publishers: 1, articlesPer: 1, onTopicShare: 1, seed: 72 });
    const place = await install(t, { feeds: world.publishers.map(({ feed }) => feed.url), env });
    const daemon = place.launch();
    await daemon.event('rules');
    daemon.child.kill('SIGHUP');
    await daemon.event('ready');
    await daemon.event('reload');
    for (let times = 0; times < 20; times++) {
      daemon.child.kill('SIGHUP');
      await sleep(5);
    }
    await daemon.event('match');
    assert.equal((await daemon.end('SIGTERM')).code, 0);
  });
});
