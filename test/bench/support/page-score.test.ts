import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scorePage, summarize } from '../../../bench/support/page-score.ts';

test('precision and recall over runs of four words', () => {
  assert.deepEqual(scorePage('one two three four five', 'One two three four five'), {
    precision: 0.5,
    recall: 0.5,
    exact: false,
  });
  assert.deepEqual(scorePage('a b c d e f', 'a b c d'), { precision: 1 / 3, recall: 1, exact: false });
  assert.deepEqual(scorePage('a, b – c!\n\nd', 'a b c d'), { precision: 1, recall: 1, exact: true });
});

test('short and empty texts', () => {
  assert.deepEqual(scorePage('', ''), { precision: 1, recall: 1, exact: true });
  assert.deepEqual(
    scorePage('a b', 'a b'),
    { precision: 1, recall: 1, exact: true },
    'fewer than four words are one run',
  );
  assert.deepEqual(scorePage('', 'a b c d'), { precision: 0, recall: 0, exact: false });
  assert.deepEqual(scorePage('x', 'y'), { precision: 0, recall: 0, exact: false });
});

test('F1 is taken of the means', () => {
  const { F1, P, R, exact } = summarize([
    { precision: 1, recall: 0.5, exact: true },
    { precision: 0.5, recall: 0.5, exact: false },
  ]);
  assert.deepEqual([P, R, exact], [0.75, 0.5, 0.5]);
  assert.equal(F1, 0.6);
});
