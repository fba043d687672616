import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainVerdict, summaryLine } from '../../src/judge/explain.ts';
import { matchedTerms } from '../../src/decide/match.ts';
import { bestOf } from '../../src/judge/best.ts';
import type { Verdict } from '../../src/model/topic.ts';

const VERDICT: Verdict = {
  topic: 'us-forces-iraq',
  match: true,
  near: false,
  score: 6.5,
  threshold: 5,
  judgedAs: 'brief',
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

test('a verdict in words: the decision, then each rule by weight', () => {
  assert.deepEqual(explainVerdict(VERDICT), [
    'us-forces-iraq: match, 6.5 points of 5 needed (judged as a brief)',
    '+7  forces and Iraq: "U.S. troops" + "Iraq" + "elsewhere" (title): “U.S. troops leave Iraq”',
    '−1.5  hostages: "hostage" (text): “A hostage.”',
    '+1  Iraq: "Iraq" (lead): “Out of Iraq.”',
  ]);
});

test('what is too much to tell is summed up', () => {
  assert.deepEqual(explainVerdict(VERDICT, 1).slice(2), ['−0.5  2 further rules']);
});

test('near misses, and nothing found', () => {
  const nothing = { ...VERDICT, match: false, near: false, score: 0, contributions: [] };
  assert.deepEqual(explainVerdict(nothing), [
    'us-forces-iraq: no match, 0 points of 5 needed (judged as a brief)',
    'no rule found anything',
  ]);
  assert.match(summaryLine({ ...nothing, near: true, judgedAs: 'article' }), /near miss.*judged as an article/);
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
