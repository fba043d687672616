import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FeedFormat } from '../../support/feed-document.ts';
import { openSite } from '../../support/sites.ts';
import { discover, feedAt, named, page, pathsAsked, refusal } from './discovery.ts';

describe('the address is a feed', () => {
  for (const format of ['rss', 'atom', 'rdf', 'json'] satisfies FeedFormat[]) {
    test(format, async (t) => {
      await using site = await openSite();
      const url = feedAt(site, '/news', 'News & more', format);
      assert.deepEqual(await discover(t, url), {
        url,
        title: 'News & more',
        items: 1,
        newest: null,
        others: [],
        how: 'the address is a feed',
      });
      assert.deepEqual(pathsAsked(site), ['/news']);
    });
  }

  test('behind a permanent redirect: its target is kept', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/new');
    site.page('/old', { status: 301, location: '/new' });
    assert.equal((await discover(t, site.url('/old'))).url, url);
  });

  test('behind a temporary redirect: the address itself is kept', async (t) => {
    await using site = await openSite();
    feedAt(site, '/new');
    site.page('/old', { status: 302, location: '/new' });
    assert.equal((await discover(t, site.url('/old'))).url, site.url('/old'));
  });
});

describe('a page that names its feeds', () => {
  test('the main feed comes before that of the comments, whatever their order', async (t) => {
    await using site = await openSite();
    for (const [title, path] of [
      ['Site » Comments Feed', '/discussion/feed/'],
      ['Site', '/comments/feed/'],
      ['Commentary Magazine', '/commentary/feed/'],
    ] as const) {
      feedAt(site, path);
      site.page(
        `/${path.split('/')[1]}`,
        page(named(path, `type="application/rss+xml" title="${title}"`) + named('/main')),
      );
    }
    const main = feedAt(site, '/main');
    for (const path of ['/discussion', '/comments']) {
      const found = await discover(t, site.url(path));
      assert.deepEqual([found.url, found.how], [main, 'named by the page']);
    }
    assert.equal((await discover(t, site.url('/commentary'))).url, site.url('/commentary/feed/'));
  });

  test('a feed of comments is taken where there is no other, and said to be one', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/comments/feed/');
    site.page('/', page(named('/comments/feed/')));
    const found = await discover(t, site.origin);
    assert.deepEqual([found.url, found.how], [url, 'named by the page, for its comments']);
    assert.equal(pathsAsked(site).at(-1), '/comments/feed/');
  });

  test('addresses are relative to the first <base>, references resolved, attributes in any form', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/deep/feed?a=1&b=2');
    site.page(
      '/',
      page(
        `<base href="/deep/"><base href="/other/"><LINK TYPE='application/RSS+xml; charset=utf-8' HREF=feed?a=1&amp;b=2 Rel="home  ALTERNATE">`,
      ),
    );
    assert.equal((await discover(t, site.origin)).url, url);
  });

  test('addresses are relative to where the page was redirected to', async (t) => {
    await using other = await openSite();
    await using site = await openSite();
    const url = feedAt(other, '/en/feed');
    other.page('/en/', page(named('feed')));
    site.page('/', { status: 302, location: other.url('/en/') });
    assert.equal((await discover(t, site.origin)).url, url);
  });

  test('a named feed that moved for good is kept where it is now', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/new');
    site.page('/old', { status: 308, location: '/new' });
    site.page('/', page(named('/old')));
    assert.equal((await discover(t, site.origin)).url, url);
  });

  for (const type of [
    'application/atom+xml',
    'application/feed+json',
    'application/rdf+xml',
    'application/x.atom+xml',
  ]) {
    test(`as ${type}, before what may be no feed`, async (t) => {
      await using site = await openSite();
      const url = feedAt(site, '/f', 'F', type.includes('json') ? 'json' : 'atom');
      feedAt(site, '/api', 'API', 'json');
      site.page('/', page(named('/api', 'type="application/json"') + named('/f', `type="${type}"`)));
      assert.equal((await discover(t, site.origin)).url, url);
    });
  }

  test('one that does not work is passed over for the next', async (t) => {
    await using site = await openSite();
    site.page('/gone', { status: 410 });
    site.page('/page', page(''));
    const url = feedAt(site, '/works');
    site.page(
      '/',
      page(['/missing', '/gone', '/page', 'http://127.0.0.1:1/', '/works'].map((one) => named(one)).join('')),
    );
    assert.equal((await discover(t, site.origin)).url, url);
  });

  test('what is not a feed of this page is not asked: other types, other links, comments, scripts', async (t) => {
    await using site = await openSite();
    const url = feedAt(site, '/feed/');
    site.page(
      '/',
      page(
        `<!-- ${named('/no1')} --><script>const s = '${named('/no2')}';</script><title>${named('/no3')}</title>
         <link rel="alternate stylesheet" type="text/css" href="/no4"><link rel="alternate" hreflang="de" href="/no5">
         <link rel="alternate" type="application/json+oembed" href="/no6"><link rel="preload" type="application/rss+xml" href="/no7">
         ${named('mailto:rss@site.test')}${named('http://[')}${named('')}`,
      ),
    );
    assert.equal((await discover(t, site.origin)).url, url);
    assert.deepEqual(pathsAsked(site), ['/', '/feed/']);
  });
});

test('a link on the page that looks like a feed comes next', async (t) => {
  await using site = await openSite();
  const url = feedAt(site, '/news/rss?lang=en');
  feedAt(site, '/feed/');
  site.page(
    '/',
    page(
      '',
      `<a href="/how-to-feed-a-cat">Cats</a><a href="/feed-icon.png">Icon</a><a href="/rss/about.html">About</a>
       <a href="/comments/feed/">Comments</a><a name=top>Top</a><a href='/news/rss?lang=en#top'>RSS</a>`,
    ),
  );
  const found = await discover(t, site.origin);
  assert.deepEqual([found.url, found.how], [url, 'linked on the page']);
  assert.deepEqual(pathsAsked(site), ['/', '/news/rss?lang=en']);
});

test('a page that names thousands costs a few requests', async (t) => {
  await using site = await openSite();
  const many = (what: (index: number) => string): string =>
    Array.from({ length: 5_000 }, (_, index) => what(index)).join('');
  site.page(
    '/',
    page(
      many((index) => named(`/a${index}`)),
      many((index) => `<a href="/rss/${index}">`),
    ),
  );
  await refusal(t, site.origin);
  assert.ok(site.requests.length < 30, `${site.requests.length} requests`);
});

test('tells each address before it is asked', async (t) => {
  await using site = await openSite();
  const url = feedAt(site, '/f');
  site.page('/', page(named('/f')));
  const told: string[] = [];
  await discover(t, site.url('/'), { onTry: (address) => void told.push(address) });
  assert.deepEqual(told, [site.url('/'), url]);
});

test("ends with the signal's reason", async (t) => {
  await using site = await openSite();
  site.page('/', page(named('/slow')));
  site.page('/slow', () => new Promise(() => {}));
  const stop = new AbortController();
  const reason = new Error('enough');
  const pending = assert.rejects(discover(t, site.origin, { signal: stop.signal }), reason);
  await site.asked('/slow');
  stop.abort(reason);
  await pending;
});
