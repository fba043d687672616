import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDom } from '../../../workers/article/dom.ts';
import { readTitle } from '../../../workers/article/title.ts';

const PLACE = { site: ['riverpost'], url: 'https://www.riverpost.example/news/2024/bridge' };
const titleOf = (html: string, meta: Record<string, string> = {}): string =>
  readTitle(parseDom(html), new Map(Object.entries(meta)), null, PLACE);

test('a heading with which the title begins, set off from what follows', () => {
  for (const rest of [
    ' - Jo Marsh and Ken Dole - River Post',
    ' - ABC Radio (Anytown Broadcasting Corporation)',
    ' | Politics | The World’s News, Free of Charge',
    ' — all there is to know, free of charge',
    ' :: News from the river and beyond',
    ' [news.example]',
  ]) {
    assert.equal(
      titleOf(`<title>Bridge closes for good${rest}</title><h1>Bridge closes for good</h1>`),
      'Bridge closes for good',
      rest,
    );
  }
  assert.equal(
    titleOf('<title>老橋今年春天永久關閉_新聞_某某網</title><h1>老橋今年春天永久關閉</h1>'),
    '老橋今年春天永久關閉',
  );
  assert.equal(
    titleOf('<title>古い橋が閉鎖へ：地方｜日々新聞デジタル版</title><h1>古い橋が閉鎖へ</h1>'),
    '古い橋が閉鎖へ',
  );
});

test('a comma, a dash in a word, or a mere beginning sets nothing off', () => {
  assert.equal(
    titleOf('<title>Bridge closes, council says after a long night of debate</title><h1>Bridge closes</h1>'),
    'Bridge closes, council says after a long night of debate',
  );
  assert.equal(
    titleOf('<title>Twenty one-way streets that nobody would ever want to drive through</title><h1>Twenty one</h1>'),
    'Twenty one-way streets that nobody would ever want to drive through',
  );
});

test('a heading that links up is the site’s name, not the headline', () => {
  for (const href of ['/', 'https://other.example/', '/news/']) {
    assert.equal(
      titleOf(
        `<title>The Film Gang » Archive » Stand up, guys, at last</title><h1><a href="${href}">The Film Gang</a></h1><h2>Stand up, guys, at last</h2>`,
      ),
      'Stand up, guys, at last',
      href,
    );
  }
  assert.equal(
    titleOf('<title>Bridge closes</title><h1><a href="/news/2024/bridge">Bridge closes for good</a></h1>'),
    'Bridge closes for good',
  );
});

test('a smaller heading counts only as the greater part of a title', () => {
  assert.equal(
    titleOf('<title>Sports | Home side wins in the last minute</title><h2>Sports news</h2>'),
    'Sports | Home side wins in the last minute',
  );
  assert.equal(
    titleOf('<title>Home side wins in the last minute | Sports</title><h2>Home side wins in the last minute</h2>'),
    'Home side wins in the last minute',
  );
});

test('the only h1 counts where the declared titles were written anew for networks', () => {
  const declared = { 'og:title': 'This 53-year-old model says what she fears most: news, photos' };
  assert.equal(titleOf('<h1>A 53-year-old model: “Look at me”</h1>', declared), 'A 53-year-old model: “Look at me”');
  assert.equal(titleOf('<h1>Your browser is no longer supported</h1>', declared), declared['og:title']);
  assert.equal(titleOf('<h1>A 53-year-old model: “Look at me”</h1><h1>More</h1>', declared), declared['og:title']);
});

test('a short title beside the site’s name stays', () => {
  assert.equal(titleOf('<title>404 | Riverpost</title><h1>Lost?</h1>'), '404');
});
