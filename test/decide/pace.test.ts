import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPace } from '../../src/decide/pace.ts';

test('starts on one host keep their distance; hosts do not wait for each other', () => {
  const pace = openPace(1_000);
  assert.deepEqual(
    [pace.book('a', 0), pace.book('a', 0), pace.book('b', 0), pace.book('a', 500)],
    [0, 1_000, 0, 2_000],
  );
  assert.equal(pace.book('a', 10_000), 10_000, 'after a pause there is nothing to wait for');
});

test('without a delay, and where there is no host to ask, everything starts at once', () => {
  const free = openPace(0);
  assert.deepEqual([free.book('a', 5), free.book('a', 5)], [5, 5]);
  const pace = openPace(1_000);
  assert.deepEqual([pace.book('', 5), pace.book('', 5)], [5, 5]);
});

test('forgetting changes nothing but memory', () => {
  const pace = openPace(1_000);
  pace.book('a', 0);
  pace.book('a', 0);
  pace.forget(1_500);
  assert.equal(pace.book('a', 1_500), 2_000, 'what is still to come is kept');
  pace.forget(3_000);
  assert.equal(pace.book('a', 3_000), 3_000);
});
