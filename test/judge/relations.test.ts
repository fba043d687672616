import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/judge/judge.ts';
import { found, rulesFrom, topicWith } from './support.ts';

const AB = '  a: [alpha]\n  b: [beta]\n  c: [gamma]';

test('within: sentence, words, sentences, paragraph, text', () => {
  const rows: [string, string, number][] = [
    ['find: a, with: b', 'alpha and beta', 1],
    ['find: a, with: b', 'alpha. Then beta', 0],
    ['find: a, with: b, within: 2 words', 'alpha one two beta', 1],
    ['find: a, with: b, within: 1 word', 'alpha one two beta', 0],
    ['find: a, with: b, within: 0 words', 'beta alpha', 1],
    ['find: a, with: b, within: 9 words', 'alpha. Beta', 0],
    ['find: a, with: b, within: 1 sentence', 'Alpha. Beta', 1],
    ['find: a, with: b, within: 1 sentence', 'Alpha. One. Beta', 0],
    ['find: a, with: b, within: 2 sentences', 'Beta. One. Alpha', 1],
    ['find: a, with: b, within: paragraph', 'Alpha. One. Two. Beta', 1],
    ['find: a, with: b, within: paragraph', 'Alpha\nBeta', 0],
    ['find: a, with: b, within: text', 'Alpha\n\nOne\n\nBeta', 1],
    ['find: a, with: [b, c]', 'alpha beta gamma', 1],
    ['find: a, with: [b, c]', 'alpha beta', 0],
    ['find: a, without: b', 'alpha beta. Alpha', 1],
    ['find: a, without: b, within: text', 'alpha beta. Alpha', 0],
  ];
  for (const [rule, text, expected] of rows) {
    assert.equal(found(topicWith(AB, rule), text).length, expected, `${rule} in "${text}"`);
  }
});

test('order: where the word stands, seen from the others', () => {
  const rows: [string, string, number][] = [
    ['find: a, with: b, order: after', 'beta alpha', 1],
    ['find: a, with: b, order: after', 'alpha beta', 0],
    ['find: a, with: b, order: before', 'alpha beta', 1],
    ['find: a, with: b, order: before', 'beta alpha', 0],
    ['find: a, without: b, within: 0 words, order: after', 'beta alpha', 0],
    ['find: a, without: b, within: 0 words, order: after', 'alpha beta', 1],
    ['find: a, with: b, within: text, order: after', 'Beta. One.\nAlpha', 1],
  ];
  for (const [rule, text, expected] of rows) {
    assert.equal(found(topicWith(AB, rule), text).length, expected, `${rule} in "${text}"`);
  }
});

test('the nearest companion is the one told', () => {
  assert.deepEqual(found(topicWith('  a: [alpha]\n  b: [beta, Beta]', 'find: a, with: b'), 'beta one two alpha Beta'), [
    'alpha + Beta',
  ]);
});

test('in: only at these places', () => {
  const topic = topicWith(AB, 'find: a, in: title');
  assert.equal(found(topic, 'alpha').length, 0);
  assert.equal(found(topic, '', 'alpha').length, 1);
});

test('except takes a concept away where its words mean something else', () => {
  const topic = topicWith('  a: { words: [Iraq], except: [Iraq war veteran(s)] }');
  assert.deepEqual(found(topic, 'An Iraq war veteran runs. He left Iraq early.'), ['Iraq']);
});

test('a longer word beats a shorter exception; of equals the exception wins', () => {
  const rows: [concept: string, text: string, expected: string[]][] = [
    ['{ words: [Iraq, Iraq war crimes], except: [Iraq war] }', 'The Iraq war crimes.', ['Iraq war crimes']],
    ['{ words: [Iraq, Iraq war crimes], except: [Iraq war] }', 'The Iraq war.', []],
    ['{ words: [Iraq, Iraq war crimes], except: [Iraq war, war crimes film(s)] }', 'Iraq war crimes films', []],
    [
      '{ words: [lone wolf pack leader], except: [lone wolf, leader of men] }',
      'A lone wolf pack leader of men.',
      ['lone wolf pack leader'],
    ],
    ['{ words: [US troops, US], except: [US] }', 'US troops. US.', ['US troops']],
    ['{ words: [war crimes], except: [Iraq war] }', 'Iraq war crimes', []],
    ['{ words: [wolf, wolves], except: ["lone (wolf|wolves)"] }', 'Lone wolves. Wolves.', ['Wolves']],
    ['{ includes: b, except: [late beta] }', 'late beta. Late beta blocker pill.', ['beta blocker pill']],
  ];
  for (const [concept, text, expected] of rows) {
    assert.deepEqual(
      found(topicWith(`  a: ${concept}\n  b: [beta, beta blocker pill]`), text),
      expected,
      `${concept} in "${text}"`,
    );
  }
});

test('an exception takes away what a pattern finds, however long it is', () => {
  const concepts =
    '  a: { also: [{ find: force, with: us, within: 3 words, order: after }], except: [US-trained] }\n' +
    '  us: [US]\n  force: [forces]';
  assert.deepEqual(found(topicWith(concepts), 'US-trained Iraqi forces. US ground forces.'), ['US ground forces']);
});

test('the longer reading of a place counts, and a sentence counts once', () => {
  assert.deepEqual(found(topicWith('  a: [army, US Army]'), 'The US Army and the army.'), ['US Army']);
});

test('concepts include others and are made of patterns; close words are named as one', () => {
  const concepts =
    '  a: { includes: [b], also: [{ find: force, with: us, within: 2 words, order: after }] }\n' +
    '  b: [beta]\n  us: [US]\n  force: [forces]';
  assert.deepEqual(found(topicWith(concepts), 'U.S. and Iraqi forces left. Beta. The forces.'), [
    'U.S. and Iraqi forces',
    'Beta',
  ]);
});

test('anaphora: a later sentence may count because an earlier one named the thing', () => {
  const concepts =
    '  us-troops: [US troops]\n  troops: [the troops]\n' +
    '  a: { also: [{ find: troops, with: us-troops, within: 2 sentences, order: after }] }';
  const topic = topicWith(concepts);
  assert.equal(found(topic, 'US troops came. One. The troops left. One. Two. The troops again.').length, 1);
});

test('all topics are judged in one pass, in their order, and words shared by them count for each', () => {
  const rules = rulesFrom(
    topicWith('  a: [alpha]', 'find: a', 'one'),
    topicWith('  a: [beta]', 'find: a', 'two'),
    topicWith('  a: [alpha, beta]', 'find: a', 'three'),
  );
  assert.deepEqual(
    judge(rules, { title: '', text: 'alpha. Alpha. Gamma' }).map(({ topic, score }) => [topic, score]),
    [
      ['one', 2],
      ['two', 0],
      ['three', 2],
    ],
  );
});
