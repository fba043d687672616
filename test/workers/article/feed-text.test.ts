import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedText } from '../../../src/model/jobs.ts';
import { readFeedText } from '../../../workers/article/feed-text.ts';

const SENTENCE =
  'The council decided on Monday that the old bridge over the river will be closed for good this spring.';
const FULL = `<p>${`${SENTENCE} `.repeat(3)}</p><p>${SENTENCE}</p>`;
const PARAGRAPHS = `${`${SENTENCE} `.repeat(3).trim()}\n\n${SENTENCE}`;
const read = (words: Partial<FeedText>) =>
  readFeedText({
    title: 'Bridge &amp; tunnel',
    summary: '',
    content: '',
    author: 'Jo Marsh',
    publishedAt: null,
    ...words,
  });

test('full content stands in for the page', () => {
  assert.deepEqual(read({ content: FULL, summary: 'Short.' }), {
    basis: 'feed',
    title: 'Bridge & tunnel',
    text: PARAGRAPHS,
  });
  assert.equal(read({ summary: FULL })?.basis, 'feed', 'some feeds put it into the description');
  assert.deepEqual(
    read({ content: `${FULL}<p>The post <a href=x>Bridge</a> appeared first on <a href=x>Paper</a>.</p>` })?.text,
    PARAGRAPHS,
  );
});

test('a summary is one that is short, has few sentences, or breaks off', () => {
  for (const content of [
    `<p>${SENTENCE} ${SENTENCE} ${SENTENCE}</p>`,
    `<p>${'word and '.repeat(100)}the end.</p>`,
    `${FULL}<p>And then it turned out […]</p>`,
    `${FULL}<p>And then…</p>`,
    `${FULL}<p><a href=x>Read more</a></p>`,
    `${FULL}<p><a href=x>Continue reading Bridge closes »</a></p>`,
  ]) {
    assert.equal(read({ content })?.basis, 'summary', content.slice(-60));
  }
});

test('the longer of content and summary is the summary', () => {
  assert.deepEqual(read({ summary: `<b>${SENTENCE}</b>`, content: 'Tiny.' }), {
    basis: 'summary',
    title: 'Bridge & tunnel',
    text: SENTENCE,
  });
  assert.equal(read({ summary: 'Click here to see more' })?.text, 'Click here to see more', 'better than nothing');
});

test('a headline alone is nothing to judge', () => {
  assert.equal(read({}), null);
  assert.equal(read({ summary: ' <img src=x> &nbsp; ', content: '<script>x</script>' }), null);
});

test('content beyond all measure is not read', () => {
  assert.equal(read({ content: FULL.repeat(5_000) }), null);
});
