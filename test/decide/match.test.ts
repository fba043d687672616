import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decideMatch, excerptOf, matchedTerms, ofTopics } from '../../src/decide/match.ts';
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

describe('matched terms', () => {
  const terms = (...contributions: Contribution[]): string[] =>
    matchedTerms(verdict({ contributions })).map(({ term, concept, where }) => `${term}/${concept}/${where}`);

  test('are what spoke for it, strongest first, without points', () => {
    const list = matchedTerms(
      verdict({
        contributions: [
          contribution({ points: 1, term: 'base' }),
          contribution({ points: -5, term: 'film' }),
          contribution(),
        ],
      }),
    );
    assert.deepEqual(list, [
      { term: 'U.S. troops', concept: 'forces', where: 'title', snippet: 'U.S. troops leave Iraq' },
      { term: 'base', concept: 'forces', where: 'title', snippet: 'U.S. troops leave Iraq' },
    ]);
  });

  test('with what a rule found together, where the snippet shows it', () => {
    const together = [
      { concept: 'iraq', term: 'Iraq' },
      { concept: 'iraq', term: 'Baghdad' },
    ];
    assert.deepEqual(terms(contribution({ together })), ['U.S. troops/forces/title', 'Iraq/iraq/title']);
  });

  test('each once for a place, whatever its capitals', () => {
    assert.deepEqual(
      terms(
        contribution(),
        contribution({ term: 'U.S. TROOPS' }),
        contribution({ where: 'body' }),
        contribution({ concept: 'army' }),
      ),
      ['U.S. troops/forces/title', 'U.S. troops/forces/body', 'U.S. troops/army/title'],
    );
  });

  test('a dozen at most', () => {
    const many = Array.from({ length: 40 }, (_, i) => contribution({ term: `term${i}`, points: 40 - i }));
    const list = terms(...many);
    assert.equal(list.length, 12);
    assert.match(list[11] ?? '', /^term11\//);
  });
});

describe('an excerpt', () => {
  test('of a short text is the text on one line', () => {
    assert.equal(excerptOf({ text: 'One.\n\nTwo.' }), 'One. Two.');
    assert.equal(excerptOf({ text: '' }), '');
    assert.equal(excerptOf({ text: 'x'.repeat(280) }), 'x'.repeat(280));
  });

  test('of a long one ends with a word and an ellipsis', () => {
    const excerpt = excerptOf({ text: 'word '.repeat(100) });
    assert.ok(excerpt.length <= 281);
    assert.match(excerpt, /^(word )+word…$/);
  });

  test('of one without blanks is cut anywhere, but not through a character', () => {
    assert.equal(excerptOf({ text: 'x'.repeat(500) }), `${'x'.repeat(280)}…`);
    for (const text of ['😀'.repeat(300), `x${'😀'.repeat(300)}`]) {
      const excerpt = excerptOf({ text });
      assert.ok(excerpt.isWellFormed() && excerpt.length <= 281 && excerpt.length > 270 && excerpt.endsWith('…'));
    }
  });
});
