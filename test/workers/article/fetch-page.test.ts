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
