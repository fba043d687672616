import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestOf } from '../../src/model/best.ts';
import { explainBound, explainVerdict } from '../../src/judge/explain.ts';
import { matchedTerms } from '../../src/model/in-short.ts';
import type { Verdict } from '../../src/model/topic.ts';

const VERDICT: Verdict = {
  topic: 'us-forces-iraq',
  match: true,
  near: false,
  score: 6.5,
  threshold: 5,
  judgedAs: 'brief',
  words: 38,
  contributions: [
    { concept: 'iraq', term: 'Iraq', where: 'lead', snippet: 'Out of Iraq.', points: 1, rule: 'Iraq' },
    {
      concept: 'us-forces',
      term: 'U.S. troops',
      where: 'title',
      snippet: 'U.S. troops leave Iraq',
      points: 7,
      rule: 'forces and Iraq',
      together: [
        { concept: 'iraq', term: 'Iraq' },
        { concept: 'far', term: 'elsewhere' },
      ],
    },
    { concept: 'hostage', term: 'hostage', where: 'body', snippet: 'A hostage.', points: -1.5, rule: 'hostages' },
  ],
};

test('a verdict in words, headed by its topic', () => {
  assert.deepEqual(explainVerdict(VERDICT), [
    'us-forces-iraq: match, 6.5 points (8 for, 1.5 against), 1.5 over the 5 needed, judged as a brief (38 words)',
    '+7  forces and Iraq (title): “*U.S. troops* leave *Iraq*” near "elsewhere"',
    '+1  Iraq (lead): “Out of *Iraq*.”',
    '−1.5  hostages (body): “A *hostage*.”',
  ]);
});

test('how far a page that was not read could come', () => {
  assert.equal(
    explainBound({ topic: 'iraq', most: 2.04, near: 3 }),
    'iraq: at most 2 points, however its words come to stand; a near miss takes 3',
  );
  assert.equal(
    explainBound({ topic: 'iraq', most: 0, near: 3 }),
    'iraq: nothing that could count; a near miss takes 3 points',
  );
});

test('matched terms: what spoke for it, weightiest first, each with a snippet that holds it', () => {
  assert.deepEqual(matchedTerms(VERDICT), [
    { term: 'U.S. troops', concept: 'us-forces', where: 'title', snippet: 'U.S. troops leave Iraq' },
    { term: 'Iraq', concept: 'iraq', where: 'title', snippet: 'U.S. troops leave Iraq' },
    { term: 'Iraq', concept: 'iraq', where: 'lead', snippet: 'Out of Iraq.' },
  ]);
});

test('the best verdict is the one furthest over its threshold', () => {
  const other = { ...VERDICT, topic: 'other', score: 9, threshold: 10 };
  assert.equal(bestOf([other, VERDICT])?.topic, 'us-forces-iraq');
  assert.equal(bestOf([]), undefined);
});
