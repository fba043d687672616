import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from '../../../src/judge/tune/contrast.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-3, `${actual} is not ${expected}`);

test('contrast: G² with the sign of the side on which it is commoner', () => {
  const all = { right: 10, wrong: 30 };
  assert.equal(contrast({ right: 0, wrong: 0 }, all), 0);
  near(contrast({ right: 5, wrong: 15 }, all), 0);
  // 2 Σ o ln(o/e) over 8, 2 | 6, 24 with e = 3.5, 6.5 | 10.5, 19.5
  near(
    contrast({ right: 8, wrong: 6 }, all),
    2 * (8 * Math.log(8 / 3.5) + 2 * Math.log(2 / 6.5) + 6 * Math.log(6 / 10.5) + 24 * Math.log(24 / 19.5)),
  );
  near(contrast({ right: 0, wrong: 30 }, all), -2 * (10 * Math.log(4) + 30 * Math.log(4 / 3)));
});
