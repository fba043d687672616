import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { extract } from '../../../workers/article/extract.ts';
import { findProblem } from '../../../workers/article/quality.ts';

const problemOf = (html: string): string | null =>
  findProblem(extract({ html, url: 'https://paper.example/2024/a' }))?.code ?? null;

const SENTENCE =
  'The council decided on Monday that the old bridge over the river will be closed for good this spring. ';
const article = (times: number, more = ''): string =>
  `<title>Bridge closes</title><article><h1>Bridge closes</h1>${`<p>${SENTENCE.repeat(2)}</p>`.repeat(times)}${more}</article>`;

test('articles pass, short ones too', () => {
  assert.equal(problemOf(article(5)), null);
  assert.equal(
    problemOf(
      '<title>Flash</title><p>Two soldiers were killed when a bomb went off near their convoy north of the city, the army said. No group claimed the attack.</p>',
    ),
    null,
  );
  assert.equal(problemOf(`<html lang=ja><p>${'古い橋は月曜日に閉鎖されたと市が発表した。'.repeat(4)}</p>`), null);
});

test('walls and errors do not', () => {
  const pages: Record<string, string> = {
    'no-text': '<body><div id="root"></div><script>render()</script></body>',
    'bot-check':
      '<title>Just a moment...</title><h1>paper.example</h1><p>Checking your browser before accessing paper.example. This process is automatic. Your browser will redirect to your requested content shortly.</p>',
    consent:
      '<title>Paper</title><div class="main"><h1>We value your privacy</h1><p>We and our 812 partners store and/or access information on a device, such as cookies, and process personal data for the purposes described below.</p><p>You may click to consent, or manage preferences. Some vendors process your data on the basis of legitimate interest.</p><button>Accept all</button></div>',
    'error-page':
      '<title>Page not found</title><h1>404</h1><p>The page you are looking for cannot be found. It might have been removed, had its name changed, or is temporarily unavailable. Try the search, or go to the front page.</p>',
    paywall: article(
      2,
      '<div class="gate"><p>To continue reading, subscribe now.</p><p>Already a subscriber? Log in.</p></div>',
    ),
    stub: '<title>Bridge closes</title><p>The council decided on Monday</p>',
  };
  for (const [code, html] of Object.entries(pages)) assert.equal(problemOf(html), code, code);
  assert.equal(
    problemOf(
      `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge","isAccessibleForFree":false}</script>${article(2)}`,
    ),
    'paywall',
    'the page says so itself',
  );
  assert.equal(
    problemOf(
      '<title>paper.example</title><script src="https://geo.captcha-delivery.com/captcha/"></script><p>Please solve this to go on to the page that you asked for, it takes a moment. Thank you for your patience with us. The team.</p>',
    ),
    'bot-check',
  );
});

/** Pages of our own writing: `walls` by kind and name, and short `articles` about such things. */
const { walls, articles } = JSON.parse(readFileSync(new URL('../../fixtures/walls.json', import.meta.url), 'utf8')) as {
  walls: Record<string, Record<string, string>>;
  articles: Record<string, string>;
};

for (const [kind, pages] of Object.entries(walls)) {
  test(`no ${kind} wall or page is taken for an article, in any language`, () => {
    for (const [name, html] of Object.entries(pages)) assert.notEqual(problemOf(html), null, name);
  });
}

test('a short article about such things is an article', () => {
  for (const [name, html] of Object.entries(articles)) assert.equal(problemOf(html), null, name);
});

test('an article about such things is an article', () => {
  assert.equal(
    problemOf(article(6, `<p>${SENTENCE}“Access denied”, the screen said. “Checking your browser.”</p>`)),
    null,
  );
  assert.equal(
    problemOf(
      article(
        3,
        '<p>Sites must let readers reject all cookies, the court ruled, and "accept all" may not be larger.</p>',
      ),
    ),
    null,
  );
  assert.equal(problemOf(article(2).replaceAll('Bridge closes', '500 troops leave; Forbidden City reopens')), null);
  assert.equal(problemOf(article(2).replaceAll('Bridge closes', 'Error of judgement cost the bridge')), null);
  assert.equal(problemOf(article(10, '<p>Already a subscriber? Log in.</p>')), null, 'the whole text is there');
});

test('every problem may pass, and says what is wrong in one line', () => {
  const problem = findProblem(extract({ html: '<p>Hi there', url: 'https://paper.example/a' }));
  assert.deepEqual(problem, { code: 'stub', message: 'the page holds only 8 characters of text', retry: 'later' });
});
