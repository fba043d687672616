import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'hono/html';
import { highlight, outLink, timeAgo, type Html } from '../../../src/dashboard/views/text.ts';

const show = async (value: Html | ReturnType<typeof highlight>): Promise<string> => (await html`${value}`).toString();

test('marks whole words as they are written, the longest first', async () => {
  const marked = (text: string, ...terms: string[]): Promise<string> => show(highlight(text, terms));
  assert.equal(
    await marked('US troops: the US focus', 'US', 'US troops'),
    '<mark>US troops</mark>: the <mark>US</mark> focus',
  );
  assert.equal(await marked('U.S. troops. U.S.', 'U.S.'), '<mark>U.S.</mark> troops. <mark>U.S.</mark>');
  assert.equal(await marked('القوات الأمريكية في العراق', 'العراق'), 'القوات الأمريكية في <mark>العراق</mark>');
  assert.equal(await marked('<b> & <b>', '<b>'), '<mark>&lt;b&gt;</mark> &amp; <mark>&lt;b&gt;</mark>');
  assert.equal(
    await marked('a.*b [x] (y|z) \\ ^$ {1}', '.*', '[x]', '(y|z)', '\\', '{1}'),
    'a.*b <mark>[x]</mark> <mark>(y|z)</mark> <mark>\\</mark> ^$ <mark>{1}</mark>',
  );
  assert.equal(await marked('nothing', '', ' '), 'nothing');
});

test('only addresses of the web are links', async () => {
  assert.equal(
    await show(outLink('https://a.example/?a=1&b=2', 'A & B')),
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
    assert.equal(await show(outLink(url, 'x')), '<span>x</span>', url);
  }
});

test('tells times by their distance', async () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const said = async (ms: number): Promise<string> =>
    /^<time datetime="(.+)" title="\1">(.+)<\/time>$/.exec(await show(timeAgo(now + ms, now)))?.[2] ?? '';
  assert.equal(await said(0), 'just now');
  assert.equal(await said(-59_000), 'just now');
  assert.equal(await said(1_000), 'in a moment');
  assert.equal(await said(-60_000), '1 minute ago');
  assert.equal(await said(-3_599_000), '59 minutes ago');
  assert.equal(await said(-3_600_000), '1 hour ago');
  assert.equal(await said(-86_400_000), 'yesterday');
  assert.equal(await said(-40 * 86_400_000), '40 days ago');
  assert.equal(await said(840_000), 'in 14 minutes');
  assert.match(await show(timeAgo(null, now)), /–/);
});
