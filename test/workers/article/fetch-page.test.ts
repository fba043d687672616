import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { fetchPage } from '../../../workers/article/fetch-page.ts';
import { openRobots } from '../../../workers/web/robots.ts';
import { openSite } from '../../support/sites.ts';
import { fetchSettings, startFetcher } from '../web/site.ts';

const PAGE = '<!DOCTYPE html><title>x</title><p>x';

/** Asks for a page that sends on to another; the problem’s code, or null where that is taken. */
async function problemAfter(t: TestContext, from: string, to: string): Promise<string | null> {
  await using site = await openSite();
  site.page(from, { location: to });
  site.page(to, PAGE);
  const fetcher = startFetcher(t);
  const parts = { fetcher, robots: openRobots(fetcher, fetchSettings()), maxPageBytes: 100_000, now: () => 0 };
  const answer = await fetchPage(site.url(from), parts, new AbortController().signal);
  return answer.kind === 'page' ? null : answer.problem.code;
}

test('a redirect to where walls stand is no article, in whatever language the wall speaks', async (t) => {
  for (const to of [
    '/login',
    '/user/signin.php',
    '/consent/collect',
    '/404',
    '/error.html',
    '/age-gate',
    '/captcha',
    '/de/anmelden/',
  ]) {
    assert.equal(await problemAfter(t, '/2024/bridge', to), 'wall', to);
  }
});

test('a redirect to an article is followed, also to one about such things', async (t) => {
  for (const to of [
    '/2024/bridge/',
    '/2024/login-trouble-at-bank',
    '/2024/error-of-judgement',
    '/news/consent-ruling.html',
  ]) {
    assert.equal(await problemAfter(t, '/2024/bridge', to), null, to);
  }
  assert.equal(await problemAfter(t, '/error/a', '/error/b'), null, 'where the address that was asked for has it, too');
});

test('robots.txt is heeded on the way, too: on the same host and on another', async (t) => {
  await using paper = await openSite();
  await using counter = await openSite();
  paper.page('/robots.txt', { contentType: 'text/plain', body: 'User-agent: *\nDisallow: /private\nDisallow: /login' });
  for (const path of ['/private/1', '/news/1', '/login']) paper.page(path, PAGE);
  paper.page('/away', { location: '/private/1' });
  paper.page('/locked', { location: '/login' });
  counter.page('/robots.txt', { status: 404 });
  counter.page('/1', { location: paper.url('/private/1') });
  counter.page('/2', { location: paper.url('/news/1') });
  // With one slot, the robots.txt of another host needs the one that the page gives back.
  const fetcher = startFetcher(t, { concurrency: 1 });
  const parts = { fetcher, robots: openRobots(fetcher, fetchSettings()), maxPageBytes: 100_000, now: () => 0 };
  const asking = async (url: string): Promise<string | null> => {
    const answer = await fetchPage(url, parts, new AbortController().signal);
    return answer.kind === 'page' ? null : answer.problem.code;
  };
  assert.equal(await asking(paper.url('/away')), 'robots');
  assert.equal(await asking(paper.url('/locked')), 'wall', 'which says more');
  assert.equal(await asking(counter.url('/1')), 'robots');
  assert.equal(await asking(counter.url('/2')), null);
  assert.deepEqual(
    paper.requests.map(({ path }) => path),
    ['/robots.txt', '/away', '/locked', '/news/1'],
  );
});

test('while the robots.txt of another host is waited for, nobody waits for the host that redirected there', async (t) => {
  await using paper = await openSite();
  await using slow = await openSite();
  slow.page('/robots.txt', { delay: new Promise(() => undefined) });
  paper.page('/robots.txt', { status: 404 });
  paper.page('/away', { location: slow.url('/1') });
  paper.page('/news', PAGE);
  const fetcher = startFetcher(t, { concurrency: 2, perHost: { concurrency: 1, delay: 0 } });
  const parts = { fetcher, robots: openRobots(fetcher, fetchSettings()), maxPageBytes: 100_000, now: () => 0 };
  const leaving = new AbortController();
  const away = fetchPage(paper.url('/away'), parts, leaving.signal);
  await slow.asked('/robots.txt');
  assert.equal((await fetchPage(paper.url('/news'), parts, new AbortController().signal)).kind, 'page');
  leaving.abort();
  await assert.rejects(away, { name: 'AbortError' });
});
