import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pair } from '../../../src/judge/measure/figures.ts';
import { chanceOf, mcnemar } from '../../../src/judge/measure/mcnemar.ts';
import { openRandom } from '../../support/random.ts';

/** By the share of it that is off. */
const near = (actual: number, expected: number, off = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= off * expected, `${actual} is not ${expected}`);

test('one-sided: tails of the binomial distribution', () => {
  // From the coefficients: (1 + 10 + 45) / 1024, and so on.
  for (const [better, worse, expected] of [
    [0, 0, 1],
    [3, 0, 1 / 8],
    [8, 2, 56 / 1024],
    [2, 8, 1 - 11 / 1024],
    [1, 1, 3 / 4],
  ] as const) {
    near(chanceOf(better, worse), expected);
  }
  assert.ok(chanceOf(3_000, 2_000) < 1e-9);
  near(chanceOf(2_500, 2_500), 0.5056, 1e-3);
});

/** Documents that one of two sets of rules judges right, and some that both judge alike. */
function pairs(better: number, worse: number): Pair[] {
  const alike = [true, false].flatMap((label) => [true, false].map((match) => ({ label, now: match, other: match })));
  // Missed and false alarms count the same.
  const gained = Array.from({ length: better }, (_, index) => ({ label: index % 2 === 0, now: index % 2 === 1 }));
  const lost = Array.from({ length: worse }, (_, index) => ({ label: index % 3 === 0, now: index % 3 === 0 }));
  return [...alike, ...[...gained, ...lost].map((one) => ({ ...one, other: !one.now }))];
}

test('two-sided: known tables, and the same from the other side', () => {
  for (const [better, worse, p] of [
    [0, 0, 1],
    [1, 0, 1],
    [5, 5, 1],
    // 2 (1 + 17 + 136 + 680 + 2380 + 6188) / 2^17
    [12, 5, 0.143463134765625],
    // 2 / 2^6: the least that six documents can show
    [6, 0, 0.03125],
    // 2 (1 + 12) / 2^12
    [11, 1, 0.00634765625],
    // The table (101, 121 | 59, 33), by which the test is often shown
    [121, 59, 4.434449263755e-6],
  ] as const) {
    const there = mcnemar(pairs(better, worse));
    assert.deepEqual([there.better, there.worse], [better, worse]);
    near(there.p, p);
    near(mcnemar(pairs(worse, better)).p, p);
  }
});

test('two-sided: as whole numbers have it, and never more than 1', () => {
  const random = openRandom(7);
  for (let round = 0; round < 200; round++) {
    const [better, worse] = [random.between(0, 40), random.between(0, 40)];
    near(mcnemar(pairs(better, worse)).p, Math.min(1, 2 * tail(better + worse, Math.min(better, worse))));
  }
});

/** How many of all sequences of coins show at most so many tails, counted without rounding. */
function tail(coins: number, most: number): number {
  let sequences = 0n;
  let choose = 1n;
  for (let tails = 0; tails <= most; tails++) {
    sequences += choose;
    choose = (choose * BigInt(coins - tails)) / BigInt(tails + 1);
  }
  return Number((sequences * 10n ** 30n) / 2n ** BigInt(coins)) / 1e30;
}
