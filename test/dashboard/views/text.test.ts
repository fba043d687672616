import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'hono/html';
import { highlight, outLink, timeAgo } from '../../../src/dashboard/views/text.ts';

const show = (value: unknown): string => html`${value}`.toString();

test('marks whole words as they are written, the longest first', () => {
  const marked = (text: string, ...terms: string[]): string => show(highlight(text, terms));
  assert.equal(
    marked('US troops: the US focus', 'US', 'US troops'),
    '<mark>US troops</mark>: the <mark>US</mark> focus',
  );
  assert.equal(marked('U.S. troops. U.S.', 'U.S.'), '<mark>U.S.</mark> troops. <mark>U.S.</mark>');
  assert.equal(marked('القوات الأمريكية في العراق', 'العراق'), 'القوات الأمريكية في <mark>العراق</mark>');
  assert.equal(marked('<b> & <b>', '<b>'), '<mark>&lt;b&gt;</mark> &amp; <mark>&lt;b&gt;</mark>');
  assert.equal(
    marked('a.*b [x] (y|z) \\ ^$ {1}', '.*', '[x]', '(y|z)', '\\', '{1}'),
    'a.*b <mark>[x]</mark> <mark>(y|z)</mark> <mark>\\</mark> ^$ <mark>{1}</mark>',
  );
  assert.equal(marked('nothing', '', ' '), 'nothing');
});

test('only addresses of the web are links', () => {
  assert.equal(
    show(outLink('https://a.example/?a=1&b=2', 'A & B')),
    '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer">A &amp; B</a>',
  );
  for (const url of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//a.example',
    '',
    'https://',
  ]) {
    assert.equal(show(outLink(url, 'x')), '<span>x</span>', url);
  }
});

test('tells times by their distance', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const said = (ms: number): string =>
    /^<time datetime="(.+)" title="\1">(.+)<\/time>$/.exec(show(timeAgo(now + ms, now)))?.[2] ?? '';
  assert.equal(said(0), 'just now');
  assert.equal(said(-59_000), 'just now');
  assert.equal(said(1_000), 'in a moment');
  assert.equal(said(-60_000), '1 minute ago');
  assert.equal(said(-3_599_000), '59 minutes ago');
  assert.equal(said(-3_600_000), '1 hour ago');
  assert.equal(said(-86_400_000), 'yesterday');
  assert.equal(said(-40 * 86_400_000), '40 days ago');
  assert.equal(said(840_000), 'in 14 minutes');
  assert.match(show(timeAgo(null, now)), /–/);
});
