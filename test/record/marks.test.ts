import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { Mark } from '../../src/record/marks.ts';
import { initial } from '../../src/record/migrations/001-initial.ts';
import { feedHints } from '../../src/record/migrations/002-feed-hints.ts';
import { ruledOut } from '../../src/record/migrations/003-ruled-out.ts';
import { marksKeep } from '../../src/record/migrations/004-marks.ts';
import { openRecord, recordFile } from '../../src/record/record.ts';
import { openFolder } from '../support/folder.ts';
import { addItem, addMatch, mark, newRecord, NOON, pruneAll } from './support.ts';

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
  addItem(record, 'later');
  assert.deepEqual(pruneAll(record, { keptText: NOON * 2, rejected: NOON * 2 }), { texts: 1, rows: 1 });
  assert.deepEqual(record.marks.all(), [kept(mark(uid))]);
});

test('a near miss that becomes a match keeps its mark', (t) => {
  const record = newRecord(t);
  const first = record.matches.get(addMatch(record, 'a'));
  assert.equal(first?.mark, null);
  const uid = record.items.get(addItem(record, 'b'))?.uid ?? '';
  record.marks.set({ ...mark(uid), mark: 'right', matched: false });
  const row = first ?? assert.fail();
  const late = record.matches.insert({ ...row, item: record.items.byUid(uid)?.id ?? 0 });
  assert.deepEqual([record.matches.get(late)?.mark, record.matches.get(row.id)?.mark], ['right', null]);
});

test('marks of an older record get topic and basis from what it still knows', (t) => {
  const folder = openFolder(t);
  const [match, nearMiss, gone] = ['0123456789abcdef', 'abcdefabcdefabcd', 'f0f0f0f0f0f0f0f0'];
  const old = new DatabaseSync(recordFile(folder));
  old.exec(`${initial} ${feedHints} ${ruledOut} PRAGMA user_version = 3;
    INSERT INTO feeds (id, url, due_at) VALUES ('f', 'https://news.example/feed', 0);
    INSERT INTO items (id, uid, feed, title, seen_at, state, basis)
      VALUES (7, x'${match}', 1, 'T', 0, 'matched', 'page'), (8, x'${nearMiss}', 1, 'T', 0, 'rejected', 'feed');
    INSERT INTO matches (id, item, topic, topics, score, matched, title, text, url, feed_url, feed_title, matched_at, basis, excerpt)
      VALUES (5, 7, 'trade', '[]', 7, '[]', 'T', 'The text.', '', '', '', 0, 'summary', '');`);
  for (const uid of [match, nearMiss, gone]) {
    old.exec(`INSERT INTO marks (uid, mark, matched, text_hash, title, text, marked_at)
      VALUES ('${uid}', 'right', 1, '', 'T', 'The text.', 0)`);
  }
  old.close();
  const record = openRecord(folder);
  t.after(() => record.close());
  const known = (uid: string): unknown[] => [record.marks.get(uid)?.topic, record.marks.get(uid)?.basis];
  assert.deepEqual(known(match), ['trade', 'summary']);
  assert.deepEqual(known(nearMiss), [null, 'feed']);
  assert.deepEqual(known(gone), [null, null]);
});

test('… found by the index of items, however many there are', (t) => {
  const old = new DatabaseSync(':memory:');
  t.after(() => old.close());
  const [update, ...columns] = marksKeep
    .split(';')
    .toReversed()
    .filter((one) => one.trim() !== '');
  old.exec(`${initial} ${feedHints} ${ruledOut} ${columns.join(';')}`);
  const steps = old
    .prepare(`EXPLAIN QUERY PLAN ${update}`)
    .all()
    .map(({ detail }) => String(detail));
  assert.deepEqual(
    steps.filter((step) => step.startsWith('SCAN')),
    ['SCAN marks'],
  );
});
