import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAlert, linesOf } from '../../../workers/deliver/message.ts';
import { WARNING_KINDS } from '../../../src/model/warning.ts';
import { alertBody, noticeBody } from '../../support/alert-body.ts';

const textOf = (...data: Parameters<typeof alertBody>): string => linesOf(describeAlert(alertBody(...data))).join('\n');

test('says what, why, whence, when and where it is kept', () => {
  assert.equal(
    textOf(),
    `https://news.example/2026/convoy?id=7&page=1

The last vehicles left at dawn.

Why it matched us-forces-iraq (score 7.5):
  match, 7.5 points (8 for, 0.5 against), 2.5 over the 5 needed, judged as an article (640 words)
  +8  US forces (body): “the last *U.S. troops* left the base”
  −0.5  hostages (body): “a *hostage*”

Feed: Example News, https://news.example/feed.xml
By: A. Writer
Published: 2026-11-22 08:00 UTC
Matched: 2026-11-22 08:15 UTC
Read from: the page
Corpus file: 005_0123456789abcdef.txt`,
  );
});

test('leaves out what there is not', () => {
  assert.equal(
    textOf({
      url: '',
      excerpt: '',
      byline: null,
      publishedAt: null,
      corpusFile: null,
      basis: 'summary',
      matched: [],
      why: [],
      score: 2.0049999,
      feed: { title: '', url: 'https://news.example/feed.xml' },
    }),
    `Why it matched us-forces-iraq (score 2):

Feed: https://news.example/feed.xml
Matched: 2026-11-22 08:15 UTC
Read from: headline and summary only; the page could not be had`,
  );
  assert.equal(describeAlert(alertBody({ title: ' \n' })).title, '(no headline)');
  assert.equal(
    describeAlert(alertBody({ feed: { title: '', url: 'https://x.example/f' } })).feed,
    'https://x.example/f',
  );
});

test('without words for it, the terms say why; a snippet that only repeats the title is not said again', () => {
  const term = { term: 'U.S. troops', concept: 'us-forces', where: 'title' } as const;
  const { title } = alertBody().data;
  assert.match(
    textOf({ why: [], matched: [{ ...term, snippet: title }] }),
    /\n {2}"U\.S\. troops" \(us-forces, in the title\)\n/,
  );
  const many = Array.from({ length: 40 }, (_, index) => ({ ...term, term: `t${index}`, snippet: '' }));
  assert.match(textOf({ why: [], matched: many }), /\n {2}"t11" \(us-forces, in the title\)\n {2}and 28 more\n\n/);
});

test('reasons are bounded, and fewer where there is less room', () => {
  const why = Array.from({ length: 12 }, (_, index) => `+${index}  rule`);
  assert.match(textOf({ why }), /\n {2}\+11 {2}rule\n\n/);
  assert.match(textOf({ why: [...why, 'x', 'y'] }), /\n {2}\+11 {2}rule\n {2}and 2 more\n\n/);
  assert.match(linesOf(describeAlert(alertBody({ why })), 4).join('\n'), /\n {2}\+3 {2}rule\n {2}and 8 more\n\n/);
});

test('nothing from outside breaks a line or grows without bound', () => {
  const evil = `a\r\nFeed: forged\u2028\u0000\u001b[31m${'x'.repeat(50_000)}`;
  const matched = [{ term: evil, concept: evil, where: 'body', snippet: evil }] as const;
  const all = { title: evil, byline: evil, excerpt: evil, topic: evil, feed: { title: evil, url: evil }, matched };
  for (const why of [[], Array.from({ length: 50 }, () => evil)]) {
    const lines = linesOf(describeAlert(alertBody({ ...all, why })));
    assert.equal(lines.filter((line) => line.startsWith('Feed: ')).length, 1);
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.ok(lines.every((line) => !/[\u0000-\u001f\u2028]/.test(line)));
    assert.ok(lines.join('\n').length < 10_000);
  }
});

test('an address is a link only if it is one, and whole', () => {
  const urlOf = (url: string): string | null => describeAlert(alertBody({ url })).url;
  assert.equal(urlOf('https://news.example/a\n b"<'), 'https://news.example/a%20b%22%3C');
  for (const none of ['javascript:alert(1)', 'news.example/a', `https://news.example/${'a'.repeat(3_000)}`]) {
    assert.equal(urlOf(none), null, none);
  }
});

test('a test alert says that it is none', () => {
  const { why } = describeAlert({ ...alertBody(), type: 'test' });
  assert.match(why, /^This is a test/);
});

test('a notice says what is wrong, with what, and since when', () => {
  const notice = describeAlert(noticeBody());
  assert.equal(notice.title, 'newswatch: a feed has fallen silent: Example News');
  assert.equal(
    linesOf(notice).join('\n'),
    `Example News: nothing new since 2026-11-20 06:30 UTC

Feed: https://news.example/feed.xml
Since: 2026-11-20 06:30 UTC`,
  );
  const refuses = describeAlert(noticeBody({ kind: 'host-refuses', subject: { host: 'x.example' } }));
  assert.equal(refuses.title, 'newswatch: a site refuses its pages: x.example');
  const titles = [...WARNING_KINDS, 'more' as const].map((kind) => describeAlert(noticeBody({ kind })).title);
  assert.equal(new Set(titles).size, titles.length);
});

test('nothing in a notice breaks a line or grows without bound', () => {
  const evil = `a\r\nSince: forged\u2028\u0000\u001b[31m${'x'.repeat(50_000)}`;
  const notice = describeAlert(noticeBody({ subject: { feed: { title: evil, url: evil } }, message: evil }));
  const lines = [notice.title, ...linesOf(notice)];
  assert.equal(lines.filter((line) => line.startsWith('Since: ')).length, 1);
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  assert.ok(lines.every((line) => !/[\u0000-\u001f\u2028]/.test(line)));
  assert.ok(lines.join('\n').length < 4_000);
});
