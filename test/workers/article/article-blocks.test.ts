import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articleBlocks } from '../../../workers/article/article-blocks.ts';
import { readOnDom } from '../../../workers/article/dom.ts';
import { cutFurniture } from '../../../workers/article/furniture.ts';

const linesOf = (body: string): string[] =>
  readOnDom(`<!DOCTYPE html><html><body>${body}</body></html>`, (document) => {
    cutFurniture(document);
    return articleBlocks(document).map(({ text }) => text);
  });

const paragraph = (about: string): string =>
  `The ${about} was closed to all traffic on Monday morning, and this time, said the council, it will not be opened again before winter.`;
const TEXT = ['harbour bridge', 'northern tunnel', 'coastal road', 'old ferry pier', 'island railway'].map(paragraph);
const [A = '', B = '', C = '', D = '', E = ''] = TEXT;
const p = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');

test('what Readability drops by the names of classes belongs to the text if it stands in it', () => {
  const quote = 'It was never a bridge, said the engineer; it was a promise.';
  assert.deepEqual(
    linesOf(
      `<div class="story">${p(A, B)}<aside class="pullquote-sidebar"><p>${quote}</p></aside>${p(C)}
       <h3 class="comment-head">What comes next</h3>${p(D)}<ul class="sidebar-facts"><li>Built in 1961</li><li>Shut in 2024</li></ul>${p(E)}</div>`,
    ),
    [A, B, quote, C, 'What comes next', D, 'Built in 1961', 'Shut in 2024', E],
  );
});

test('a dateline is no by-line', () => {
  const lines = linesOf(
    `<article><h1>Closed</h1><p><span class="dateline">OLDTOWN –</span> ${A}</p>${p(B, C, D)}</article>`,
  );
  assert.ok(lines.includes(`OLDTOWN – ${A}`), lines[0]);
});

test('what stands around the box of the text does not come with it', () => {
  const teaser =
    '<div class="box"><h3><a href=x>Gulls</a></h3><p>What the gulls eat now that the fish market has gone, and why.</p></div>';
  assert.deepEqual(
    linesOf(
      `<div id="page"><p>Earn points by reading our papers every single day of the year.</p><h1>Closed</h1>
       <div class="story">${p(A, B, C, D, E)}</div>${teaser}${teaser}<p>This page is best viewed with a browser that can show style sheets.</p></div>`,
    ),
    TEXT,
  );
});

test('a text in two boxes of one kind is whole', () => {
  assert.deepEqual(
    linesOf(`<div><div class="part">${p(A, B, C, D, A, B, C, D)}</div><div class="part">${p(E)}</div></div>`),
    [A, B, C, D, A, B, C, D, E],
  );
});

test('where something else was found than the box with most of the text, the box is taken', () => {
  const LONG = [...TEXT, ...TEXT, ...TEXT];
  const junk = p(
    ...Array.from({ length: 12 }, (_, at) => `Rates of product ${at} are given without warranty, as of today.`),
  );
  assert.deepEqual(
    linesOf(`<div class="component related-files"><div>${p(...LONG)}</div></div><div class="content">${junk}</div>`),
    LONG,
  );
});

test('a short post is not lost behind its long discussion', () => {
  const comments = TEXT.map((text) => `<li class="comment"><div>${p(text, text, text)}</div></li>`).join('');
  assert.deepEqual(
    linesOf(
      `<main><article><h1>Open thread</h1><div class="entry-content">${p('Ask us anything about the bridge; we will answer here for a week, and then close the thread. '.repeat(4))}</div></article>
       <div id="comments" class="comments-area"><ol class="comment-list">${comments}</ol></div></main>`,
    ).join(' '),
    'Ask us anything about the bridge; we will answer here for a week, and then close the thread. '.repeat(4).trim(),
  );
});

test('a page without prose yields what Readability finds, or nothing', () => {
  assert.deepEqual(linesOf(''), []);
  assert.deepEqual(linesOf('<ul><li><a href=x>Home</a></ul>').length < 2, true);
});
