import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distinct, namesIn } from '../../../workers/article/author-names.ts';
import { parseDom } from '../../../workers/article/dom.ts';
import { readJsonLd } from '../../../workers/article/json-ld.ts';
import { readMetadata } from '../../../workers/article/metadata.ts';

const bylineOf = (html: string, ld: object | null = null): string | null =>
  readMetadata(parseDom(html), readJsonLd(ld === null ? [] : [JSON.stringify(ld)]), 'https://www.riverpost.example/a')
    .byline;

test('names without what stands before and behind them', () => {
  const cases: [string, string | null][] = [
    ['By Jo Marsh and Ken Dole, CNN', 'Jo Marsh and Ken Dole'],
    ['BY JO MARSH, AP Sports Writer', 'JO MARSH'],
    ['Analysis by Jo Marsh, Editor-at-large', 'Jo Marsh'],
    ['Jo Marsh, Staff Writer, River Post', 'Jo Marsh'],
    ['Jo Marsh Senior Capital Correspondent', 'Jo Marsh'],
    ['Jo Marsh, MS, RDN', 'Jo Marsh, MS, RDN'],
    ['Jo Marsh jo.marsh@riverpost.example', 'Jo Marsh'],
    ['Jo Marsh | Staff', 'Jo Marsh'],
    ['Jo Marsh on', 'Jo Marsh'],
    ['Jo Marsh Monday, November 18, 2019', 'Jo Marsh'],
    ['Jo (J.M.) Marsh (River Post)', 'Jo (J.M.) Marsh'],
    ['María R. Ruiz / Emilio de Gómez', 'María R. Ruiz, Emilio de Gómez'],
    ['Von Anna Müller', 'Anna Müller'],
    ['Von Miller', 'Von Miller'],
    ['Par Zoé Petit et Luc Grand', 'Zoé Petit et Luc Grand'],
    ['LUC GRAND, ZOÉ PETIT Envoyés spéciaux à Toulouse', 'LUC GRAND, ZOÉ PETIT'],
    ['Di Gianni Rossi', 'Gianni Rossi'],
    ['Por Ana Ruiz', 'Ana Ruiz'],
    ['Door Jan de Vries', 'Jan de Vries'],
    ['Автор: Лида Иванова', 'Лида Иванова'],
    ['Текст: Лида Иванова', 'Лида Иванова'],
    ['От Иван Петров', 'Иван Петров'],
    ['بقلم: محمد علي', 'محمد علي'],
    ['作者：王小明', '王小明'],
    ['Oleh Budi Santoso', 'Budi Santoso'],
    ['AFP', 'AFP'],
    ['Associated Press', 'Associated Press'],
    ['Detroit News wire services', 'Detroit News wire services'],
    ['rmb8090', 'rmb8090'],
    ['https://social.example/jo', null],
    ['www.riverpost.example', null],
    ['riverpost.example', null],
    ['@jo', null],
    ['jo@riverpost.example', null],
    ['admin', null],
    ['jdadmin', null],
    ['Staff', null],
    ['Unknown', null],
    ['9:39AM BST', null],
    ['Jo writes about bridges. she lives here', null],
    ['', null],
  ];
  for (const [text, names] of cases) assert.equal(namesIn(text, ['riverpost']), names, text);
  assert.deepEqual(distinct(['Jo Marsh', 'JO MARSH', 'Zoé', 'Zoe']), ['Jo Marsh', 'Zoé']);
});

test('JSON-LD: strings, objects, references, persons before the house', () => {
  const article = { '@type': 'NewsArticle', headline: 'x' };
  assert.equal(bylineOf('', { ...article, author: 'By Jo Marsh' }), 'Jo Marsh');
  assert.equal(bylineOf('', { ...article, author: ['Jo Marsh', 'jo marsh'] }), 'Jo Marsh');
  assert.equal(
    bylineOf('', {
      ...article,
      author: [
        { '@type': 'Organization', name: 'River Post' },
        { '@type': 'Person', name: 'Jo Marsh' },
      ],
    }),
    'Jo Marsh',
  );
  assert.equal(
    bylineOf('', {
      '@graph': [
        { ...article, author: { '@id': '#jo' } },
        { '@type': 'Person', '@id': '#jo', name: 'Jo Marsh' },
      ],
    }),
    'Jo Marsh',
  );
  assert.equal(bylineOf('', { ...article, author: { '@id': '#nobody' } }), null);
  assert.equal(bylineOf('<a rel=author>Jo Marsh</a>', { ...article, author: 'https://social.example/jo' }), 'Jo Marsh');
});

test('the page: names apart from what a line break or a block sets apart', () => {
  assert.equal(bylineOf('<h3 class=byline>by Jo Marsh<br><span>Monday, November 18, 2019</span></h3>'), 'Jo Marsh');
  assert.equal(
    bylineOf('<div class=byline><div>By JO MARSH and KEN DOLE</div><div>Associated Press</div></div>'),
    'JO MARSH and KEN DOLE',
  );
  assert.equal(bylineOf('<div class=author><p>By</p><p>Jo Marsh</p></div>'), 'Jo Marsh');
  assert.equal(
    bylineOf(
      '<p><a rel=author>Jo Marsh</a>, <a rel=author>Ken Dole</a> <a rel=author>Follow</a></p><p><a rel=author>Other</a></p>',
    ),
    'Jo Marsh, Ken Dole',
  );
});

test('the page: not the authors of comments and of other articles', () => {
  assert.equal(bylineOf('<ol id=comments><li><b class=author>Troll</b></ol>'), null);
  assert.equal(
    bylineOf('<div class="related-posts"><i class=byline>By Ken Dole</i></div><p class=byline>By Jo Marsh</p>'),
    'Jo Marsh',
  );
  assert.equal(
    bylineOf('<div class="comments-open"><h1>Bridge</h1><p class=byline>By Jo Marsh</p></div>'),
    'Jo Marsh',
    'what holds the heading is the article',
  );
});

test('the page: a line "By …" under the headline', () => {
  const page = (line: string) =>
    `<title>Bridge closes</title><div>By the river</div><h1>Bridge closes</h1><div>Written by <a>Jo Marsh</a> on May 5, 2020</div><p>${line}</p>`;
  assert.equal(bylineOf(page('x')), 'Jo Marsh');
});

test('the spelled name for a log-in name', () => {
  assert.equal(bylineOf('<meta name=author content=jomarsh><p class=byline>By Jo Marsh</p>'), 'Jo Marsh');
});
