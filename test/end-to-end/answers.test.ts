import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { articlePage } from '../support/article-page.ts';
import { install } from '../support/daemon.ts';
import type { FeedItem } from '../support/feed-document.ts';
import { passTime, runOnce, why, type Known } from '../support/installation-says.ts';
import { openRandom } from '../support/random.ts';
import { openSite, type Site } from '../support/sites.ts';
import { writeStory, type Story } from '../support/story.ts';

const HOUR = 3_600_000;

/** Tells of US forces in Iraq, or of something else; never the same twice. */
function storyTeller(seed: number): (onTopic?: boolean) => Story {
  const random = openRandom(seed);
  const told = new Set<string>();
  return (onTopic = true) => {
    let one = writeStory(random, onTopic);
    while (told.has(one.title)) one = writeStory(random, onTopic);
    told.add(one.title);
    return one;
  };
}

const contentOf = ({ paragraphs }: Story): string => paragraphs.map((text) => `<p>${text}</p>`).join('');
const itemOf = ({ title }: Story, link: string, more: Partial<FeedItem> = {}): FeedItem => ({
  title,
  link,
  publishedAt: Date.now() - HOUR,
  ...more,
});
/** Headline and summary, from which alone it can be told. */
const BRIEF: Story = {
  kind: 'brief',
  title: 'U.S. troops leave Ain al-Asad air base in Iraq',
  paragraphs: ['American troops have begun to withdraw from the base in western Iraq, the Pentagon said on Monday.'],
};
const CONSENT = `<!DOCTYPE html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our partners use cookies. Accept all cookies or manage your preferences to continue.</p></body></html>`;

const askedFor = (site: Site, path: string): number => site.requests.filter((one) => one.path === path).length;

// Two at a time, for much of the time goes into waiting for the next try.
describe('newswatch run --once', { concurrency: 2 }, () => {
  describe('pages that answer badly', { concurrency: 1 }, () => {
    it('are given up, tried again, or stood in for by the feed', async (t) => {
      await using site = await openSite();
      const story = storyTeller(81);
      await using wall = await openSite();
      const [gone, once, always, pdf, stub, nowhere] = Array.from({ length: 6 }, () => story()) as [
        Story,
        Story,
        Story,
        Story,
        Story,
        Story,
      ];
      site.page('/gone', { status: 404, body: '<h1>Not here</h1>' });
      site.page('/once', () =>
        askedFor(site, '/once') === 1 ? { status: 503 } : articlePage({ ...once, canonical: site.url('/once') }),
      );
      site.page('/always', { status: 503 });
      site.page('/pdf', { body: '%PDF-1.7', contentType: 'application/pdf' });
      site.page('/stub', CONSENT);
      const feed = site.feed('/feed', {
        format: 'rss',
        items: [
          itemOf(gone, site.url('/gone'), { content: contentOf(gone) }),
          itemOf(once, site.url('/once')),
          itemOf(always, site.url('/always'), { content: contentOf(always) }),
          itemOf(pdf, site.url('/pdf')),
          itemOf(stub, site.url('/stub'), { content: contentOf(stub) }),
          { id: 'nowhere', title: nowhere.title, publishedAt: Date.now(), content: contentOf(nowhere) },
        ],
      });
      const full = story();
      wall.page('/robots.txt', { body: 'User-agent: *\nDisallow: /private/\n', contentType: 'text/plain' });
      const walled = wall.feed('/feed', {
        format: 'atom',
        items: [
          itemOf(full, wall.url('/private/full'), { content: contentOf(full) }),
          itemOf(BRIEF, wall.url('/private/brief'), { summary: contentOf(BRIEF) }),
        ],
      });
      const place = await install(t, { feeds: [feed.url, walled.url] });
      const summary = await runOnce(place);
      assert.deepEqual(summary.articles, { fetched: 1, failed: 2, skipped: 2 });
      assert.equal(summary.items.new, 8);
      assert.equal(summary.matches, 5);

      const of = (url: string): Promise<Known> => why(place, url);
      const [isGone, isPdf] = [await of(site.url('/gone')), await of(site.url('/pdf'))];
      assert.deepEqual([isGone.state, isPdf.state], ['given-up', 'given-up']);
      assert.match(isGone.problem ?? '', /404/);
      assert.match(isPdf.problem ?? '', /application\/pdf/);
      assert.equal((await of(site.url('/once'))).basis, 'page');
      const waits = await of(site.url('/always'));
      assert.equal(waits.state, 'waiting');
      assert.match(waits.problem ?? '', /503/);
      assert.ok(waits.nextTryAt !== null);
      assert.equal(askedFor(site, '/always'), 3, 'tried again as long as it is due within ten seconds');
      for (const url of [site.url('/stub'), wall.url('/private/full')]) {
        const { basis, match } = await of(url);
        assert.equal(basis, 'feed', url);
        assert.ok(match?.corpusFile, url);
      }
      const brief = await of(wall.url('/private/brief'));
      assert.equal(brief.basis, 'summary');
      assert.equal(brief.match?.corpusFile, null);
      assert.deepEqual(
        wall.requests.map(({ path }) => path).filter((path) => path.startsWith('/private')),
        [],
      );
      const written = [...(await place.files()).values()].map((text) => text.split('\n', 1)[0] ?? '');
      assert.deepEqual(written.sort(), [once, stub, nowhere, full].map(({ title }) => title).sort());
    });

    it('are not asked again before the time that they name', async (t) => {
      await using site = await openSite();
      const story = storyTeller(82);
      const [busy, other] = [story(), story()];
      site.page('/busy', { status: 429, retryAfter: 3_600 });
      site.page('/other', { status: 429, retryAfter: 3_600 });
      const items = [itemOf(busy, site.url('/busy')), itemOf(other, site.url('/other'))];
      const place = await install(t, { feeds: [site.feed('/feed', { format: 'rss', items }).url] });
      assert.deepEqual((await runOnce(place)).articles, { fetched: 0, failed: 0, skipped: 0 });
      const { state, nextTryAt } = await why(place, site.url('/busy'));
      assert.equal(state, 'waiting');
      assert.ok(Date.parse(nextTryAt ?? '') > Date.now() + HOUR / 2);
      assert.equal(askedFor(site, '/busy'), 1);
      const before = site.requests.length;
      await runOnce(place);
      assert.equal(site.requests.length, before + 1, 'only the feed');
    });
  });

  describe('feeds that answer badly', { concurrency: 1 }, () => {
    it('are passed over as they ask to be, and say why they fail', async (t) => {
      await using site = await openSite();
      const feeds = ['/gone', '/busy', '/page', '/good', '/off'].map((path) => site.feed(path, { format: 'rss' }));
      const [gone, busy, page, , off] = feeds;
      gone?.answer({ status: 410 });
      busy?.answer({ status: 429, retryAfter: 3_600 });
      page?.answer({ body: '<!DOCTYPE html><html><body><h1>Our new site</h1></body></html>' });
      const place = await install(t, { feeds: [] });
      await writeFile(
        join(place.folder, 'feeds.yaml'),
        feeds.map((feed) => `- { url: "${feed.url}", enabled: ${feed !== off} }\n`).join(''),
      );
      assert.deepEqual((await runOnce(place)).feeds, { polled: 4, unchanged: 0, failed: 3, skipped: 1 });
      assert.deepEqual((await runOnce(place)).feeds, { polled: 2, unchanged: 1, failed: 1, skipped: 3 });
      assert.deepEqual(
        feeds.map(({ url }) => askedFor(site, new URL(url).pathname)),
        [1, 1, 2, 2, 0],
      );
      const { feeds: known } = JSON.parse((await place.run('status', '--json')).stdout) as {
        feeds: { url: string; problem: string | null; failures: number }[];
      };
      const problem = (path: string): string => known.find(({ url }) => url === site.url(path))?.problem ?? '';
      assert.match(problem('/gone'), /410/);
      assert.match(problem('/busy'), /429/);
      assert.match(problem('/page'), /\S+ \S+/);
      assert.equal(problem('/good'), '');
    });

    it('end the run with 1 where every one failed', async (t) => {
      await using site = await openSite();
      const place = await install(t, { feeds: [site.url('/nothing'), site.url('/here')] });
      assert.deepEqual((await runOnce(place, 1)).feeds, { polled: 2, unchanged: 0, failed: 2, skipped: 0 });
    });

    it('may be as large as 3 MB', async (t) => {
      await using site = await openSite();
      const story = storyTeller(83);
      const items = Array.from({ length: 300 }, (_, index): FeedItem => {
        const { title, paragraphs } = story(index === 150);
        const content = contentOf({
          kind: '',
          title,
          paragraphs: [...paragraphs, 'Padding without a word. '.repeat(400)],
        });
        return { id: String(index), title, publishedAt: Date.now() - HOUR, content };
      });
      const feed = site.feed('/feed', { format: 'rss', items });
      const place = await install(t, { feeds: [feed.url] });
      const summary = await runOnce(place);
      assert.ok((await (await fetch(feed.url)).text()).length > 3_000_000);
      assert.deepEqual({ new: summary.items.new, matches: summary.matches }, { new: 300, matches: 1 });
      const [text] = (await place.files()).values();
      assert.ok(text?.startsWith(`${items[150]?.title}\n\n`));
    });
  });

  describe('what the configuration says of feeds and alerts', { concurrency: 1 }, () => {
    it('firstPoll: quiet raises no alerts for what was there before', async (t) => {
      await using site = await openSite();
      const story = storyTeller(84);
      const [before, later] = [story(), story()];
      for (const [path, one] of [
        ['/before', before],
        ['/later', later],
      ] as const)
        site.page(path, articlePage({ ...one, canonical: site.url(path) }));
      const feed = site.feed('/feed', { format: 'json', items: [itemOf(before, site.url('/before'))] });
      const place = await install(t, { feeds: [feed.url], config: 'poll: { firstPoll: quiet }\n' });
      const first = await runOnce(place);
      assert.deepEqual([first.matches, first.alerts], [1, { sent: 0, failed: 0, pending: 0 }]);
      feed.add(itemOf(later, site.url('/later')));
      const second = await runOnce(place);
      assert.deepEqual([second.matches, second.alerts], [1, { sent: 1, failed: 0, pending: 0 }]);
    });

    it('a feed is judged by its own topics only', async (t) => {
      await using site = await openSite();
      const story = storyTeller(85);
      const one = story();
      const rivers = {
        kind: '',
        title: 'The river is high',
        paragraphs: ['It has rained for days on end. '.repeat(30)],
      };
      const entries = [one, rivers].map(({ title, paragraphs }, index): FeedItem => ({
        id: String(index),
        title,
        publishedAt: Date.now(),
        content: `<p>${paragraphs.join('</p><p>')}</p>`,
      }));
      const feed = site.feed('/feed', { format: 'rss', items: entries });
      const place = await install(t, { feeds: [] });
      await writeFile(
        join(place.folder, 'rivers.yaml'),
        'id: rivers\nmatch: 1\nnear: 1\nfor:\n  - { name: rivers, points: 1, find: river }\nconcepts:\n  river: [river]\n',
      );
      await writeFile(join(place.folder, 'feeds.yaml'), `- { url: "${feed.url}", topics: [rivers] }\n`);
      const file = join(place.folder, 'newswatch.yaml');
      await writeFile(file, (await readFile(file, 'utf8')).replace('topics: [', 'topics: [rivers.yaml, '));
      assert.equal((await runOnce(place)).matches, 1);
      const [text] = (await place.files()).values();
      assert.ok(text?.startsWith('The river is high\n'));
    });

    it('an alert that its channel does not take waits, and is sent by a later run under the same id', async (t) => {
      await using site = await openSite();
      const story = storyTeller(86);
      const one = story();
      site.page('/one', articlePage({ ...one, canonical: site.url('/one') }));
      site.page('/hook', { status: 500 });
      const feed = site.feed('/feed', { format: 'rss', items: [itemOf(one, site.url('/one'))] });
      const place = await install(t, {
        feeds: [feed.url],
        config: `alerts:\n  - { type: webhook, url: "${site.url('/hook')}" }\n`,
      });
      assert.deepEqual((await runOnce(place)).alerts, { sent: 0, failed: 0, pending: 1 });
      const tries = askedFor(site, '/hook');
      assert.equal(tries, 3, 'tried again as long as it is due within ten seconds');
      site.page('/hook', { status: 204 });
      assert.deepEqual((await runOnce(place)).alerts, { sent: 0, failed: 0, pending: 1 }, 'not yet');
      passTime(place, 'alerts');
      assert.deepEqual((await runOnce(place)).alerts, { sent: 1, failed: 0, pending: 0 });
      const ids = site.requests.filter(({ path }) => path === '/hook').map(({ headers }) => headers['webhook-id']);
      assert.equal(ids.length, 4);
      assert.equal(new Set(ids).size, 1);
    });
  });
});
