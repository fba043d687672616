import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from '../../../src/judge/measure/figures.ts';
import { figuresAt, sweepOf, type Scored } from '../../../src/judge/measure/sweep.ts';
import { openRandom } from '../../support/random.ts';

const on = (...scores: number[]): Scored[] => scores.map((score) => ({ label: true, score }));
const off = (...scores: number[]): Scored[] => scores.map((score) => ({ label: false, score }));

test('sweep: a step for every score, by hand', () => {
  const { steps, documents, onTopic } = sweepOf([...on(8, 5, 2), ...off(5, 1, 0)], 5);
  assert.deepEqual([documents, onTopic], [6, 3]);
  assert.deepEqual(
    steps.map(({ above, threshold, right, falseAlarms, missed }) => [above, threshold, right, falseAlarms, missed]),
    [
      [0, 1, 3, 2, 0],
      [1, 2, 3, 1, 0],
      [2, 5, 2, 1, 1],
      [5, 8, 1, 0, 2],
    ],
  );
  assert.deepEqual(
    steps.map(({ f1 }) => f1),
    [6 / 8, 6 / 7, 4 / 6, 2 / 4],
  );
});

test('sweep: at any threshold what judging by it comes to', () => {
  const random = openRandom(11);
  const scored = Array.from({ length: 60 }, () => {
    const score = random.between(0, 80) / 10;
    return { score, label: random.next() * 8 < score };
  });
  const sweep = sweepOf(scored, 3);
  for (let threshold = 0.1; threshold < 9; threshold += 0.05) {
    const judged = counted(scored.map(({ label, score }) => ({ label, match: score >= threshold })));
    assert.deepEqual(figuresAt(sweep, threshold), judged, `at ${threshold}`);
    assert.ok((judged.f1 ?? 0) <= (figuresAt(sweep, sweep.best).f1 ?? 0), `${threshold} is no better than the best`);
  }
});

test('sweep: the best threshold', () => {
  for (const [scored, inForce, best] of [
    // Where the one in force is as good as any, it is the best, also off the scores.
    [[...on(8, 9), ...off(2)], 3.3, 3.3],
    // Half-way between two scores, in tenths, rounded up.
    [[...on(8, 9), ...off(2)], 9, 5],
    [[...on(0.4), ...off(0.3)], 5, 0.4],
    [[...on(0.7), ...off(0.4)], 5, 0.6],
    // Of equally good ones the nearer: 1 to 2 with F1 2/3 (one right, one false), 5 to 9 with F1 2/3 (one right, one missed).
    [[...on(9, 2), ...off(5, 5)], 20, 7],
    [[...on(9, 2), ...off(5, 5)], 1, 1],
    // Nothing to find.
    [off(1, 2), 5, 5],
    [[...on(0), ...off(1)], 5, 5],
    [[], 5, 5],
  ] as const) {
    assert.equal(sweepOf(scored, inForce).best, best, JSON.stringify({ scored, inForce }));
  }
});

test('sweep: the best threshold against the one in force', () => {
  const { best, change } = sweepOf([...on(8, 7, 6), ...off(2, 2, 6.5)], 7.5);
  assert.equal(best, 4);
  assert.deepEqual(change, { better: 2, worse: 1, p: 1 });
});
