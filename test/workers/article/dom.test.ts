import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { NewswatchError } from '../../../src/errors.ts';
import { parseDom, parseWithJsdom, readOnDom } from '../../../workers/article/dom.ts';
import { extract, type PageSource } from '../../../workers/article/extract.ts';
import { articlePage } from '../../support/article-page.ts';
import { FURNITURE } from '../../support/page-layouts.ts';
import { openRandom, type Random } from '../../support/random.ts';
import { writeStory } from '../../support/story.ts';

const PAGES = new URL('../../fixtures/pages/', import.meta.url);
const DATA = new URL('../../../../shared/data/pages/html/', import.meta.url);

/** Without the fallback: what the light DOM lacks fails the test. */
const onLight: typeof readOnDom = (html, read) => read(parseDom(html));
const onJsdom: typeof readOnDom = (html, read) => read(parseWithJsdom(html));

function assertSame(page: PageSource): void {
  assert.deepEqual(extract(page, onLight), extract(page, onJsdom), page.url);
}

test('both DOMs yield the same: pages of fixtures', async () => {
  for (const name of readdirSync(PAGES).filter((file) => file.endsWith('.html'))) {
    assertSame({ html: readFileSync(new URL(name, PAGES)), url: `https://site.example/${name}` });
    await turn();
  }
});

test('both DOMs yield the same: stories in every layout, whole and torn', async () => {
  const random = openRandom(5);
  for (const furniture of FURNITURE) {
    const { title, paragraphs } = writeStory(random, true);
    const html = articlePage({ title, paragraphs, furniture, byline: 'Jo Marsh', siteName: 'The Local Paper' });
    const start = random.between(0, 400);
    for (const page of [html, html.slice(start, -random.between(1, 600)), html.replaceAll('</p>', '<br><br>')]) {
      assertSame({ html: page, url: 'https://paper.example/2024/a' });
    }
    await turn();
  }
});

test('both DOMs yield the same: real pages', async (t) => {
  if (!existsSync(DATA)) return t.skip('../shared/data/pages is not here');
  for (const name of readdirSync(DATA)) {
    assertSame({ html: gunzipSync(readFileSync(new URL(name, DATA))), url: 'https://paper.example/2024/a' });
    await turn();
  }
});

const PIECES =
  `<p>|</p>|<div class="a main">|</div>|<b>|</b>|<i>|<a href="/x">|</a>|<table>|<tr>|<td>|</table>|<li>|<ul>|</ul>|<br>|</br>
|<h1>|</h1>|<select>|<option>|</select>|<form>|<input name=q>|</form>|<math><mi>|</math>|<template>|</template>|<noscript>|</noscript>
|<title>T &amp; t</title>|<body class=b>|<html lang=de>|</body>|<frameset>|<!-- c -->|<!doctype html>|<pre>\n|<textarea>|</textarea>|<img src=a.jpg>
|text, and more of it|&eacute;&amp;&notit;&#0;&#x80;|\0|\r\n| |<font color=red>|</font>|<button>|</button>|<object>|</object>|<p hidden>|<center>`
    .split('|')
    .map((piece) => piece.replace(/\n$/, ''));
const SELECTORS = [
  '*',
  'p',
  'p, b, td',
  '.main',
  'div.a > p',
  '[class*="ai"]',
  '[CLASS~="a"] b',
  'html[lang="DE" i]',
  'li:not(:first-child)',
  'p:has(b)',
  'td + td, h1 ~ p',
  '#x, [hidden]',
  'input[name]',
];

const soup = (random: Random): string => Array.from({ length: 60 }, () => random.pick(PIECES)).join('');

/** All that can be seen of a document. */
function describe(document: Document): unknown {
  const all = Array.from(document.getElementsByTagName('*'));
  const place = (element: Element | null): number => (element === null ? -1 : all.indexOf(element));
  return {
    html: document.documentElement.innerHTML,
    title: document.title,
    body: document.body.localName,
    elements: all.map((element) => [
      element.tagName,
      element.localName,
      element.nodeName,
      element.id,
      element.className,
      element.getAttribute('href'),
      element.hasAttribute('hidden'),
      Array.from(element.attributes, ({ name, value }) => `${name}=${value}`).join(),
      element.textContent,
      element.children.length,
      element.childNodes.length,
      [element.parentElement, element.firstElementChild, element.lastElementChild].map(place),
      [element.nextElementSibling, element.previousElementSibling, element.closest('div, body')].map(place),
      element.matches('p, .main b'),
    ]),
    found: SELECTORS.map((selector) => [selector, Array.from(document.querySelectorAll(selector), place)]),
    first: SELECTORS.map((selector) => place(document.body.querySelector(selector))),
  };
}

test('both DOMs are the same tree of any soup of tags, with the same answers, also after changes', async () => {
  const random = openRandom(23);
  for (let round = 0; round < 200; round++) {
    const html = soup(random);
    const [light, full] = [parseDom(html), parseWithJsdom(html)];
    assert.deepEqual(describe(light), describe(full), JSON.stringify(html));
    const change = openChange(random);
    change(light);
    change(full);
    assert.deepEqual(describe(light), describe(full), `changed: ${JSON.stringify(html)}`);
    await turn();
  }
});

/** A change that can be done alike to two documents. */
function openChange(random: Random): (document: Document) => void {
  const [at, to] = [random.next(), random.next()];
  const inner = soup(random);
  return (document) => {
    const all = Array.from(document.body.getElementsByTagName('*'));
    const [one, other] = [all[Math.floor(at * all.length)], all[Math.floor(to * all.length)]];
    if (one === undefined || other === undefined) return;
    one.className = 'main';
    one.setAttribute('id', 'x');
    other.removeAttribute('class');
    if (!one.contains(other)) other.parentNode?.replaceChild(one, other);
    else if (one !== other) one.insertBefore(document.createTextNode('new'), one.firstChild);
    one.appendChild(document.createElement('SECTION')).innerHTML = inner;
    one.firstChild?.remove();
  };
}

test('what the light DOM lacks is done again on jsdom', () => {
  let runs = 0;
  const read = (document: Document): string => {
    runs++;
    document.body.firstElementChild?.remove();
    // No reader of ours asks for it.
    return `${document.body.textContent} ${document.createRange().collapsed}`;
  };
  assert.equal(readOnDom('<p>gone</p><p>kept</p>', read), 'kept true');
  assert.equal(runs, 2, 'each on a document of its own');
  assert.throws(() => read(parseDom('<p>x')), new TypeError('the light DOM has no createRange'));
});

test('names of attributes and elements are taken in any case', () => {
  for (const parse of [parseDom, parseWithJsdom]) {
    const { body } = parse('<p ID=a>x');
    const [p] = Array.from(body.getElementsByTagName('P'));
    assert.equal(p?.getAttribute('Id'), 'a');
    p?.setAttribute('LANG', 'de');
    assert.ok(p?.hasAttribute('Lang'));
    p?.removeAttribute('iD');
    assert.equal(body.innerHTML, '<p lang="de">x</p>');
  }
});

test('errors are not read twice', () => {
  let runs = 0;
  const refuse = (): never => {
    runs++;
    throw new NewswatchError('page-too-large', 'it is');
  };
  assert.throws(() => readOnDom('<p>x', refuse), { code: 'page-too-large' });
  assert.equal(runs, 1);
});

test('what grows beyond measure while it is parsed is refused', () => {
  const fonts = Array.from({ length: 480 }, (_, index) => `<font a${index}>`).join('');
  assert.throws(() => readOnDom(`<p>${fonts}${'<p>x'.repeat(20_000)}`, () => null), { code: 'page-too-large' });
  assert.throws(() => readOnDom(`x${'</p>'.repeat(100_000)}`, () => null), { code: 'page-too-large' });
  assert.throws(() => readOnDom('<table><tr><td>'.repeat(500), () => null), { code: 'page-too-deep' });
});
