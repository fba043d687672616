import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOf, sentences, tuned } from './marks.ts';

const TOPIC = `
id: test
match: 2
near: 1
for:
  - { name: it, find: place, points: 1, most: 5 }
against:
  - { name: not it, find: sport, points: 1 }
concepts:
  place:
    words: [Springfield, Shelby(ville|ton), base]
    except: [base jumper]
    also:
      - { find: town, with: power, within: 3 words }
  town: [town]
  power: [nuclear]
  sport: [football]
`;

/** What twelve right and twelve wrong marks suggest, where only numbers may be proposed. */
const suggested = (right: (index: number) => string, wrong: (index: number) => string): unknown[] =>
  tuned(TOPIC, [...marksOf(12, true, right), ...marksOf(12, false, wrong)], { groups: ['numbers'] }).suggestions.map(
    ({ term, concept, right, wrong, advice }) => [advice, term, concept, right, wrong],
  );

test('a term that stands mainly in wrong texts is shown with its counts, wherever the rules use it', () => {
  assert.deepEqual(
    suggested(
      () => 'Springfield. The town.',
      (index) => `Springfield. Shelbyton${index < 9 ? '. A nuclear' : ''}.`,
    ),
    [
      ['drop', 'Shelby(ville|ton)', 'place', 0, 12],
      ['drop', 'nuclear', 'power', 0, 9],
    ],
  );
});

test('what an exception takes out, and what speaks against the topic, does no harm', () => {
  assert.deepEqual(
    suggested(
      () => sentences('Springfield', 2),
      () => 'Springfield. Base jumper. Football.',
    ),
    [],
  );
});

test('new words and pairs: each once, in the shortest form that tells, known and empty words left out', () => {
  assert.deepEqual(
    suggested(
      (index) => `Springfield has a REACTOR with Springfield. Réal news, Madrid${index % 2 === 0 ? '; park' : ''}.`,
      (index) => `Springfield was the Springfield of Real Madrid. News${index % 2 === 0 ? ' park' : ''}.`,
    ),
    [
      ['for', 'reactor', null, 12, 0],
      ['for', 'réal news', null, 12, 0],
      ['against', 'real madrid', null, 0, 12],
    ],
  );
});

test('words as frequent in one kind as in the other are not suggested', () => {
  assert.deepEqual(
    suggested(
      (index) => `Springfield ${index % 3 === 0 ? 'council' : 'mayor'}.`,
      (index) => `Springfield ${index % 3 === 1 ? 'council' : 'mayor'}.`,
    ),
    [],
  );
});

test('only the head of a text counts for new words', () => {
  assert.deepEqual(
    suggested(
      () => `Springfield. ${'meadow '.repeat(160)} reactor`,
      () => `Springfield. ${'meadow '.repeat(160)}`,
    ),
    [],
  );
});

test('a phrase of wrong texts that holds a word of a concept is a case for its exceptions', () => {
  assert.deepEqual(
    suggested(
      () => 'Springfield. The base.',
      () => 'Springfield. A data base.',
    ),
    [['except', 'data base', 'place', 0, 12]],
  );
});
