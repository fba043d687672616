import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openMemoryGate } from '../../../src/queue/memory-gate.ts';
import { openFetcher } from '../../../workers/web/fetch.ts';
import { openSite } from '../../support/sites.ts';
import { discover, feedAt, named, page, pathsAsked, refusal, SETTINGS } from './discovery.ts';

describe('common places', () => {
  for (const path of ['/feed/', '/rss.xml', '/feed.xml', '/rss', '/atom.xml', '/index.xml', '/feed.json']) {
    test(path, async (t) => {
      await using site = await openSite();
      const url = feedAt(site, path, 'F', path.endsWith('json') ? 'json' : 'rss');
      site.page('/some/story', page(''));
      const found = await discover(t, site.url('/some/story'));
      assert.deepEqual([found.url, found.how], [url, `found at ${path}`]);
    });
  }

  test('are asked one after the other, through the gate of the host', async (t) => {
    await using site = await openSite();
    site.page('/', page(''));
    const gate = openMemoryGate({ concurrency: 1, delay: 0 });
    const inside: number[] = [];
    let now = 0;
    const fetcher = openFetcher(SETTINGS, {
      async enter(host, signal) {
        const leave = await gate.enter(host, signal);
        inside.push(++now);
        return () => (now--, leave());
      },
    });
    t.after(() => fetcher.close());
    await refusal(t, site.origin, { fetcher });
    assert.ok(inside.length > 5);
    assert.deepEqual(new Set(inside), new Set([1]));
    assert.equal(inside.length, site.requests.length);
  });

  test('also behind a front page that does not let us in, but not behind another page', async (t) => {
    await using site = await openSite();
    site.page('/', { status: 403 });
    site.page('/story', { status: 403 });
    const url = feedAt(site, '/rss.xml');
    assert.equal((await discover(t, site.origin)).url, url);
    assert.equal(
      await refusal(t, site.url('/story')),
      `${site.url('/story')}: answered 403 (forbidden): it does not let us in`,
    );
  });

  test('are left alone once the host asks for a pause, or ends', async (t) => {
    for (const reply of [{ status: 429, retryAfter: 60 }, null]) {
      await using site = await openSite();
      site.page('/', page(''));
      site.page('/feed/', (_request, response) => {
        if (reply !== null) return reply;
        response.destroy();
        return undefined;
      });
      feedAt(site, '/rss.xml');
      await refusal(t, site.origin);
      // A broken connection is tried twice by the fetcher itself.
      assert.deepEqual([...new Set(pathsAsked(site))], ['/', '/feed/']);
    }
  });
});

test('one common place in trouble keeps nobody from the next', async (t) => {
  await using site = await openSite();
  site.page('/', page(''));
  site.page('/feed/', { status: 302, location: '/feed/' });
  site.page('/rss.xml', { body: 'x'.repeat(3_000) });
  const { url } = site.feed('/feed.xml', { format: 'rss', title: 'F' });
  assert.equal((await discover(t, site.origin, { maxFeedBytes: 2_000 })).url, url);
});

test('a log-in is for the origin of the address alone', async (t) => {
  await using other = await openSite();
  await using site = await openSite();
  const url = feedAt(site, '/mine');
  site.page('/', page(named(other.url('/theirs')) + named('/mine')));
  const auth = { type: 'basic', username: 'u', password: 'p' } as const;
  assert.equal((await discover(t, site.origin, { auth })).url, url);
  assert.deepEqual(
    [...site.requests, ...other.requests].map(({ headers }) => headers['authorization']),
    [`Basic ${btoa('u:p')}`, `Basic ${btoa('u:p')}`, undefined],
  );
});

describe('what is no feed is refused with the reason', () => {
  const cases = {
    'a PDF': [{ body: '%PDF-1.7', contentType: 'application/pdf' }, 'the answer is a PDF document, not a feed'],
    'a sitemap': [{ body: '<urlset></urlset>', contentType: 'text/xml' }, 'the answer is a sitemap, not a feed'],
    'an OPML list': [
      { body: '<opml><body/></opml>', contentType: 'text/xml' },
      'the answer is an OPML list, not a feed ("newswatch feeds import" takes the feeds in it)',
    ],
    'a missing page': [{ status: 404 }, 'answered 404 (not found)'],
    'a page that is gone': [{ status: 410 }, 'answered 410: its publisher has ended it'],
    'a page behind a log-in': [
      { status: 401 },
      'answered 401 (unauthorized): it wants a log-in; give the feed "auth" or "headers"',
    ],
    'a server in trouble': [{ status: 500 }, 'answered 500 (internal server error)'],
  } as const;
  for (const [what, [reply, reason]] of Object.entries(cases)) {
    test(what, async (t) => {
      await using site = await openSite();
      site.page('/it', reply);
      assert.equal(await refusal(t, site.url('/it')), `${site.url('/it')}: ${reason}`);
      assert.deepEqual(pathsAsked(site), ['/it']);
    });
  }

  test('a page without a feed', async (t) => {
    await using site = await openSite();
    site.page('/', page(''));
    assert.equal(
      await refusal(t, site.url('/')),
      `no feed was found for ${site.url('/')}: its page names none, and none is at a common address (give the feed's own address)`,
    );
  });

  test('a front page that does not let us in, without a feed beside it', async (t) => {
    await using site = await openSite();
    site.page('/', { status: 403 });
    assert.match(
      await refusal(t, site.origin),
      /: answered 403 \(forbidden\): it does not let us in, and none is at a common/,
    );
  });

  test('a page whose feed is another page', async (t) => {
    await using site = await openSite();
    site.page('/', page(named('/rss-list')));
    site.page('/rss-list', page(''));
    assert.match(
      await refusal(t, site.origin),
      /its page names \S+\/rss-list, which does not work \(it is a page, too\), and none/,
    );
  });

  test('a body over the limit names the setting', async (t) => {
    await using site = await openSite();
    site.page('/', page('', 'x'.repeat(2_000)));
    assert.match(await refusal(t, site.origin, { maxFeedBytes: 1_000 }), /larger than fetch\.maxFeedBytes allows/);
  });

  test('a host that nobody answers for', async (t) => {
    assert.match(
      await refusal(t, 'http://127.0.0.1:1/'),
      /^http:\/\/127\.0\.0\.1:1\/: no connection to 127\.0\.0\.1:1/,
    );
  });
});

describe('where nobody said https', () => {
  test('http is asked if nobody answers there', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/rss');
    site.page('/', page(named('/rss')));
    const https = site.origin.replace('http:', 'https:');
    assert.equal((await discover(t, https, { orHttp: true })).url, url);
    await refusal(t, https);
  });

  test('what is wrong there is told of the address that answered', async (t) => {
    await using site = await openSite();
    site.page('/it', { status: 404 });
    const https = site.url('/it').replace('http:', 'https:');
    assert.equal(await refusal(t, https, { orHttp: true }), `${site.url('/it')}: answered 404 (not found)`);
    const nobody = await refusal(t, 'https://127.0.0.1:1/', { orHttp: true });
    assert.match(nobody, /^https:\/\/127\.0\.0\.1:1\/: no connection/);
  });
});

describe('a page that only leads on', () => {
  const leading = (to: string, seconds = '0'): string =>
    page(`<meta http-equiv="Refresh" content=" ${seconds} ; URL='${to}'">`);

  test('is followed to the page that names the feed, or to the feed', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/en/rss');
    site.page('/', leading('/de/'));
    site.page('/de/', leading('../en/', '2'));
    site.page('/en/', page(named('rss')));
    site.page('/go', leading('/en/rss'));
    assert.equal((await discover(t, site.origin)).url, url);
    const direct = await discover(t, site.url('/go'));
    assert.deepEqual([direct.url, direct.how], [url, 'where the page leads']);
  });

  test('is a page if it names a feed, or reloads after a while', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/rss');
    feedAt(site, '/other');
    site.page('/', page(`<meta http-equiv=refresh content="0;url=/other">${named('/rss')}`));
    assert.equal((await discover(t, site.origin)).url, url);
    site.page('/slow', leading('/other', '300'));
    assert.notEqual((await discover(t, site.url('/slow'))).how, 'where the page leads');
  });

  test('in a circle ends', async (t) => {
    await using site = await openSite();
    site.page('/', leading('/b'));
    site.page('/b', leading('/'));
    await refusal(t, site.origin);
    assert.ok(site.requests.length < 20);
  });
});

test('the other feeds that a page names are told, unasked, and how new the found one is', async (t) => {
  await using site = await openSite();
  const { url } = site.feed('/main', {
    format: 'atom',
    title: 'Main',
    items: [
      { title: 'Old', link: site.url('/1'), publishedAt: Date.UTC(2026, 2, 1, 10) },
      { title: 'New', link: site.url('/2'), publishedAt: Date.UTC(2026, 2, 2, 10) },
    ],
  });
  site.page('/', page(named('/main') + named('/sport') + named('/comments/feed/')));
  const { newest, others, items } = await discover(t, site.origin);
  assert.deepEqual([newest, others, items], [Date.UTC(2026, 2, 2, 10), [site.url('/sport')], 2]);
  assert.deepEqual(pathsAsked(site), ['/', new URL(url).pathname]);
});
