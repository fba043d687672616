import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NewswatchError } from '../../../src/errors.ts';
import { prepareHtml } from '../../../workers/article/prepare-html.ts';

const cut = (html: string): string => prepareHtml(html).html;

test('cuts what holds no text of an article, and nothing else', () => {
  assert.equal(
    cut(
      '<!doctype html><head><style>p>a{color:"</style"}</style><script>if (a</b/.test("<p>")) x</script></head>' +
        '<p class="a">One<!-- two -- > --> three<svg><g><title>T</title></g></svg><iframe src="x">no</iframe>' +
        '<noscript><img src="x"></noscript> four</p>',
    ),
    '<!doctype html><head></head><p class="a">One three four</p>',
  );
});

test('comments end where browsers end them', () => {
  assert.equal(cut('a<!-->b<!--->c<!--d-->e<?php f ?>g<!x>h</ i>j'), 'abceghj');
  assert.equal(cut('a<!-- never closed <p>b'), 'a');
});

test('what is never closed is cut as browsers take it', () => {
  assert.equal(cut('<p>a<script>b<p>c'), '<p>a', 'a script reaches to the end');
  assert.equal(cut('<p>a<svg><p>b<svg>c'), '<p>a<p>bc', 'of a graphic only the tag goes');
  assert.equal(cut('<p>a<b title="x>y'), '<p>a<b title="x>y');
});

test('a sign that begins no tag is text', () => {
  assert.equal(cut('1 < 2 and <3 and << done <'), '1 < 2 and <3 and << done <');
});

test('what looks like a tag in a title or in an attribute is none', () => {
  assert.equal(cut('<title><script>x</title><p>y'), '<title><script>x</title><p>y');
  assert.equal(cut(`<p data-x="<script>" data-y='</p>'>z`), `<p data-x="<script>" data-y='</p>'>z`);
});

test('style attributes go; what they hid is marked hidden', () => {
  assert.equal(cut('<p style="color:red" id=a>x'), '<p  id=a>x');
  assert.equal(cut("<p id=a STYLE = 'display: none'>x"), '<p id=a hidden>x');
  assert.equal(cut('<p style=visibility:hidden>x'), '<p hidden>x');
  assert.equal(cut("<p title=\"a style='b\" class='c'>x"), "<p title=\"a style='b\" class='c'>x");
});

test('JSON-LD is read aside', () => {
  const { html, jsonLd } = prepareHtml(
    `<script type="application/ld+json">{"a":1}</script><p>x<script type='text/javascript'>1</script><SCRIPT id=s type=application/ld+json>{"b":"<p>"}</SCRIPT>`,
  );
  assert.equal(html, '<p>x');
  assert.deepEqual(jsonLd, ['{"a":1}', '{"b":"<p>"}']);
});

test('absurd pages are refused before anything is built of them', () => {
  const refusal = (code: string) => (error: unknown) => error instanceof NewswatchError && error.code === code;
  assert.throws(() => cut('<div>'.repeat(300_000)), refusal('page-too-deep'));
  assert.throws(() => cut('<p>x'.repeat(300_000)), refusal('page-too-large'));
  const within = (depth: number, paragraphs: number): string => '<div>'.repeat(depth) + '<p>x'.repeat(paragraphs);
  assert.throws(() => cut(within(500, 28_000)), refusal('page-too-deep'));
  assert.equal(cut(within(30, 28_000)).length, 112_150, 'many, but not deep');
  assert.equal(cut(within(500, 1_500)).length, 8_500, 'deep, but not many');
  assert.equal(cut('<div><span></div>'.repeat(10_000)).length, 170_000, 'many, and left open, but side by side');
  assert.equal(cut(`<img src="data:${'A'.repeat(50_000)}">x`), '<img>x', 'a picture written into the page');
});

test('time is linear in the text, whatever it repeats', () => {
  const time = (html: string): number => {
    const started = process.cpuUsage();
    try {
      cut(html);
    } catch (error) {
      assert.ok(error instanceof NewswatchError);
    }
    const { user, system } = process.cpuUsage(started);
    return user + system;
  };
  for (const piece of [
    '<',
    '<a ',
    '<a href="',
    "<a '",
    '<!--',
    '<svg>',
    '<script>',
    '</',
    '<p style="',
    '<title>',
    '<!',
    '="',
  ]) {
    // Quadratic work on two million characters would take hours, not seconds.
    assert.ok(time(piece.repeat(2_000_000 / piece.length)) < 5_000_000, `${piece} repeated`);
  }
});
