import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanUrl, hostOf, isFrontPage, isWebUrl, urlKey } from '../../src/model/url.ts';
import { inTime } from '../support/in-time.ts';

describe('cleanUrl', () => {
  const cleaned: readonly (readonly [from: string, to: string | null])[] = [
    ['https://x.example/a?utm_source=rss&id=5&utm_medium=feed', 'https://x.example/a?id=5'],
    ['https://x.example/a?UTM_Source=rss', 'https://x.example/a'],
    ['https://x.example/a?utm%5Fsource=rss&id=5', 'https://x.example/a?id=5'],
    ['https://x.example/a?id=5&amp;utm_source=rss', 'https://x.example/a?id=5'],
    ['https://x.example/a?fbclid=x&gclid=y&mc_cid=z&_hsenc=w&at_medium=RSS&ocid=v&smid=u', 'https://x.example/a'],
    ['https://x.example/a?b=%zz&utm_id=1', 'https://x.example/a?b=%zz'],
    ['https://x.example/a?', 'https://x.example/a'],
    ['https://x.example/a?&&id=5&', 'https://x.example/a?id=5'],
    ['https://x.example/a#comments', 'https://x.example/a'],
    ['https://x.example/#!/story/5', 'https://x.example/#!/story/5'],
    ['https://reader:secret@x.example/a', 'https://x.example/a'],
    ['  HTTPS://X.Example:443/a  ', 'https://x.example/a'],
    ['https://x.example:8443/a', 'https://x.example:8443/a'],
    ['https://münchen.example/straße', 'https://xn--mnchen-3ya.example/stra%C3%9Fe'],
    ['https://x.example/a\n/b', 'https://x.example/a/b'],
    // Not tracking: it says what is read.
    ['https://x.example/?p=5&ref=6&source=7&s=8', 'https://x.example/?p=5&ref=6&source=7&s=8'],
    ['https://x.example/?my_utm_source=5&attack=1', 'https://x.example/?my_utm_source=5&attack=1'],
    ['javascript:alert(1)', null],
    ['mailto:desk@x.example', null],
    ['ftp://x.example/a', null],
    ['data:text/html,x', null],
    ['x.example/a', null],
    ['https://', null],
    ['', null],
  ];
  for (const [from, to] of cleaned) test(JSON.stringify(from), () => assert.equal(cleanUrl(from), to));

  test('relative to a base', () => {
    assert.equal(cleanUrl('../b?utm_term=x#c', 'https://x.example/a/a'), 'https://x.example/b');
    assert.equal(cleanUrl('//y.example/b', 'https://x.example/a'), 'https://y.example/b');
    assert.equal(cleanUrl('b', 'no base'), null);
  });

  test('cleaning twice changes nothing more', () => {
    for (const [, to] of cleaned) if (to !== null) assert.equal(cleanUrl(to), to);
  });
});

describe('urlKey: the same article', () => {
  const same: readonly (readonly string[])[] = [
    [
      'https://example.org/news/5',
      'http://example.org/news/5',
      'https://www.example.org/news/5/',
      'https://www2.example.org/news/5',
      'https://m.example.org/news/5',
      'https://mobile.example.org/news/5',
      'https://amp.example.org/news/5',
      'https://www.m.example.org/news/5',
      'https://EXAMPLE.org/news/5',
      'https://example.org./news/5',
      'https://example.org:443/news/5',
      'http://example.org:80/news/5',
      'http://example.org:443/news/5',
      'https://example.org//news//5//',
      'https://example.org/news/5/index.html',
      'https://example.org/news/5/INDEX.PHP',
      'https://example.org/news/5/default.aspx',
      'https://example.org/news/5?utm_source=a&utm_medium=b',
      'https://example.org/news/5?',
      'https://example.org/news/5#top',
      'https://example.org/news/5/amp',
      'https://example.org/news/5/amp/',
      'https://example.org/amp/news/5',
      'https://example.org/news/5.amp',
      'https://example.org/news/5?amp',
      'https://example.org/news/5?amp=1',
      'https://example.org/news/5?outputType=amp',
      'https://reader:secret@example.org/news/5',
      'https://example.org/x/../news/5',
    ],
    ['https://example.org/a?x=1&y=2', 'https://example.org/a?y=2&x=1', 'https://example.org/a/?y=2&utm_id=3&x=1'],
    ['https://example.org/a?q=a+b', 'https://example.org/a?q=a%20b'],
    ['https://example.org/a?q', 'https://example.org/a?q='],
    ['https://example.org/story.html', 'https://example.org/story.amp.html', 'https://example.org/amp/story.html'],
    ['https://example.org/caf%C3%A9', 'https://example.org/caf%c3%a9', 'https://example.org/café'],
    ['https://example.org/~reader', 'https://example.org/%7Ereader', 'https://example.org/%7ereader'],
    ['https://münchen.example/a', 'https://xn--mnchen-3ya.example/a', 'https://MÜNCHEN.example/a'],
    ['https://m.example.co.uk/a', 'https://www.example.co.uk/a', 'https://example.co.uk/a'],
    ['https://example.org/#!/story/5', 'http://www.example.org/?utm_id=1#!/story/5'],
    ['http://[2001:DB8:0::1]/a', 'https://[2001:db8::1]:443/a/'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a/?utm_id=1'],
  ];
  for (const [first = '', ...others] of same) {
    const key = urlKey(first);
    test(String(key), () => {
      assert.notEqual(key, null);
      for (const other of others) assert.equal(urlKey(other), key, other);
    });
  }
});

describe('urlKey: not the same article', () => {
  const different: readonly (readonly [string, string])[] = [
    ['https://example.org/a?id=5', 'https://example.org/a?id=6'],
    ['https://example.org/a?id=5', 'https://example.org/a'],
    ['https://example.org/?p=5', 'https://example.org/?p=6'],
    ['https://example.org/a?x=1&x=2', 'https://example.org/a?x=2&x=1'],
    // A value may hold what looks like another parameter.
    ['https://example.org/a?x=1&y=2', 'https://example.org/a?x=1%26y%3D2'],
    ['https://example.org/Story', 'https://example.org/story'],
    ['https://example.org/a?q=A', 'https://example.org/a?q=a'],
    ['https://example.org/a%2Fb', 'https://example.org/a/b'],
    ['https://example.org/a%3Fb=1', 'https://example.org/a?b=1'],
    ['https://example.org/a.html', 'https://example.org/a'],
    ['https://example.org/a.html', 'https://example.org/a.php'],
    ['https://example.org/index.html/a', 'https://example.org/a'],
    ['https://example.org/a/amphitheatre', 'https://example.org/a'],
    ['https://example.org/a/amphitheatre', 'https://example.org/a/hitheatre'],
    ['https://example.org/amp-news/5', 'https://example.org/news/5'],
    ['https://example.org/amplify/5', 'https://example.org/lify/5'],
    ['https://example.org/news/camp', 'https://example.org/news/c'],
    ['https://example.org/music/amp/review', 'https://example.org/music/review'],
    ['https://example.org/a?amp=5', 'https://example.org/a'],
    ['https://example.org/a?ampere=1', 'https://example.org/a'],
    ['https://news.example.org/a', 'https://example.org/a'],
    ['https://mirror.example.org/a', 'https://example.org/a'],
    ['https://m.co.uk/a', 'https://co.uk/a'],
    ['https://m.co.uk/a', 'https://www.co.uk/a'],
    ['https://amp.dev/a', 'https://dev/a'],
    ['https://www.com/a', 'https://m.com/a'],
    ['https://example.org/a', 'https://example.org:8443/a'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8081/a'],
    ['http://127.0.0.1/a', 'http://127.0.0.2/a'],
    ['https://example.org/#!/story/5', 'https://example.org/#!/story/6'],
    ['https://example.org/#!/story/5', 'https://example.org/'],
  ];
  for (const [one, other] of different) {
    test(`${one} · ${other}`, () => {
      assert.notEqual(urlKey(one), null);
      assert.notEqual(urlKey(one), urlKey(other));
    });
  }
});

test('a key that is read as an address again is the same key', () => {
  for (const url of [
    'https://www.example.org/a/?b=1&a=%26',
    'http://m.example.co.uk:8080/x.amp.html',
    'https://example.org/#!/r',
  ]) {
    const key = urlKey(url) ?? '';
    assert.equal(urlKey(`https://${key}`), key);
  }
});

test('no key where there is no web address', () => {
  for (const text of ['', 'x', '/a', 'mailto:a@b.example', 'javascript:1', 'https://', 'https://a b/'])
    assert.equal(urlKey(text), null, text);
});

test('a front page names no article', () => {
  for (const url of [
    'https://x.example',
    'https://www.x.example/?utm_source=a',
    'https://x.example/index.html#top',
    'http://x.example:8080/',
    'https://x.example/amp/',
  ])
    assert.ok(isFrontPage(url), url);
  for (const url of [
    'https://x.example/a',
    'https://x.example/?p=1',
    'https://x.example/#!/a',
    'https://x.example/en/',
    'none',
  ])
    assert.ok(!isFrontPage(url), url);
});

test('hosts', () => {
  assert.equal(hostOf('https://WWW.x.example:443/a'), 'www.x.example');
  assert.equal(hostOf('http://u:p@127.0.0.1:8080/'), '127.0.0.1:8080');
  assert.equal(hostOf('http://[::1]:80/'), '[::1]');
  for (const text of ['ftp://x.example/', 'mailto:a@x.example', 'x.example', ''])
    assert.equal(hostOf(text), null, text);
});

test('web addresses', () => {
  for (const text of ['http://x.example', 'HTTPS://x.example/']) assert.ok(isWebUrl(text), text);
  for (const text of ['ftp://x.example', '//x.example', 'http://', 'x']) assert.ok(!isWebUrl(text), text);
});

describe('addresses made to be slow', () => {
  const long = 200_000;
  const hostile: { readonly [about: string]: string } = {
    slashes: `https://x.example/${'/'.repeat(long)}a`,
    'slashes at the end': `https://x.example/a${'/'.repeat(long)}`,
    'amp after amp': `https://x.example${'/amp'.repeat(long / 4)}/`,
    'amp points': `https://x.example/a${'.amp'.repeat(long / 4)}x`,
    'index after index': `https://x.example${'/index.html'.repeat(long / 10)}x`,
    'm. after m.': `https://${'m.'.repeat(long / 2)}example.org/`,
    'www without a number': `https://${'www'.repeat(long / 3)}.example.org/`,
    parameters: `https://x.example/?${'a=1&'.repeat(long / 4)}`,
    'almost tracking': `https://x.example/?${'utm_'.repeat(long / 4)}!=1`,
    'amp; after amp;': `https://x.example/?${'amp;'.repeat(long / 4)}=1`,
    escapes: `https://x.example/${'%'.repeat(long)}`,
    'an endless fragment': `https://x.example/#!${'#'.repeat(long)}`,
  };
  for (const [about, url] of Object.entries(hostile)) {
    test(about, () => {
      const key = inTime(() => urlKey(url));
      assert.ok(key === null || key.length <= 2 * url.length);
      inTime(() => isFrontPage(url));
    });
  }
});
