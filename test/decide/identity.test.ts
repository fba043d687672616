import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressesOf, foreignAddress } from '../../src/decide/identity.ts';

const ITEM = 'https://news.example.org/a/5?utm_source=rss';
const FINAL = 'https://www.news.example.org/a/5-title';

describe('an article is known by', () => {
  test('the item’s address, the one after redirects, and the one it calls its own; each once', () => {
    const canonical = 'https://news.example.org/a/5-full-title/';
    assert.deepEqual(addressesOf({ item: ITEM, final: FINAL, canonical }), [
      'news.example.org/a/5',
      'news.example.org/a/5-title',
      'news.example.org/a/5-full-title',
    ]);
    assert.deepEqual(addressesOf({ item: ITEM, final: ITEM, canonical: ITEM }), ['news.example.org/a/5']);
  });

  test('what there is', () => {
    assert.deepEqual(addressesOf({ item: null, final: null, canonical: null }), []);
    assert.deepEqual(addressesOf({ item: ITEM, final: null, canonical: null }), ['news.example.org/a/5']);
  });

  test('its own word only on its own site: the host itself, or above and below it', () => {
    const own = (final: string, canonical: string): boolean =>
      addressesOf({ item: null, final, canonical }).length === 2;
    assert.ok(own('https://m.x.example/1', 'https://x.example/2'));
    assert.ok(own('https://x.example/1', 'https://amp.x.example/2'));
    assert.ok(own('https://www.x.example/1', 'https://news.x.example/2'));
    for (const hostile of [
      'https://evil.example/2',
      'https://x.example.evil.test/2',
      'https://notx.example/2',
      'https://x.example:8443/2',
      'https://x.example@evil.test/2',
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x.example/2',
      '//x.example/2',
      '/2',
      '',
    ])
      assert.ok(!own('https://x.example/1', hostile), hostile);
  });

  test('never by a front page, whoever names it', () => {
    for (const front of ['https://x.example/', 'https://www.x.example/index.html?utm_id=1', 'http://x.example/#top'])
      assert.deepEqual(addressesOf({ item: front, final: front, canonical: front }), [], front);
    assert.deepEqual(
      addressesOf({ item: 'https://x.example/1', final: 'https://x.example/', canonical: 'https://x.example/' }),
      ['x.example/1'],
    );
  });

  test('its own word means nothing where no page was read', () => {
    assert.deepEqual(addressesOf({ item: ITEM, final: null, canonical: 'https://news.example.org/b' }), [
      'news.example.org/a/5',
    ]);
  });

  test('a publisher on a port of loopback is a site of its own', () => {
    const canonical = 'http://127.0.0.1:5001/b';
    assert.deepEqual(addressesOf({ item: null, final: 'http://127.0.0.1:5000/a', canonical }), ['127.0.0.1:5000/a']);
  });
});

describe('a copy', () => {
  const foreign = (canonical: string | null, final: string | null = 'https://copy.example/1'): string | null =>
    foreignAddress({ final, canonical });

  test('may name its original on another site', () => {
    assert.equal(foreign('https://www.agency.example/story?utm_id=1'), 'agency.example/story');
  });

  test('names none on its own site, none that is a front page, none that is no address', () => {
    assert.equal(foreign('https://www.copy.example/2'), null);
    assert.equal(foreign('https://agency.example/'), null);
    for (const bad of ['javascript:alert(1)', 'ftp://agency.example/x', 'story', '', 'https://'])
      assert.equal(foreign(bad), null, bad);
    assert.equal(foreign(null), null);
    assert.equal(foreign('https://agency.example/story', null), null);
  });
});
