import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { costs } from '../../../bench/support/stories/cost.ts';
import { COPIES, stockOf } from '../../../bench/support/stories/copies.ts';
import { figures, measure, type Outcome } from '../../../bench/support/stories/measure.ts';
import { generatedTexts, wordsIn } from '../../../bench/support/stories/texts.ts';
import { openRandom } from '../../support/random.ts';

/** `bench/stories.ts` in short, on generated news: real ones are not everywhere. */
describe('stories are recognised', () => {
  const outcomes = measure(generatedTexts(24, 1), generatedTexts(80, 2), 3, 24);

  test('in at least 95 of 100 copies, and at least 95 of 100 that are taken for copies are some', () => {
    const { precision, recall, copies, others } = figures(outcomes);
    assert.ok(copies > 500 && others > 200, `${copies} copies, ${others} others`);
    assert.ok(precision >= 0.95, `precision ${precision}: ${mistakes(outcomes, 'wrong')}`);
    assert.ok(recall >= 0.95, `recall ${recall}: ${mistakes(outcomes, 'missed')}`);
  });

  test('whatever a paper does that is no combination', () => {
    for (const { kind, tried, right } of outcomes.slice(0, 14)) assert.equal(right, tried, kind);
  });
});

function mistakes(outcomes: readonly Outcome[], of: 'wrong' | 'missed'): string {
  const count = ({ tried, right, wrong }: Outcome): number => (of === 'wrong' ? wrong : tried - right - wrong);
  return outcomes
    .filter((one) => count(one) > 0)
    .map((one) => `${one.kind} ${count(one)}`)
    .join(', ');
}

test('copies are what they say', () => {
  const [text] = generatedTexts(1, 4);
  assert.ok(text !== undefined);
  const stock = stockOf(generatedTexts(40, 5), openRandom(6));
  const length = (kind: string): number => {
    const { paragraphs } = COPIES[kind]?.(text, stock) ?? { paragraphs: [] };
    return wordsIn(paragraphs) / wordsIn(text.paragraphs);
  };
  for (const [kind, share] of [
    ['cut to 75 %', 0.75],
    ['cut to 50 %', 0.5],
    ['cut to 35 %', 0.35],
  ] as const)
    assert.ok(Math.abs(length(kind) - share) < 0.06, `${kind}: ${length(kind)}`);
  for (const kind of ['10-40 % added in front', '10-40 % added behind'])
    assert.ok(length(kind) > 1.1 && length(kind) < 1.75, `${kind}: ${length(kind)}`);
  const words = (of: { paragraphs: readonly string[] }): string[] => of.paragraphs.join(' ').split(' ');
  const left = new Set(words(text));
  const edited = words(COPIES['10 % of words replaced']?.(text, stock) ?? text).filter((word) => !left.has(word));
  const share = edited.length / words(text).length;
  assert.ok(share > 0.03 && share < 0.15, `${share} replaced`);
});

test('the benchmark of the cost runs', () => {
  const [few, more] = costs(generatedTexts(20, 7), [10, 1_200], 8, 20);
  assert.deepEqual([few?.kept, more?.kept], [10, 1_200]);
  assert.ok(Number.isFinite(few?.find) && Number.isFinite(more?.index));
});
