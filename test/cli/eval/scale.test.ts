import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundSteps } from '../../../src/cli/eval/scale.ts';

test('round steps: from 0 up to the highest, no more than can be read', () => {
  assert.deepEqual(roundSteps(10, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(roundSteps(11, 10), [0, 2, 4, 6, 8, 10, 12]);
  assert.deepEqual(roundSteps(39.1, 10), [0, 5, 10, 15, 20, 25, 30, 35, 40]);
  assert.deepEqual(roundSteps(0.6, 5), [0, 0.2, 0.4, 0.6]);
  assert.deepEqual(roundSteps(90_000, 2), [0, 50_000, 100_000]);
  for (const highest of [0.1, 0.7, 1, 3, 7.3, 64, 99.9, 12_345, 1e9]) {
    const steps = roundSteps(highest, 20);
    const last = steps.at(-1) ?? 0;
    assert.ok(steps.length <= 21 && last >= highest && (steps.at(-2) ?? 0) < highest, `${highest}: ${steps.join(' ')}`);
  }
});
