import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewsRecord } from '../../src/record/record.ts';
import { addMatch, NOON } from '../record/support.ts';
import { install } from './marked-record.ts';

const TOPIC = 'topic: t\nconcepts: { a: [b] }\nrules: [{ has: a, points: 9 }]\n';

/** A first match and seven copies of it; returns their public ids. */
function tell(record: NewsRecord): string[] {
  record.feeds.ensure('f', 'https://news.example/feed', NOON);
  const first = addMatch(record, 'first', { feedTitle: 'One' });
  const copies = Array.from({ length: 7 }, (_, n) =>
    addMatch(record, `copy${n}`, { duplicateOf: first, feedTitle: `Site\u001b[2J ${n}`, matchedAt: NOON + n }),
  );
  record.matches.setFile(copies[0] ?? 0, { number: 0, name: '000_x.txt', sha256: 'x' });
  return [first, ...copies].map((id) => record.matches.get(id)?.uid ?? '');
}

test('matches and why list the later copies of a story under its first match, and lead from each back to it', (t) => {
  const place = install(t, { 'topic.yaml': TOPIC });
  let ids: string[] = [];
  place.change((record) => (ids = tell(record)));
  const [first = '', copy = ''] = ids;

  const { stdout: list } = place.run('matches');
  const again = list.split('\n').filter((line) => line.includes('told again'));
  assert.equal(again[0], `  told again: ${copy} · 2026-11-20T12:00:00.000Z · Site [2J 0`);
  assert.deepEqual([again.length, again.at(-1)], [6, '  told again: 2 times more']);
  assert.equal(list.split(`repeats ${first} (One)`).length - 1, 7);

  const { stdout: why } = place.run('why', first);
  const told = why.split('\n').filter((line) => line.includes('told again'));
  assert.equal(told.length, 7);
  assert.equal(
    told[0],
    `  told again ${copy} 2026-11-20T12:00:00.000Z, Site [2J 0, file 000_x.txt https://news.example/copy0`,
  );
  assert.match(place.run('why', copy).stdout, new RegExp(`^ {2}repeats {4}${first} `, 'm'));
});

test('with --json a copy names the first, in matches and in export', (t) => {
  const place = install(t, { 'topic.yaml': TOPIC });
  let ids: string[] = [];
  place.change((record) => (ids = tell(record)));
  const listed = JSON.parse(place.run('matches', '--json').stdout) as { duplicateOf: string | null }[];
  assert.deepEqual(
    listed.map(({ duplicateOf }) => duplicateOf),
    [...Array.from({ length: 7 }, () => ids[0]), null],
  );
  const exported = place.run('export').stdout.trim().split('\n');
  assert.equal((JSON.parse(exported[1] ?? '') as { duplicateOf: string }).duplicateOf, ids[0]);
});
