import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRobotsFile } from '../../../workers/web/robots-file.ts';

const SITE = 'https://example.org';
const read = (text: string) => readRobotsFile(`${SITE}/robots.txt`, new TextEncoder().encode(text), 'newswatch');
const allows = (text: string, path: string): boolean => read(text).allows(`${SITE}${path}`);

test('several groups for one name are one (RFC 9309 2.2.1)', () => {
  const text =
    'User-agent: newswatch\nDisallow: /a\n\nUser-agent: x\nDisallow: /x\n\nUser-agent: newswatch\nDisallow: /b\n';
  assert.deepEqual(
    ['/a', '/b', '/x', '/c'].map((path) => allows(text, path)),
    [false, false, true, true],
  );
});

test('other lines do not end the list of names of a group', () => {
  const text = 'User-agent: newswatch\nSitemap: https://example.org/map\nUser-agent: other\nHost: x\nDisallow: /\n';
  assert.equal(allows(text, '/'), false);
});

test('a crawl delay is all that a group may hold', () => {
  const text = 'User-agent: *\nCrawl-delay: 10\n\nUser-agent: GPTBot\nDisallow: /\n';
  assert.equal(allows(text, '/'), true);
});

test('a group that forbids nothing frees us from the one for everybody', () => {
  assert.equal(allows('User-agent: *\nDisallow: /\nUser-agent: newswatch\nDisallow:\n', '/a'), true);
});

test('rules without a group, and rules of others, say nothing', () => {
  assert.equal(allows('Disallow: /\nUser-agent: other\nDisallow: /\n', '/a'), true);
});

test('the longest rule counts, and allowing if two are as long', () => {
  const text = 'User-agent: *\nDisallow: /a/\nAllow: /a/b\nDisallow: /c\nAllow: /c\nDisallow: /%7ejoe\n';
  assert.deepEqual(
    ['/a/x', '/a/b', '/c', '/%7Ejoe'].map((path) => allows(text, path)),
    [false, true, true, false],
  );
});

test('only the first half megabyte is read', () => {
  const filler = '#'.repeat(600_000);
  assert.equal(allows(`User-agent: *\nDisallow: /a\n${filler}\nDisallow: /b\n`, '/a'), false);
  assert.equal(allows(`User-agent: *\nDisallow: /a\n${filler}\nDisallow: /b\n`, '/b'), true);
});

test('a file of many names and many rules stays small', () => {
  const names = Array.from({ length: 12_000 }, (_, n) => `User-agent: bot${n}\n`).join('');
  const rules = 'Allow: /\n'.repeat(25_000);
  const file = read(`${names}User-agent: newswatch\n${rules}Disallow: /no\n`);
  assert.equal(file.allows(`${SITE}/no`), false);
  assert.ok(file.size < 500_000);
});

test('patterns made to be slow are left out once they are too many', () => {
  const slow = `Disallow: /${'*a'.repeat(2_000)}b\n`;
  const file = read(`User-agent: *\n${slow.repeat(100)}Disallow: /no\n`);
  assert.ok(file.size < 30_000, `${file.size} characters`);
  assert.equal(file.allows(`${SITE}/${'a'.repeat(8_000)}`), true);
  assert.equal(file.allows(`${SITE}/no`), false);
});

test('what is escaped needlessly is compared plain, and signs only where they are signs (RFC 9309 2.2.2, 2.2.3)', () => {
  const cases: [pattern: string, path: string, allowed: boolean][] = [
    ['/foo/%62%61%7A', '/foo/baz', false],
    ['/foo/baz', '/foo/%62%61%7a', false],
    ['/foo/%E3%83%84', '/foo/ツ', false],
    ['/foo/ツ', '/foo/%e3%83%84', false],
    ['/a%2Fb', '/a/b', true],
    ['/a%2Fb', '/a%2fb', false],
    ['/file-with-a-%2A.html', '/file-with-a-*.html', false],
    ['/file-with-a-%2A.html', '/file-with-a-b.html', true],
    ['/a-%24', '/a-$', false],
    ['/a-%24', '/a-', true],
    ['/a$b', '/a$b', false],
    ['/*.php$', '/a$.php', false],
    ['/*.php$', '/a.php$', true],
  ];
  for (const [pattern, path, allowed] of cases) {
    assert.equal(allows(`User-agent: *\nDisallow: ${pattern}\n`, path), allowed, `${pattern} ${path}`);
  }
});
