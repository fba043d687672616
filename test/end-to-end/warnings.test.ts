import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PublicStatus } from '../../src/dashboard/public.ts';
import type { NoticeBody } from '../../src/model/alert.ts';
import { articlePage } from '../support/article-page.ts';
import { install } from '../support/daemon.ts';
import type { FeedItem } from '../support/feed-document.ts';
import { openRandom } from '../support/random.ts';
import type { Reply } from '../support/replies.ts';
import { openSite, type SeenRequest, type Site } from '../support/sites.ts';
import { writeStory } from '../support/story.ts';

const DAY = 86_400_000;
const CONSENT = `<!DOCTYPE html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our partners use cookies. Accept all cookies or manage your preferences to continue.</p></body></html>`;
const FAST = 'poll: { interval: 2s, minInterval: 1s, tick: "* * * * * *" }\n';

const item = (site: Site, n: number, publishedAt = Date.now()): FeedItem => ({
  title: `Report ${n} from the harbour`,
  link: site.url(`/story/${n}`),
  publishedAt,
});

/** So many pages of a site, all with this answer, or each with an article. */
function setPages(site: Site, numbers: readonly number[], reply?: Reply): FeedItem[] {
  const random = openRandom(5 + (numbers[0] ?? 0));
  for (const n of numbers) {
    const { paragraphs } = writeStory(random, false);
    site.page(`/story/${n}`, reply ?? articlePage({ title: `Report ${n} from the harbour`, paragraphs }));
  }
  return numbers.map((n) => item(site, n));
}

const noticesIn = (requests: readonly SeenRequest[]): { id: string; body: NoticeBody }[] =>
  requests.map(({ headers, body }) => ({ id: String(headers['webhook-id']), body: JSON.parse(body) as NoticeBody }));

describe('what may cost news', { concurrency: 1 }, () => {
  it('is shown everywhere, and told once through the channel that asks for it, also over a crash', async (t) => {
    await using news = await openSite();
    await using walled = await openSite({ host: '127.0.0.2' });
    await using dead = await openSite({ host: '127.0.0.3' });
    await using desk = await openSite();
    desk.page('/hook', () => ({ status: desk.requests.length === 1 ? 503 : 204 }));
    const feed = news.feed('/feed', { format: 'rss', title: 'Harbour News', items: setPages(news, [1, 2]) });
    const walls = walled.feed('/feed', { format: 'rss', items: setPages(walled, [1, 2, 3, 4, 5], { body: CONSENT }) });
    const once = dead.feed('/feed', {
      format: 'atom',
      title: 'Once a day',
      items: Array.from({ length: 12 }, (_, n) => item(dead, n, Date.now() - (60 + n) * DAY)),
    });
    const place = await install(t, {
      feeds: [feed.url, walls.url, once.url],
      config: `${FAST}alerts:
  - { type: log }
  - { name: desk, type: webhook, url: "${desk.url('/hook')}", notices: true }
  - { name: plain, type: webhook, url: "${desk.url('/plain')}" }
`,
    });
    const daemon = await place.start();
    await daemon.event('warning', ({ kind }) => kind === 'feed-silent');
    await daemon.event('warning', ({ kind }) => kind === 'host-stubs');
    await daemon.event('article', ({ url }) => url === news.url('/story/1'));
    await daemon.event('article', ({ url }) => url === news.url('/story/2'));
    feed.add(...setPages(news, [3, 4, 5, 6, 7, 8], { status: 403 }));
    const refuses = await daemon.event('warning', ({ kind }) => kind === 'host-refuses');
    assert.match(String(refuses['msg']), /HTTP 403.*the last one was read on/);
    await desk.asked('/hook', 4);

    const address = String((await daemon.event('http'))['address']);
    const get = async (path: string): Promise<string> => (await fetch(address + path)).text();
    const { warnings } = JSON.parse(await get('/api/status')) as PublicStatus;
    const host = (site: Site): string => new URL(site.origin).host;
    assert.deepEqual(warnings.map(({ kind, subject }) => `${kind} ${subject.host ?? subject.feed?.url}`).sort(), [
      `feed-silent ${once.url}`,
      `host-refuses ${host(news)}`,
      `host-stubs ${host(walled)}`,
    ]);
    assert.match(await get('/metrics'), /^newswatch_warnings\{kind="host-refuses"\} 1$/m);
    assert.match(await get('/'), /3 warnings/);

    await daemon.end('SIGKILL');
    const again = await place.start();
    feed.add(...setPages(news, [9]));
    await again.event('warning-over', ({ kind }) => kind === 'host-refuses');
    const last = setPages(news, [10, 11, 12, 13, 14, 15], { status: 403 });
    feed.add(...last);
    await again.event('warning', ({ kind }) => kind === 'host-refuses');
    assert.equal((await again.end('SIGTERM')).code, 0);

    const notices = noticesIn(desk.requests.filter(({ path }) => path === '/hook'));
    assert.equal(new Set(notices.map(({ id }) => id)).size, 3, 'each once; the first one was tried again under its id');
    assert.equal(notices.length, 4);
    assert.deepEqual(
      new Set(notices.map(({ body }) => `${body.type} ${body.data.kind}`)),
      new Set(['notice feed-silent', 'notice host-stubs', 'notice host-refuses']),
    );
    const silent = notices.find(({ body }) => body.data.kind === 'feed-silent')?.body;
    assert.deepEqual(silent?.data.subject, { feed: { title: 'Once a day', url: once.url } });
    assert.deepEqual(Object.keys(silent.data).sort(), ['id', 'kind', 'message', 'since', 'subject']);
    assert.deepEqual(
      desk.requests.filter(({ path }) => path === '/plain'),
      [],
    );
  });

  it('is told by run --once, too, and shown by status where no daemon runs', async (t) => {
    await using walled = await openSite();
    await using desk = await openSite();
    desk.page('/hook', { status: 204 });
    const feed = walled.feed('/feed', { format: 'rss', items: setPages(walled, [1, 2, 3, 4, 5], { status: 403 }) });
    const place = await install(t, {
      feeds: [feed.url],
      config: `alerts: [{ type: webhook, url: "${desk.url('/hook')}", notices: true }]\n`,
    });
    assert.equal((await place.run('run', '--once', '--json')).code, 0);
    const notices = noticesIn(desk.requests);
    assert.deepEqual(
      notices.map(({ body }) => body.data.kind),
      ['host-refuses'],
    );
    const { stdout } = await place.run('status');
    assert.match(stdout, /^ {2}warnings {2}1\n {4}127\.0\.0\.1:\d+ refuses its pages: none of the last 5 /m);
  });
});
