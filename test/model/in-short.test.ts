import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { excerptOf, matchedTerms } from '../../src/model/in-short.ts';
import type { Contribution } from '../../src/model/topic.ts';

const contribution = (over: Partial<Contribution> = {}): Contribution => ({
  concept: 'forces',
  term: 'U.S. troops',
  where: 'title',
  snippet: 'U.S. troops leave Iraq',
  points: 3,
  ...over,
});

describe('matched terms', () => {
  const terms = (...contributions: Contribution[]): string[] =>
    matchedTerms({ contributions }).map(({ term, concept, where }) => `${term}/${concept}/${where}`);

  test('are what spoke for it, strongest first, without points', () => {
    const list = matchedTerms({
      contributions: [
        contribution({ points: 1, term: 'base' }),
        contribution({ points: -5, term: 'film' }),
        contribution(),
      ],
    });
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
