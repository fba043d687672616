import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictChanges } from '../../src/model/verdict-changes.ts';
import { found, verdictOf } from './verdicts.ts';

test('rules that fire no more, newly, or otherwise, by how much they changed; the rest in one line', () => {
  const before = verdictOf([found('gone', 6), found('less', 4), found('same', 1), found('too', 0.5)]);
  const after = verdictOf([found('new', -2), found('less', 1.5), found('same', 1), found('too', 0.5)]);
  assert.deepEqual(verdictChanges(before, after), [
    '+6 → 0  gone (body): “Here gone tells of *troops*.”',
    '+4 → +1.5  less (body): “Here less tells of *troops*.”',
    '0 → −2  new (body): “Here new tells of *troops*.”',
    '+1.5  2 rules as before',
  ]);
  assert.deepEqual(verdictChanges(before, after, 1).slice(1), ['−0.5  2 rules more', '+1.5  2 rules as before']);
});

test('another threshold, another kind, no verdict before, no topic any longer', () => {
  const verdict = verdictOf([found('a', 8)]);
  assert.deepEqual(verdictChanges(verdict, { ...verdict, threshold: 8, judgedAs: 'brief' }), [
    '8 points are needed now, 10 before',
    'judged as a brief, before as an article',
    '+8  1 rule as before',
  ]);
  assert.deepEqual(verdictChanges(null, verdict), [
    'no verdict of this topic before',
    '0 → +8  a (body): “Here a tells of *troops*.”',
  ]);
  assert.deepEqual(verdictChanges(verdict, verdictOf([], { missing: ['iraq'] })), [
    'nothing counts: nothing names iraq',
    '+8 → 0  a (body): “Here a tells of *troops*.”',
  ]);
  assert.deepEqual(verdictChanges(verdict, null), ['there is no such topic any longer']);
});

test('a rule that goes by density is the same rule, in however many sentences it holds', () => {
  const dense = (points: number, held: number) =>
    verdictOf([found('much of it', points, { density: { held, of: 30 } })]);
  assert.deepEqual(verdictChanges(dense(-1, 5), dense(-2, 9)), [
    '−1 → −2  much of it (9 of 30 sentences): “Here much of it tells of *troops*.”',
  ]);
});
