import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOnDom } from '../../../workers/article/dom.ts';
import { cutFurniture } from '../../../workers/article/furniture.ts';

const PROSE = 'The old harbour bridge was closed to all traffic on Monday morning, and it will not open again. '.repeat(
  10,
);

const left = (markup: string): string =>
  readOnDom(`<body><article><p>${PROSE}</p>${markup}</article></body>`, (document) => {
    cutFurniture(document);
    return (document.querySelector('article')?.textContent ?? '').replace(PROSE, '').trim();
  });

test('boxes that their names call furniture go, in the languages of templates', () => {
  for (const names of [
    'class="sharedaddy sd-sharing-enabled"',
    'class="jp-relatedposts"',
    'class="yarpp-related"',
    'id="disqus_thread"',
    'class="kommentare"',
    'class="commentaires liste"',
    'class="te-puede-interesar"',
    'class="post-navigation"',
    'class="entry-meta"',
    'class="saboxplugin-wrap"',
    'class="ez-toc-container"',
    'class="mc4wp-form"',
    'class="etiquetas"',
    'role="navigation"',
  ]) {
    assert.equal(left(`<div ${names}>Something of it</div>`), '', names);
  }
});

test('names that only resemble them stay', () => {
  for (const name of ['shareholders', 'commentary-text', 'author', 'relatedness', 'metadata-free', 'toccata']) {
    assert.equal(left(`<div class="${name}">Text</div>`), 'Text', name);
  }
});

test('text for the ears and of tooltips goes from the midst of a sentence, and glues nothing', () => {
  assert.equal(
    left(
      '<p>Rep. <a>Omar</a><span class="rollover-content">Omar: more about her</span> spoke<span class="sr-only">(opens)</span>.</p>',
    ),
    'Rep. Omar spoke.',
  );
  assert.equal(left('<div>one<div class="share-bar">Share</div>two</div>'), 'one two');
});

test('what holds much of the page is the article, whatever it is called', () => {
  assert.match(left(`<div class="related">${PROSE.replaceAll('bridge', 'tunnel')}</div>`), /tunnel/);
});
