import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Io } from '../../src/cli/io.ts';
import { matches } from '../../src/cli/matches.ts';
import { addMatch, NOON } from '../record/support.ts';
import { install } from './marked-record.ts';

test('a list that is empty says what was looked for', (t) => {
  const place = install(t, { 'topic.yaml': '' });
  place.change(() => {});
  const says = (...args: string[]): string => place.run(...args).stdout.trim();
  assert.equal(says('matches'), 'no matches yet');
  assert.equal(says('matches', '--near'), 'no near misses yet');
  assert.equal(says('matches', '--topic', 'sudna'), 'no match with --topic sudna');
  assert.equal(says('matches', '--near', '--topic', 'a', '--since', '3d'), 'no near miss with --topic a --since 3d');
  assert.equal(says('search', 'drone'), 'no match has drone');
  assert.equal(says('search', 'drone', '--topic', 'a'), 'no match has drone with --topic a');
});

test('a match of several topics names them all', (t) => {
  const place = install(t, { 'topic.yaml': '' });
  const topics = [
    { id: 'wolves', score: 9 },
    { id: 'bears', score: 12.5 },
  ];
  place.change((record) => {
    record.feeds.ensure('f', 'https://news.example/feed', NOON);
    addMatch(record, 'a', { topic: 'wolves', score: 9, topics });
  });
  assert.match(place.run('matches', '--topic', 'bears').stdout, / · wolves 9, bears 12\.5 · /);
  assert.deepEqual((JSON.parse(place.run('matches', '--json').stdout) as { topics: object }[])[0]?.topics, topics);
});

test('each word that was found is named once, however many rules and places have it', (t) => {
  const place = install(t, { 'topic.yaml': '' });
  const found = (term: string, concept: string) => ({ term, concept, where: 'title' as const, snippet: term });
  place.change((record) => {
    record.feeds.ensure('f', 'https://news.example/feed', NOON);
    addMatch(record, 'a', { matched: [found('Troops', 'a'), found('Iraq', 'b'), found('troops', 'c')] });
  });
  assert.match(place.run('matches').stdout, /^ {2}Troops, Iraq$/m);
  assert.match(place.run('export', '--format', 'csv').stdout, /,Troops; Iraq,/);
});

test('nothing in a CSV passes for a formula, wherever a spreadsheet splits it', (t) => {
  const place = install(t, { 'topic.yaml': '' });
  place.change((record) => {
    record.feeds.ensure('f', 'https://news.example/feed', NOON);
    addMatch(record, 'a', { title: '=cmd', byline: '＝1', feedTitle: '\t+1', excerpt: 'a;=1;  "@b; -c - d\r\n=e' });
  });
  const [, row = '', ...more] = place.run('export', '--format', 'csv').stdout.trimEnd().split('\n');
  assert.deepEqual(more, []);
  for (const cell of [`,'=cmd,`, `,'＝1,`, `,'+1,`, `"a;'=1;  ""'@b; '-c - d =e"`])
    assert.ok(row.includes(cell), `${cell} in ${row}`);
});

test('on a narrow terminal lines break between words', async (t) => {
  const { folder, change } = install(t, { 'topic.yaml': '' });
  change((record) => {
    record.feeds.ensure('f', 'https://news.example/feed', NOON);
    addMatch(record, 'a', { feedTitle: 'The Harbour Gazette and Advertiser of the West' });
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 60, getColorDepth: () => 8 });
  const io = { stdin: process.stdin, stdout, stderr: process.stderr };
  const [config, data] = [join(folder, 'newswatch.yaml'), join(folder, 'data')];
  await matches(undefined, { config, data }, io as unknown as Io);
  const lines = stripVTControlCharacters(String(stdout.read())).split('\n');
  assert.match(lines[2] ?? '', /^ {2}[0-9a-f]{16} · 2026-11-20T12:00:00\.000Z · The Harbour$/);
  assert.match(lines[3] ?? '', /^ {2}Gazette and /);
});
