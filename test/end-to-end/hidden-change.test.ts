import assert from 'node:assert/strict';
import { it } from 'node:test';
import { install } from '../support/daemon.ts';
import { FEED_TYPES, feedDocument, type FeedItem } from '../support/feed-document.ts';
import { openMovableClock } from '../support/open-movable-clock.ts';
import { openSite, type SeenRequest } from '../support/sites.ts';

const DAY = 86_400_000;
const isConditional = ({ headers }: SeenRequest): boolean => headers['if-none-match'] !== undefined;

it('what a server hides behind one ETag for ever is found once a day; a second subscription of the feed costs nothing', async (t) => {
  await using site = await openSite();
  const item = (id: string): FeedItem => ({
    id,
    title: `About ${id}`,
    link: site.url(`/${id}`),
    publishedAt: Date.now(),
  });
  const items = [item('a')];
  site.page('/feed', ({ headers }) => {
    const fields = { etag: '"always"' };
    if (headers['if-none-match'] === '"always"') return { status: 304, headers: fields };
    const head = { title: 'Liar', link: site.url('/'), self: site.url('/feed') };
    return { contentType: FEED_TYPES.rss, body: feedDocument('rss', head, items), headers: fields };
  });
  site.page('/old', { status: 301, headers: { location: '/feed' } });
  const clock = openMovableClock(t);
  const place = await install(t, {
    feeds: [site.url('/feed'), site.url('/old')],
    config: 'poll: { interval: 1s, minInterval: 1s }\n',
    env: clock.env,
  });
  const daemon = await place.start();
  await daemon.event('same-feed', ({ feedUrl }) => feedUrl === site.url('/old'));
  items.unshift(item('b'));
  const polls = (): SeenRequest[] => site.requests.filter(({ path }) => path === '/feed');
  await site.asked('/feed', polls().length + 3);
  assert.ok(!daemon.events.some(({ title }) => title === 'About b'));
  assert.equal(polls().filter((one) => !isConditional(one)).length, 2, 'the first poll of each');

  clock.set(DAY + 3_600_000);
  await daemon.event('article', ({ title }) => title === 'About b');
  await site.asked('/feed', polls().length + 2);
  assert.equal(polls().filter((one) => !isConditional(one)).length, 4, 'one more of each');
  assert.equal(site.requests.filter(({ path }) => path === '/old').length, 1);
  const { stdout } = await place.run('feeds', 'list');
  assert.match(stdout, /same as/);
  assert.equal((await daemon.end('SIGTERM')).code, 0);
});
