import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { fileText } from '../../../src/corpus/format.ts';
import { extract } from '../../../workers/article/extract.ts';
import { articlePage } from '../../support/article-page.ts';
import { FURNITURE } from '../../support/page-layouts.ts';
import { openRandom } from '../../support/random.ts';
import { writeStory } from '../../support/story.ts';

const URL_OF_PAGE = 'https://paper.example/2024/a';
const PAGES = new URL('../../fixtures/pages/', import.meta.url);

// Pages of the kinds that the sample corpus was taken from, without cleaning: what its files show must not come out.
for (const name of readdirSync(PAGES).filter((file) => file.endsWith('.html'))) {
  test(`furniture: ${name} comes out as its author wrote it`, () => {
    const { title, text } = extract({ html: readFileSync(new URL(name, PAGES)), url: `https://site.example/${name}` });
    assert.equal(fileText(title, text), readFileSync(new URL(name.replace('.html', '.txt'), PAGES), 'utf8'));
  });
}

test('furniture: none of any layout comes with a story', async () => {
  const random = openRandom(11);
  for (let round = 0; round < 4; round++) {
    const { title, paragraphs } = writeStory(random, round % 2 === 0);
    for (const furniture of FURNITURE) {
      const page = {
        title,
        paragraphs,
        furniture,
        byline: 'Jo Marsh',
        publishedAt: Date.UTC(2026, 1, 3),
        siteName: 'The Local Paper',
      };
      const read = extract({ html: articlePage(page), url: URL_OF_PAGE });
      assert.equal(read.title, title, furniture);
      assert.equal(read.text, paragraphs.join('\n\n'), furniture);
      assert.equal(read.publishedAt, page.publishedAt, furniture);
      await turn();
    }
  }
});

test('metadata and text of one page', () => {
  const { signs, ...read } = extract({
    url: URL_OF_PAGE,
    html: new TextEncoder().encode(
      articlePage({
        title: 'Brücke – “zu”',
        paragraphs: [PROSE, `${PROSE} Zwei.`],
        byline: 'Zoé',
        canonical: URL_OF_PAGE,
        publishedAt: 0,
      }),
    ),
    contentType: 'text/html; charset=utf-8',
  });
  assert.deepEqual(read, {
    title: 'Brücke – “zu”',
    text: `${PROSE}\n\n${PROSE} Zwei.`,
    byline: 'Zoé',
    lang: 'de',
    publishedAt: null,
    canonicalUrl: URL_OF_PAGE,
  });
  assert.deepEqual({ ...signs, visible: signs.visible > 200 }, { visible: true, challenge: false, paywall: false });
});

const PROSE =
  'Die alte Brücke über den Hafen wurde am Montag für den Verkehr gesperrt, und diesmal wird sie nicht wieder geöffnet, sagte der Stadtrat.';

test('the bytes are decoded by their own charset', () => {
  const html = Buffer.from(`<meta charset=windows-1252><title>x</title><p>${PROSE}</p><p>${PROSE}</p>`, 'latin1');
  assert.equal(extract({ html, url: URL_OF_PAGE }).text, `${PROSE}\n\n${PROSE}`);
});

test('where the page shows too little, its declared articleBody is taken', () => {
  const ld = { '@type': 'NewsArticle', headline: 'x', articleBody: `${PROSE}\n${PROSE}\n${PROSE}` };
  const html = `<script type="application/ld+json">${JSON.stringify(ld)}</script><div id=app><p>${PROSE.slice(0, 100)}…</p></div>`;
  assert.equal(extract({ html, url: URL_OF_PAGE }).text, [PROSE, PROSE, PROSE].join('\n\n'));
  const marked = html.replace(/\\n/g, '</p><p>').replace('articleBody":"', 'articleBody":"<p>');
  assert.equal(extract({ html: marked, url: URL_OF_PAGE }).text, [PROSE, PROSE, PROSE].join('\n\n'));
});

test('hidden parts of a page are not read', () => {
  const html = `<article><p>${PROSE}</p><p style="display:none">Secret words of the template, not meant for anybody to see.</p><p hidden>More of them.</p><p>${PROSE}</p></article>`;
  assert.equal(extract({ html, url: URL_OF_PAGE }).text, `${PROSE}\n\n${PROSE}`);
});

test('broken pages yield what they have, or nothing', () => {
  const textOf = (html: string) => extract({ html, url: URL_OF_PAGE }).text;
  assert.equal(textOf(''), '');
  assert.equal(textOf('\u0000\ufffe<'), '');
  assert.equal(textOf('<frameset><frame src=x></frameset>'), '');
  assert.equal(textOf(PROSE), PROSE, 'no markup at all');
  assert.equal(textOf(`</div></p><td><p>${PROSE}<table><p>${PROSE}`), `${PROSE}\n\n${PROSE}`);
  assert.equal(
    textOf(`<script type="application/ld+json">{"@type":"Article","headline":"a" "b"}</script><p>${PROSE}</p>`),
    PROSE,
  );
});

test('a deeply nested page is read', () => {
  assert.equal(extract({ html: `${'<div>'.repeat(250)}<p>${PROSE}</p>`, url: URL_OF_PAGE }).text, PROSE);
});

test('a text as long as a novel is read, a longer one refused whole', () => {
  const pageOf = (characters: number): string =>
    `<article>${'<p>Words of a paragraph, with commas, which go on and on until nobody listens any more.</p>'.repeat(characters / 80)}</article>`;
  assert.ok(extract({ html: pageOf(250_000), url: URL_OF_PAGE }).text.length > 200_000);
  assert.throws(() => extract({ html: pageOf(400_000), url: URL_OF_PAGE }), {
    code: 'page-too-large',
    message: /longer than 300000 characters/,
  });
});
