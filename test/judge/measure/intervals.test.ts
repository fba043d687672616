import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrap } from '../../../src/judge/measure/bootstrap.ts';
import { counted, type Outcome, type Pair } from '../../../src/judge/measure/figures.ts';
import { changeOfF1, intervalsOf } from '../../../src/judge/measure/intervals.ts';
import { openRandom, type Random } from '../../support/random.ts';

const close = (actual: number | undefined, expected: number, tolerance: number): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} is not about ${expected}`);

test('bootstrap: the interval of a share is that of the binomial distribution', () => {
  // Of 100 documents 30: the 2.5 % and 97.5 % quantiles of the binomial distribution are 21 and 39.
  const { share } = bootstrap([30, 70], ([here = 0, there = 0]) => ({ share: here / (here + there) }));
  close(share?.[0], 0.21, 0.01);
  close(share?.[1], 0.39, 0.01);
  // Of 400 documents 380: 371 and 388.
  const wide = bootstrap([380, 20], ([here = 0]) => ({ share: here / 400 })).share;
  close(wide?.[0], 371 / 400, 0.003);
  close(wide?.[1], 388 / 400, 0.003);
});

test('bootstrap: the same documents always get the same interval', () => {
  const once = (): unknown => bootstrap([5, 9, 3], ([a = 0, b = 0]) => ({ a: a / 17, more: a - b }));
  assert.deepEqual(once(), once());
});

test('bootstrap: no interval where all draws come to the same, or none is defined', () => {
  const of = (cells: readonly number[]): unknown =>
    bootstrap(cells, ([here = 0, there = 0]) => ({ share: here + there === 0 ? null : here / (here + there) })).share;
  assert.equal(of([8, 0]), null);
  assert.equal(of([0, 8]), null);
  assert.equal(of([]), null);
  assert.equal(of([0, 0, 5]), null);
  assert.notEqual(of([1, 1, 50]), null, 'draws without any are left out');
});

/** Labels and matches as rules with this precision and recall would give them. */
function outcomes(random: Random, documents: number): Outcome[] {
  return Array.from({ length: documents }, () => {
    const label = random.next() < 0.4;
    return { label, match: random.next() < (label ? 0.85 : 0.1) };
  });
}

test('intervals: 19 in 20 hold what would come out of all documents there could be', () => {
  const random = openRandom(20);
  const truth = { precision: 0.34 / 0.4, recall: 0.85, f1: 0.68 / 0.8 };
  const held = { precision: 0, recall: 0, f1: 0 };
  const rounds = 200;
  for (let round = 0; round < rounds; round++) {
    const sample = outcomes(random, 150);
    const [figures, intervals] = [counted(sample), intervalsOf(sample)];
    for (const key of ['precision', 'recall', 'f1'] as const) {
      const [low, high] = intervals[key] ?? [1, 0];
      assert.ok(low <= (figures[key] ?? 2) && (figures[key] ?? -1) <= high, 'around the figure itself');
      if (low <= truth[key] && truth[key] <= high) held[key]++;
    }
  }
  for (const count of Object.values(held)) close(count / rounds, 0.95, 0.04);
});

test('intervals: four times as many documents, half as wide', () => {
  const few = outcomes(openRandom(3), 100);
  const many = [few, few, few, few].flat();
  const width = (list: readonly Outcome[]): number => {
    const [low, high] = intervalsOf(list).f1 ?? [0, 0];
    return high - low;
  };
  close(width(few) / width(many), 2, 0.3);
});

test('change of F1: paired, so that what both judge alike does not blur it', () => {
  const now = outcomes(openRandom(5), 200);
  const missed = now.findIndex(({ label, match }) => label && !match);
  const pairs = now.map(({ label, match }, index): Pair => ({ label, now: match, other: match || index === missed }));
  const { by, interval } = changeOfF1(pairs);
  const other = pairs.map(({ label, other }) => ({ label, match: other }));
  close(by ?? undefined, (counted(other).f1 ?? 0) - (counted(now).f1 ?? 0), 1e-12);
  const [low, high] = interval ?? [-1, 1];
  assert.equal(low, 0, 'where the one document is not drawn, nothing changes');
  assert.ok(high > (by ?? 1) && high < 0.03, `${high}`);
  assert.deepEqual(changeOfF1(pairs.map((one) => ({ ...one, other: one.now }))), { by: 0, interval: null });
  assert.deepEqual(changeOfF1([]), { by: null, interval: null });
});
