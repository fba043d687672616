import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decideMatch, ofTopics } from '../../src/decide/match.ts';
import type { Contribution, Verdict } from '../../src/model/topic.ts';

const contribution = (over: Partial<Contribution> = {}): Contribution => ({
  concept: 'forces',
  term: 'U.S. troops',
  where: 'title',
  snippet: 'U.S. troops leave Iraq',
  points: 3,
  ...over,
});
const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  topic: 'iraq',
  match: true,
  near: false,
  score: 6,
  threshold: 5,
  judgedAs: 'article',
  contributions: [contribution()],
  ...over,
});

describe('decideMatch', () => {
  test('rejects where no topic agrees', () => {
    assert.deepEqual(decideMatch([]), { kind: 'reject' });
    assert.deepEqual(decideMatch([verdict({ match: false, near: true, score: 99 })]), { kind: 'reject' });
  });

  test('one match, by the topic that clears its threshold by the largest factor', () => {
    const decision = decideMatch([
      verdict({ topic: 'wide', score: 30, threshold: 20 }),
      verdict({ topic: 'narrow', score: 4, threshold: 2, contributions: [contribution({ term: 'base' })] }),
      verdict({ topic: 'no', match: false, score: 100, threshold: 1 }),
    ]);
    assert.ok(decision.kind === 'match');
    assert.deepEqual([decision.topic, decision.score], ['narrow', 4]);
    assert.deepEqual(decision.topics, [
      { id: 'narrow', score: 4 },
      { id: 'wide', score: 30 },
    ]);
    assert.deepEqual(
      decision.matched.map(({ term }) => term),
      ['base'],
    );
  });

  test('of equals the first, so that the order of the topic files decides', () => {
    const decision = decideMatch([verdict({ topic: 'a' }), verdict({ topic: 'b' })]);
    assert.ok(decision.kind === 'match' && decision.topic === 'a');
  });
});

test('a feed’s topics choose among the verdicts', () => {
  const all = [verdict({ topic: 'a' }), verdict({ topic: 'b' })];
  assert.equal(ofTopics(all, undefined), all);
  assert.deepEqual(
    ofTopics(all, ['b', 'c']).map(({ topic }) => topic),
    ['b'],
  );
  assert.deepEqual(ofTopics(all, []), []);
});
