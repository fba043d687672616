import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import type { ArticleJob, ArticleOutcome, FeedText } from '../../../src/model/jobs.ts';
import { readArticle, type ReadArticleParts } from '../../../workers/article/read-article.ts';
import { readHtml } from '../../../workers/article/read-html.ts';
import { openThreadPool } from '../../../workers/threads/pool.ts';
import { openRobots } from '../../../workers/web/robots.ts';
import { rulesFrom, topicWith } from '../../judge/support.ts';
import { articlePage } from '../../support/article-page.ts';
import { openSite, type Handler, type Site } from '../../support/sites.ts';
import type { Reply } from '../../support/replies.ts';
import { fetchSettings, startFetcher } from '../web/site.ts';

const threads = openThreadPool(1);
after(() => threads.close());

const NOW = Date.UTC(2026, 2, 2, 10);
const RULES = rulesFrom(
  topicWith('  a: [bridge]', 'find: a', 'bridges'),
  topicWith('  a: [ferry]', 'find: a', 'ferries'),
);
const SENTENCE =
  'The council decided on Monday that the old bridge over the river will be closed for good this spring.';
const PARAGRAPHS = [`${SENTENCE} ${SENTENCE}`, `${SENTENCE} ${SENTENCE}`];
const PAGE = articlePage({ title: 'Bridge closes', paragraphs: PARAGRAPHS });
const FULL: FeedText = {
  title: 'Bridge closes, says feed',
  summary: 'A bridge closes.',
  content: PARAGRAPHS.map((text) => `<p>${text}</p>`).join(''),
  author: 'Feed Author',
  publishedAt: NOW - 1_000,
};
const BRIEF: FeedText = { ...FULL, content: '' };

function partsFor(t: TestContext): ReadArticleParts {
  const fetcher = startFetcher(t);
  const robots = openRobots(fetcher, fetchSettings());
  return { fetcher, robots, threads, rules: async () => RULES, maxPageBytes: 100_000, now: () => NOW };
}

const jobFor = (url: string | null, more: Partial<ArticleJob> = {}): ArticleJob => ({
  itemId: 1,
  url,
  feedText: FULL,
  fallBack: 'if-final',
  revision: 'r1',
  ...more,
});

/** Reads a page that answers as told. */
async function readPageOf(
  t: TestContext,
  answer: string | Reply | Handler,
  more: Partial<ArticleJob> = {},
): Promise<{ outcome: ArticleOutcome; site: Site }> {
  await using site = await openSite();
  site.page('/a', answer);
  const outcome = await readArticle(jobFor(site.url('/a'), more), partsFor(t), new AbortController().signal);
  return { outcome, site };
}

/** What a test wants to know of an outcome: kind or basis, and the trouble. */
function essence(outcome: ArticleOutcome): unknown[] {
  if (outcome.kind === 'ruled-out') return [outcome.kind];
  if (outcome.kind !== 'read') return [outcome.kind, outcome.problem.code, outcome.problem.retry];
  return [outcome.article.basis, outcome.problem?.code ?? null, outcome.problem?.retry ?? null];
}

test('a page is fetched, read and judged', async (t) => {
  const { outcome, site } = await readPageOf(t, PAGE);
  assert.equal(outcome.kind, 'read');
  assert.deepEqual(outcome.article, {
    url: site.url('/a'),
    canonicalUrl: null,
    title: 'Bridge closes',
    text: PARAGRAPHS.join('\n\n'),
    byline: 'Feed Author',
    lang: 'en',
    publishedAt: null,
    basis: 'page',
  });
  assert.deepEqual(
    outcome.verdicts.map(({ topic, match }) => [topic, match]),
    [
      ['bridges', true],
      ['ferries', false],
    ],
  );
  assert.deepEqual([outcome.revision, outcome.fetchedAt, outcome.problem], ['r1', NOW, null]);
});

test('a page whose words rule out every topic is not read', async (t) => {
  const paragraph = `<p>${'The harbour was rebuilt over many years, and nobody remembers who had asked for it. '.repeat(4)}</p>`;
  const page = `<title>Harbour</title><h1>Harbour</h1>${paragraph.repeat(4)}`;
  const feedText = { ...BRIEF, title: 'Harbour', summary: 'The harbour was rebuilt.' };
  const { outcome, site } = await readPageOf(t, page, { feedText });
  assert.ok(outcome.kind === 'ruled-out');
  assert.equal(outcome.url, site.url('/a'));
  assert.deepEqual(outcome.bounds, [
    { topic: 'bridges', most: 0, near: 1 },
    { topic: 'ferries', most: 0, near: 1 },
  ]);
  assert.deepEqual([outcome.revision, outcome.fetchedAt], ['r1', NOW]);

  const told = await readPageOf(t, page, { feedText: { ...feedText, summary: 'The harbour has a bridge.' } });
  assert.deepEqual(essence(told.outcome), ['page', null, null], 'what the feed says counts');
  const again = await readPageOf(t, page, { feedText, fallBack: 'no' });
  assert.deepEqual(essence(again.outcome), ['page', null, null], 'what was judged before is read');
});

test('only the topics of the job judge', async (t) => {
  const { outcome } = await readPageOf(t, PAGE, { topics: ['ferries'] });
  assert.deepEqual(outcome.kind === 'read' && outcome.verdicts.map(({ topic }) => topic), ['ferries']);
});

test('a redirect is followed, but not to the front page', async (t) => {
  await using site = await openSite();
  site.page('/a', { location: '/b' });
  site.page('/b', PAGE);
  site.page('/deleted', { location: '/' });
  site.page('/', PAGE);
  const parts = partsFor(t);
  const read = (path: string) =>
    readArticle(jobFor(site.url(path), { fallBack: 'no' }), parts, new AbortController().signal);
  const moved = await read('/a');
  assert.equal(moved.kind === 'read' && moved.article.url, site.url('/b'));
  assert.deepEqual(essence(await read('/deleted')), ['unreadable', 'front-page', 'later']);
});

test('404 and 410 are gone, whatever the feed has', async (t) => {
  for (const status of [404, 410]) {
    const { outcome } = await readPageOf(t, { status }, { fallBack: 'always' });
    assert.deepEqual(essence(outcome), ['gone', `http-${status}`, 'never']);
  }
});

test('a page that will not be had now is judged from the feed', async (t) => {
  const cases: [string | Reply, string, string][] = [
    [{ status: 401 }, 'http-401', 'later'],
    [{ status: 403 }, 'http-403', 'later'],
    [{ status: 451 }, 'http-451', 'never'],
    [{ status: 400 }, 'http-400', 'never'],
    [{ body: '%PDF-1.7', contentType: 'application/pdf' }, 'not-html', 'never'],
    [{ body: SENTENCE, contentType: 'text/plain' }, 'not-html', 'never'],
    [`<title>x</title><p>${'y'.repeat(100_000)}`, 'too-large', 'never'],
    ['<div>'.repeat(1_000), 'page-too-deep', 'never'],
    [
      '<title>Just a moment...</title><p>Checking your browser before you go on to the page that you asked for.',
      'bot-check',
      'later',
    ],
    ['<div id=root></div>', 'no-text', 'later'],
  ];
  for (const [answer, code, retry] of cases) {
    const { outcome } = await readPageOf(t, answer);
    assert.deepEqual(essence(outcome), ['feed', code, retry], code);
  }
});

test('what stands in for the page is an article of the feed’s words', async (t) => {
  const { outcome, site } = await readPageOf(t, { status: 403 });
  assert.deepEqual(outcome.kind === 'read' && outcome.article, {
    url: site.url('/a'),
    canonicalUrl: null,
    title: 'Bridge closes, says feed',
    text: PARAGRAPHS.join('\n\n'),
    byline: 'Feed Author',
    lang: null,
    publishedAt: NOW - 1_000,
    basis: 'feed',
  });
});

test('a headline with a summary is judged as a brief; a headline alone is not judged', async (t) => {
  const { outcome } = await readPageOf(t, { status: 403 }, { feedText: BRIEF });
  assert.deepEqual(essence(outcome), ['summary', 'http-403', 'later']);
  assert.equal(outcome.kind === 'read' && outcome.verdicts[0]?.judgedAs, 'brief');
  const bare = await readPageOf(t, { status: 403 }, { feedText: { ...BRIEF, summary: '' } });
  assert.deepEqual(essence(bare.outcome), ['unreadable', 'http-403', 'later']);
});

test('passing trouble waits for another try, until the job says otherwise', async (t) => {
  for (const status of [429, 500, 503]) {
    const { outcome } = await readPageOf(t, { status, retryAfter: 120 });
    assert.deepEqual(essence(outcome), ['unreadable', `http-${status}`, 'soon']);
    assert.equal(outcome.kind === 'unreadable' && outcome.problem.retryAt, NOW + 120_000);
  }
  const late = await readPageOf(t, { status: 503 }, { fallBack: 'always' });
  assert.deepEqual(essence(late.outcome), ['feed', 'http-503', 'soon']);
  const judged = await readPageOf(t, { status: 403 }, { fallBack: 'no' });
  assert.deepEqual(essence(judged.outcome), ['unreadable', 'http-403', 'later']);
});

test('a server that cannot be reached is passing trouble', async (t) => {
  const site = await openSite();
  await site.close();
  const parts = partsFor(t);
  const read = () => readArticle(jobFor(site.url('/a')), parts, new AbortController().signal);
  assert.deepEqual(essence(await read()), ['unreadable', 'robots-unknown', 'soon']);
  const unasked = { ...parts, robots: openRobots(parts.fetcher, fetchSettings({ robots: false })) };
  const outcome = await readArticle(jobFor(site.url('/a')), unasked, new AbortController().signal);
  assert.deepEqual(essence(outcome), ['unreadable', 'connect', 'soon']);
});

test('robots.txt forbids: the page is not asked for, the feed is judged', async (t) => {
  await using site = await openSite();
  site.page('/robots.txt', { body: 'User-agent: *\nDisallow: /a', contentType: 'text/plain' });
  site.page('/a', PAGE);
  const outcome = await readArticle(jobFor(site.url('/a')), partsFor(t), new AbortController().signal);
  assert.deepEqual(essence(outcome), ['feed', 'robots', 'later']);
  assert.deepEqual(
    site.requests.map(({ path }) => path),
    ['/robots.txt'],
  );
});

test('a page without a Content-Type is one if it looks like one', async (t) => {
  const bare =
    (body: string): Handler =>
    (_request, response) =>
      void response.writeHead(200).end(body);
  assert.deepEqual(essence((await readPageOf(t, bare(PAGE))).outcome), ['page', null, null]);
  assert.deepEqual(essence((await readPageOf(t, bare('GIF89a'))).outcome), ['feed', 'not-html', 'never']);
});

test('an item without an address is judged from its feed alone', async (t) => {
  const read = (feedText: FeedText) =>
    readArticle(jobFor(null, { feedText, fallBack: 'no' }), partsFor(t), new AbortController().signal);
  assert.deepEqual(essence(await read(FULL)), ['feed', null, null]);
  assert.deepEqual(essence(await read(BRIEF)), ['summary', null, null]);
  assert.deepEqual(essence(await read({ ...BRIEF, summary: '' })), ['unreadable', 'no-url', 'never']);
});

test('a signal ends the work with its reason', async (t) => {
  await using site = await openSite();
  const held = Promise.withResolvers<void>();
  site.page('/a', { body: PAGE, delay: held.promise });
  const stop = new AbortController();
  const reading = readArticle(jobFor(site.url('/a')), partsFor(t), stop.signal);
  await site.asked('/a');
  stop.abort(new Error('stop'));
  await assert.rejects(reading, { message: 'stop' });
  held.resolve();
});

test('a page from a file is read and judged alike', async () => {
  const parts = { threads, rules: RULES, revision: 'r1', now: () => NOW };
  const page = { contentType: null, url: 'https://paper.example/a' };
  const outcome = await readHtml({ ...page, bytes: new TextEncoder().encode(PAGE) }, parts);
  assert.equal(outcome.kind === 'read' && outcome.article.text, PARAGRAPHS.join('\n\n'));
  assert.deepEqual(essence(await readHtml({ ...page, bytes: new Uint8Array() }, parts)), [
    'unreadable',
    'no-text',
    'later',
  ]);
});
