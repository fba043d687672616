import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Mark } from '../../src/record/marks.ts';
import { openRecord } from '../../src/record/record.ts';
import { openFolder } from '../support/folder.ts';
import { addItem, addMatch, mark, newRecord, NOON } from './support.ts';

const kept = (one: Mark): object => ({
  ...one,
  textHash: createHash('sha256').update(`${one.title}\n\n${one.text}`).digest('hex'),
});

test('a mark is kept with the words it was passed on and their hash, in the order they were made', (t) => {
  const { marks } = newRecord(t);
  const earlier = mark('0123456789abcdef');
  const later = {
    ...mark('fedcba9876543210'),
    basis: 'summary',
    topic: null,
    text: 'other',
    markedAt: NOON + 1,
  } as const;
  marks.set(later);
  marks.set(earlier);
  assert.deepEqual(marks.all(), [kept(earlier), kept(later)]);
  assert.deepEqual(marks.get(later.uid), kept(later));
  assert.equal(marks.get('0000000000000000'), undefined);
});

test('a later judgement replaces the one before, words and all', (t) => {
  const { marks } = newRecord(t);
  const last = { ...mark('0123456789abcdef'), markedAt: NOON + 1 };
  marks.set({ ...last, mark: 'wrong', matched: false, topic: 'other', basis: 'summary', text: 'headline only' });
  marks.set(last);
  assert.deepEqual(marks.all(), [kept(last)]);
});

test('a mark outlives the words of its item, and the item', (t) => {
  const record = newRecord(t);
  const item = addItem(record, 'a');
  record.items.end(item, { state: 'rejected', at: NOON, kept: { title: 'T', text: 'words' } });
  const uid = record.items.get(item)?.uid ?? '';
  record.marks.set(mark(uid));
  assert.deepEqual(record.items.prune({ keptText: NOON * 2, rejected: NOON * 2 }), { texts: 1, rows: 1 });
  assert.deepEqual(record.marks.all(), [kept(mark(uid))]);
});

test('a near miss that becomes a match keeps its mark', (t) => {
  const record = newRecord(t);
  const first = record.matches.get(addMatch(record, 'a'));
  assert.equal(first?.mark, null);
  const uid = record.items.get(addItem(record, 'b'))?.uid ?? '';
  record.marks.set({ ...mark(uid), mark: 'right', matched: false });
  const row = first ?? assert.fail();
  const late = record.matches.insert({ ...row, item: record.items.byUid(uid)?.id ?? 0, signature: null, bands: [] });
  assert.deepEqual([record.matches.get(late)?.mark, record.matches.get(row.id)?.mark], ['right', null]);
});

test('marks of an older record get topic and basis from what it still knows', (t) => {
  const folder = openFolder(t);
  const older = openRecord(folder);
  older.feeds.ensure('f', 'https://news.example/feed', NOON);
  const match = older.matches.get(addMatch(older, 'a', { topic: 'trade', basis: 'summary' }))?.uid ?? '';
  const item = addItem(older, 'b');
  older.items.end(item, { state: 'rejected', at: NOON, basis: 'feed' });
  const nearMiss = older.items.get(item)?.uid ?? '';
  for (const uid of [match, nearMiss, 'f0f0f0f0f0f0f0f0']) older.marks.set(mark(uid));
  for (const column of ['topic', 'basis']) older.db.run(`ALTER TABLE marks DROP COLUMN ${column}`);
  older.db.run('PRAGMA user_version = 3');
  older.close();
  const record = openRecord(folder);
  t.after(() => record.close());
  const known = (uid: string): unknown[] => [record.marks.get(uid)?.topic, record.marks.get(uid)?.basis];
  assert.deepEqual(known(match), ['trade', 'summary']);
  assert.deepEqual(known(nearMiss), [null, 'feed']);
  assert.deepEqual(known('f0f0f0f0f0f0f0f0'), [null, null]);
});
