import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atom, firstOf, parse, rss } from './documents.ts';

const inRss = async (element: string, url = ''): Promise<string | null> =>
  (await firstOf(rss(`<item>${element}</item>`), url)).link;
const inAtom = async (element: string, url = '', attributes = ''): Promise<string | null> =>
  (await firstOf(atom(`<entry>${element}</entry>`, attributes), url)).link;

test('which link of RSS leads to the article', async () => {
  assert.equal(await inRss('<link> \n<![CDATA[ http://a.test/1?a=1&b=2 ]]>\n</link>'), 'http://a.test/1?a=1&b=2');
  assert.equal(await inRss('<guid>http://a.test/1</guid>'), 'http://a.test/1');
  assert.equal(await inRss('<guid isPermaLink="true">http://a.test/1</guid>'), 'http://a.test/1');
  assert.equal(await inRss('<guid isPermaLink="false">http://a.test/1</guid>'), null);
  assert.equal(await inRss('<guid>tag:a.test,2026:1</guid>'), null);
  assert.equal(await inRss('<guid>http://a.test/g</guid><link>http://a.test/1</link>'), 'http://a.test/1');
  assert.equal(await inRss('<atom:link href="http://a.test/1"/><guid isPermaLink="false">x</guid>'), 'http://a.test/1');
  assert.equal(
    await inRss('<atom:link rel="self" href="http://a.test/x"/><link>http://a.test/1</link>'),
    'http://a.test/1',
  );
  assert.equal(await inRss('<link href="http://a.test/1"/>'), 'http://a.test/1');
});

test('which link of Atom leads to the article', async () => {
  const link = (href: string, rest: string): string => `<link href="http://a.test/${href}" ${rest}/>`;
  assert.equal(await inAtom(link('p', 'rel="enclosure"') + link('1', '')), 'http://a.test/1');
  assert.equal(await inAtom(link('0', '') + link('1', 'rel="alternate"')), 'http://a.test/1');
  assert.equal(
    await inAtom(link('j', 'rel="alternate" type="application/json"') + link('1', "rel='alternate' type='text/html'")),
    'http://a.test/1',
  );
  assert.equal(await inAtom(link('s', 'rel="self"') + link('e', 'rel="edit"')), null);
  assert.equal(await inAtom('<link>http://a.test/1</link>'), 'http://a.test/1');
});

test('an absolute link stays as it is written', async () => {
  const written = 'HTTP://A.test:80/a b/../ü?utm_source=x#top';
  assert.equal(await inRss(`<link>${written}</link>`, 'http://feed.test/'), written);
  assert.equal(await inRss('<link>mailto:x@a.test</link>'), 'mailto:x@a.test');
});

test('a relative link is resolved: xml:base, the site, the address of the feed', async () => {
  const own = (base: string, link: string, url = ''): Promise<string | null> =>
    inAtom(`<link href="${link}"/>`, url, base);
  assert.equal(await inRss('<link>posts/1</link>', 'http://feeds.test/x/rss'), 'http://news.test/posts/1');
  assert.equal(await inRss('<link>//b.test/1</link>'), 'http://b.test/1');
  assert.equal(await inRss('<link>www.b.test/1</link>'), 'http://www.b.test/1');
  assert.equal(await own('', '/1', 'http://feeds.test/x/atom'), 'http://feeds.test/1');
  assert.equal(await own(' xml:base="http://a.test/blog/"', '1', 'http://feeds.test/'), 'http://a.test/blog/1');
  assert.equal(await own(' xml:base="blog/"', '1', 'http://feeds.test/x/atom'), 'http://feeds.test/x/blog/1');
  assert.equal(await own('', 'posts/1'), 'posts/1');
  const site = (url: string): Promise<string | null> =>
    inAtom('<link href="1"/></entry><link rel="alternate" href="http://a.test/"/><entry>', url);
  assert.equal(await site('http://a.test/blog/atom'), 'http://a.test/blog/1', 'RFC 4287: against the feed itself');
  assert.equal(await site('http://feeds.test/a'), 'http://a.test/1', 'on a host for feeds the site is meant');
  const nested = `<entry xml:base="2026/"><link xml:base="03/" href="1"/></entry>`;
  assert.equal((await firstOf(atom(nested, ' xml:base="http://a.test/"'))).link, 'http://a.test/2026/03/1');
});

test("the feed's own link is its site, not itself", async () => {
  const { link } = await parse(
    '<rss><channel><atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="self" href="http://a.test/feed"/><link>http://a.test/</link></channel></rss>',
  );
  assert.equal(link, 'http://a.test/');
});

test('the original beside a counting link', async () => {
  const entry = await firstOf(
    rss(
      '<item><link>http://feedproxy.test/~3/x</link><feedburner:origLink>http://a.test/1</feedburner:origLink></item>',
    ),
  );
  assert.deepEqual([entry.link, entry.originalLink], ['http://feedproxy.test/~3/x', 'http://a.test/1']);
  assert.ok(!('originalLink' in (await firstOf(rss()))));
});
