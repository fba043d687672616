import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, NOON } from './support.ts';

const mark = {
  uid: '0123456789abcdef',
  mark: 'wrong',
  matched: true,
  title: 'T',
  text: 'words',
  markedAt: NOON,
} as const;

test('a mark is kept with the words it was passed on, in the order they were made', (t) => {
  const { marks } = newRecord(t);
  const later = { ...mark, uid: 'fedcba9876543210', markedAt: NOON + 1 };
  marks.set(later);
  marks.set(mark);
  assert.deepEqual(marks.all(), [mark, later]);
});

test('a later judgement replaces the one before, words and all', (t) => {
  const { marks } = newRecord(t);
  marks.set({ ...mark, mark: 'right', matched: false, text: 'headline only' });
  marks.set(mark);
  assert.deepEqual(marks.all(), [mark]);
});

test('a mark outlives its item', (t) => {
  const record = newRecord(t);
  record.marks.set(mark);
  record.items.prune({ keptText: NOON * 2, rejected: NOON * 2 });
  assert.equal(record.marks.all().length, 1);
});
