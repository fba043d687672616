import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDom } from '../../../workers/article/dom.ts';
import { readJsonLd } from '../../../workers/article/json-ld.ts';
import { readMetadata } from '../../../workers/article/metadata.ts';

const NOW = Date.UTC(2024, 5, 1, 12);
function publishedAt(
  html: string,
  { ld = null, url = 'https://paper.example/a' }: { ld?: object | null; url?: string } = {},
): string | null {
  const blocks = ld === null ? [] : [JSON.stringify(ld)];
  const { publishedAt: at } = readMetadata(parseDom(html), readJsonLd(blocks), url, NOW);
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
}
const under = (...lines: string[]): string =>
  `<title>Bridge closes</title><div>June 1, 2024</div>${'<p>x</p>'.repeat(9)}<h1>Bridge closes</h1>${lines.map((line) => `<div>${line}</div>`).join('')}`;

test('metas of many systems', () => {
  for (const meta of [
    'property="article:published_time" content="2024-03-11T08:15Z"',
    'itemprop="datePublished" content="2024-03-11T08:15Z"',
    'name="parsely-pub-date" content="2024-03-11T08:15Z"',
    'name="sailthru.date" content="Mon, 11 Mar 2024 08:15:00 +0000"',
    'name="DC.date.issued" content="2024-03-11T08:15Z"',
    'name="pubdate" content="1710144900"',
    'name="Date" content="March 11, 2024 8:15 am GMT"',
  ]) {
    assert.equal(publishedAt(`<meta ${meta}>`), '2024-03-11T08:15', meta);
  }
  assert.equal(
    publishedAt(
      '<meta property="article:modified_time" content="2024-03-11"><meta name="last-modified" content="2024-03-11">',
    ),
    null,
  );
});

test('where sources agree on the day, the one that tells the time counts', () => {
  const ld = { '@type': 'NewsArticle', headline: 'x', datePublished: '2024-03-11' };
  const meta = (content: string) => `<meta property="article:published_time" content="${content}">`;
  assert.equal(publishedAt(meta('2024-03-11T08:15:00+01:00'), { ld }), '2024-03-11T07:15');
  assert.equal(publishedAt(meta('2024-03-15T08:15:00+01:00'), { ld }), '2024-03-11T00:00', 'not where they do not');
  assert.equal(
    publishedAt(`${meta('2024-03-11T09:15')}<time datetime="2024-03-11T09:15:00+02:00">`),
    '2024-03-11T07:15',
    'with its zone',
  );
});

test('what describes the page where nothing describes its article', () => {
  assert.equal(
    publishedAt('', { ld: { '@type': 'MedicalWebPage', datePublished: '2024-03-11T08:15Z' } }),
    '2024-03-11T08:15',
  );
  assert.equal(
    publishedAt('', {
      ld: {
        '@type': 'ItemList',
        itemListElement: [{ '@type': 'NewsArticle', headline: 'other', datePublished: '2024-03-11' }],
      },
    }),
    null,
    'not the articles that a page lists',
  );
});

test('times on the page: those of the article, never when it was changed', () => {
  assert.equal(
    publishedAt(
      '<nav><time datetime="2024-01-01">x</time></nav><article><time datetime="2024-03-11">x</time></article>',
    ),
    '2024-03-11T00:00',
  );
  assert.equal(
    publishedAt('<time class=updated datetime="2024-04-01">x</time><time datetime="2024-03-11">x</time>'),
    '2024-03-11T00:00',
  );
  assert.equal(publishedAt('<time class="published updated" datetime="2024-03-11">x</time>'), '2024-03-11T00:00');
  assert.equal(publishedAt('<div class=comment><time datetime="2024-03-12">x</time></div>'), null);
});

test('a line under the headline, not the day in the page’s head', () => {
  assert.equal(publishedAt(under('Published 8:15 AM GMT Mar 11, 2024')), '2024-03-11T08:15');
  assert.equal(publishedAt(under('Updated: March 12, 2024', 'Published: March 11, 2024')), '2024-03-11T00:00');
  assert.equal(publishedAt(under('Actualizado el 12 de marzo de 2024')), null);
  assert.equal(publishedAt(under('By Jo Marsh on March 11, 2024')), '2024-03-11T00:00');
  assert.equal(
    publishedAt(under(`On March 11, 2024 the bridge was closed. ${'More was said. '.repeat(9)}`)),
    null,
    'a sentence',
  );
  assert.equal(publishedAt(`<html lang=de>${under('11/03/2024')}`), '2024-03-11T00:00');
});

test('the day in the address, and the line that agrees with it', () => {
  for (const path of [
    '2024/03/11/bridge',
    '2024/3/11/bridge',
    '2024/mar/11/bridge',
    '2024/WORLD/03/11/bridge',
    '2024-03-11/bridge',
    'bridge-20240311.html',
  ]) {
    assert.equal(publishedAt('', { url: `https://paper.example/${path}` }), '2024-03-11T00:00', path);
  }
  for (const path of [
    '2024/12-things',
    '2024/03/5-things',
    'a/19600475',
    '2024/13/45/x',
    '2031/01/01/x',
    'a?d=20240311',
  ]) {
    assert.equal(publishedAt('', { url: `https://paper.example/${path}` }), null, path);
  }
  const url = 'https://paper.example/2024/03/11/a';
  assert.equal(publishedAt(under('March 5, 2024', 'March 11, 2024 08:15 GMT'), { url }), '2024-03-11T08:15');
});

test('no time in the future, none that does not exist', () => {
  assert.equal(publishedAt('<meta name=date content="2024-06-03">'), null);
  assert.equal(
    publishedAt('<meta name=date content="2024-06-02T08:00">'),
    '2024-06-02T08:00',
    'tomorrow may be today in another zone',
  );
  assert.equal(
    publishedAt('<meta name=date content="2024-02-31"><meta name=pubdate content="2024-03-01">'),
    '2024-03-01T00:00',
  );
});
