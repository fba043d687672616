import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setMark } from '../../src/coordinator/mark.ts';
import type { Mark } from '../../src/record/marks.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { addItem, addMatch, newRecord, NOON, verdict, pruneAll } from '../record/support.ts';

const now = (): number => NOON;

/** What the only mark is about. */
function theMark({ marks }: NewsRecord): Partial<Mark> {
  const [{ uid: _uid, textHash: _hash, ...rest } = assert.fail(), ...others] = marks.all();
  assert.deepEqual(others, []);
  return rest;
}

function addRejected(record: NewsRecord, key: string, verdicts = [verdict()]): string {
  const item = addItem(record, key);
  const kept = { title: `Title of ${key}`, text: `Text of ${key}.` };
  record.items.end(item, { state: 'rejected', at: NOON, basis: 'page', verdicts, kept });
  return record.items.get(item)?.uid ?? '';
}

test('a match is marked with its words, topic and basis, and shows the mark itself', (t) => {
  const record = newRecord(t);
  const match = addMatch(record, 'a', { basis: 'summary' });
  const { uid = '', title = '' } = record.matches.get(match) ?? {};
  assert.deepEqual(setMark({ record, now }, uid, 'wrong'), { id: uid, title, mark: 'wrong' });
  assert.equal(record.matches.get(match)?.mark, 'wrong');
  const text = 'They left a on Friday.';
  const expected = { mark: 'wrong', matched: true, topic: 'iraq', basis: 'summary', title, text, markedAt: NOON };
  assert.deepEqual(theMark(record), expected);

  // A page that comes later changes the match, not what was marked.
  record.matches.setText(match, { title: 'Fuller', text: 'Full text.', basis: 'page', fetchedAt: NOON, excerpt: '' });
  assert.deepEqual(theMark(record), expected);
  setMark({ record, now }, uid, 'right');
  assert.deepEqual(theMark(record), { ...expected, mark: 'right', basis: 'page', title: 'Fuller', text: 'Full text.' });
});

test('a near miss is marked under the topic that lists it, any other item under the one that came closest', (t) => {
  const rows: [string, ReturnType<typeof verdict>[], string | null][] = [
    [
      'near',
      [verdict({ topic: 'a', score: 3 }), verdict({ topic: 'b', score: 4 }), verdict({ topic: 'c', near: false })],
      'b',
    ],
    ['far', [verdict({ topic: 'a', near: false, score: 1 }), verdict({ topic: 'b', near: false, score: 0 })], 'a'],
    ['unjudged', [], null],
  ];
  for (const [key, verdicts, topic] of rows) {
    const record = newRecord(t);
    setMark({ record, now }, addRejected(record, key, verdicts), 'right');
    assert.equal(theMark(record).topic, topic);
    assert.deepEqual([theMark(record).matched, theMark(record).text], [false, `Text of ${key}.`]);
  }
});

test('once the words are gone, a mark that was made can be changed, and none can be made', (t) => {
  const record = newRecord(t);
  const [marked, unmarked] = [addRejected(record, 'a'), addRejected(record, 'b')];
  addItem(record, 'later');
  setMark({ record, now }, marked, 'right');
  const before = theMark(record);
  pruneAll(record, { keptText: NOON * 2, rejected: 0 });
  setMark({ record, now }, marked, 'wrong');
  assert.deepEqual(theMark(record), { ...before, mark: 'wrong' });
  assert.throws(() => setMark({ record, now }, unmarked, 'wrong'), { code: 'no-text', message: /no longer kept/ });

  pruneAll(record, { keptText: NOON * 2, rejected: NOON * 2 });
  setMark({ record, now }, marked, 'right');
  assert.deepEqual(theMark(record), before);
  assert.throws(() => setMark({ record, now }, unmarked, 'wrong'), { code: 'unknown-id' });
});

test('what never had a text of its own says so', (t) => {
  const record = newRecord(t);
  const waiting = record.items.get(addItem(record, 'a'))?.uid ?? '';
  const expected = { code: 'no-text', message: /has no text of its own/ };
  assert.throws(() => setMark({ record, now }, waiting, 'right'), expected);
});
