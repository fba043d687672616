import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJsonLd } from '../../../workers/article/json-ld.ts';

const ARTICLE = {
  '@type': 'NewsArticle',
  headline: 'Bridge &amp; tunnel: who&#8217;s next?',
  author: [{ '@type': 'Person', name: 'Mira Holt' }, 'Jo Marsh'],
  datePublished: '2024-03-11T08:15:00+01:00',
  inLanguage: 'en-GB',
  mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://paper.example/a' },
  publisher: { '@type': 'Organization', name: 'The Paper' },
  isAccessibleForFree: 'False',
  articleBody: 'One.\nTwo.',
};
const READ = {
  headline: 'Bridge & tunnel: who’s next?',
  authors: ['Mira Holt', 'Jo Marsh'],
  publishedAt: '2024-03-11T08:15:00+01:00',
  lang: 'en-GB',
  url: 'https://paper.example/a',
  publisher: 'The Paper',
  body: 'One.\nTwo.',
  free: false,
};

test('an article is found wherever a page nests it', () => {
  const json = JSON.stringify(ARTICLE);
  for (const block of [
    json,
    `[{"@type":"WebSite","name":"x"},${json}]`,
    `{"@context":"https://schema.org","@graph":[{"@type":"Organization"},${json}]}`,
    `{"@type":"WebPage","mainEntity":${json}}`,
    json.replace('"NewsArticle"', '["Thing","https://schema.org/ReportageNewsArticle"]'),
  ]) {
    assert.deepEqual(readJsonLd([block]), READ, block.slice(0, 60));
  }
});

test('broken JSON is mended where that is easy, and passed over where it is not', () => {
  const json = JSON.stringify(ARTICLE);
  assert.deepEqual(readJsonLd([`<!-- ${json} -->`]), READ);
  assert.deepEqual(readJsonLd([`//<![CDATA[\n${json}\n//]]>`]), READ);
  assert.deepEqual(readJsonLd([`/*<![CDATA[*/ [${json}] /*]]>*/`]), READ);
  assert.deepEqual(readJsonLd([json.replace(/}$/, ',}')]), READ);
  assert.equal(readJsonLd(['{"@type":"Article","headline":"raw\nline"}'])?.headline, 'raw line');
  assert.deepEqual(readJsonLd(['{"@type":"Article","headline":', json]), READ);
  assert.equal(readJsonLd(['', 'null', '"text"', '{', '[[[']), null);
});

test('wrong types are silence, not errors', () => {
  const odd = {
    '@type': 'Article',
    headline: { a: 1 },
    author: [null, 7, { name: ['A B'] }],
    datePublished: 5,
    publisher: [],
  };
  assert.deepEqual(readJsonLd([JSON.stringify(odd)]), {
    headline: null,
    authors: ['A B'],
    publishedAt: null,
    lang: null,
    url: null,
    publisher: null,
    body: null,
    free: null,
  });
});

test('a hostile block costs a bounded amount', () => {
  assert.equal(readJsonLd(['['.repeat(400_000)]), null);
  assert.equal(readJsonLd([`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`]), null);
  const many = `[${'{"@type":"Thing"},'.repeat(50_000)}${JSON.stringify(ARTICLE)}]`;
  assert.equal(readJsonLd([many]), null, 'too many objects: the rest is not read');
  assert.equal(readJsonLd([`{"a":"${'x'.repeat(1_000_000)}"}`, JSON.stringify(ARTICLE)]), null);
});

test('character references are resolved as in text', () => {
  const headline = 'Tom &amp; Jerry &ndash; &#8220;x&#8221; &lt;b&gt; &copy 1 &notit; & <i>';
  assert.equal(
    readJsonLd([JSON.stringify({ ...ARTICLE, headline })])?.headline,
    'Tom & Jerry – “x” <b> © 1 ¬it; & <i>',
  );
});
