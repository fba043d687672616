import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDom } from '../../../workers/article/dom.ts';
import { readJsonLd } from '../../../workers/article/json-ld.ts';
import { readMetadata, type Metadata } from '../../../workers/article/metadata.ts';

const NOW = Date.UTC(2026, 0, 5);
const URL_OF_PAGE = 'https://www.riverpost.example/2024/bridge';
const read = (html: string, ld: object | null = null): Metadata =>
  readMetadata(parseDom(html), readJsonLd(ld === null ? [] : [JSON.stringify(ld)]), URL_OF_PAGE, NOW);
const titleOf = (html: string, ld: object | null = null): string => read(html, ld).title;

test('title: the site’s name goes, wherever it stands and however it is set off', () => {
  for (const title of [
    'Bridge closes for good | River Post',
    'Bridge closes for good - The River Post',
    'Bridge closes for good — RiverPost.example',
    'River Post » Bridge closes for good',
    'Bridge closes for good • River Post • River Post',
  ]) {
    assert.equal(titleOf(`<title>${title}</title>`), 'Bridge closes for good', title);
  }
  assert.equal(
    titleOf('<title>Short - long - Uferblatt</title><meta property="og:site_name" content="Uferblatt">'),
    'Short - long',
  );
  assert.equal(titleOf('<title>Twenty-one years - and counting</title>'), 'Twenty-one years - and counting');
});

test('title: the heading on the page counts where it agrees with a declared title', () => {
  assert.equal(
    titleOf(
      '<title>Bridge closes for good, council says - River Post</title><h1>River Post</h1><h1>Bridge closes for good, council says</h1>',
    ),
    'Bridge closes for good, council says',
  );
  assert.equal(
    titleOf('<meta property="og:title" content="You won’t believe this bridge"><h1>Bridge closes</h1>', {
      '@type': 'NewsArticle',
      headline: 'Harbour bridge closes for good after 61 years of…',
    }),
    'Harbour bridge closes for good after 61 years of…',
    'a heading that disagrees with all is passed over',
  );
  assert.equal(titleOf('<h1>Only a <em>heading</em></h1>'), 'Only a heading');
  assert.equal(
    titleOf('<meta name="application-name" content="Bridge closes"><meta property="og:title" content="Bridge closes">'),
    'Bridge closes',
    'a headline given for the site’s name is none',
  );
  assert.equal(titleOf('<title>River Post</title><p>x'), '', 'the site’s name alone is no title');
});

test('by-line: declared persons, then visible ones, never the house where a person is named', () => {
  assert.equal(read('<meta name=author content="By Jo Marsh | Staff">').byline, 'Jo Marsh');
  assert.equal(
    read('<meta name=author content="River Post"><p class=byline>By Ken Dole, Oct 5, 2020 in Politics</p>').byline,
    'Ken Dole',
  );
  assert.equal(read('<meta property="article:author" content="https://social.example/jo">').byline, null);
  assert.equal(read('<a rel=author>Écrit par Zoé</a>').byline, 'Zoé');
  assert.equal(
    read('<span class=author>x</span>', { '@type': 'Article', author: [{ name: 'A Bee' }, { name: 'C Dee' }] }).byline,
    'A Bee, C Dee',
  );
  const many = Array.from('ABCDEFGHIJKL', (letter) => ({ name: `${letter}. Longname-Of Somebody` }));
  assert.equal(read('', { '@type': 'Article', author: many }).byline?.split(', ').length, 10);
  assert.equal(read('<p>By the way').byline, null);
});

test('language: a BCP 47 tag or nothing', () => {
  assert.equal(read('<html lang=en_us>').lang, 'en-US');
  assert.equal(read('<html lang="not a tag"><meta property="og:locale" content="ar_IQ">').lang, 'ar-IQ');
  assert.equal(read('<html lang=de>', { '@type': 'Article', headline: 'x', inLanguage: 'ku' }).lang, 'ku');
  assert.equal(read('<p>x').lang, null);
});

test('publication time: JSON-LD, meta, the page, in this order', () => {
  const page =
    '<meta property="article:published_time" content="2024-02-02"><article><time datetime="2024-03-03">x</time></article>';
  const iso = (html: string, ld: object | null = null) =>
    new Date(read(html, ld).publishedAt ?? Number.NaN).toISOString();
  assert.match(iso(page, { '@type': 'Article', headline: 'x', datePublished: '2024-01-01' }), /^2024-01-01/);
  assert.match(iso(page, { '@type': 'Article', headline: 'x', datePublished: 'soon' }), /^2024-02-02/);
  assert.match(iso(page.replace('2024-02-02', '')), /^2024-03-03/);
  assert.equal(read('<p>x').publishedAt, null);
});

test('canonical address: absolute, without tracking, never a front page', () => {
  const of = (html: string) => read(html).canonicalUrl;
  assert.equal(
    of('<link rel="shortlink canonical" href="/2024/bridge?utm_source=x">'),
    'https://www.riverpost.example/2024/bridge',
  );
  assert.equal(
    of('<link rel=canonical href="/"><meta property="og:url" content="https://riverpost.example/b">'),
    'https://riverpost.example/b',
  );
  assert.equal(of('<link rel=canonical href="javascript:alert(1)">'), null);
  assert.equal(
    of('<link rel=canonical href="www.riverpost.example/2024/bridge">'),
    'https://www.riverpost.example/2024/bridge',
    'without its scheme',
  );
  assert.equal(
    of('<link rel=canonical href="https://agency.example/bridge">'),
    'https://agency.example/bridge',
    'a copy names where it comes from',
  );
});
