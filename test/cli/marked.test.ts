import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onePerStory, type MarkedText } from '../../src/cli/marked.ts';
import { openRandom } from '../support/random.ts';
import { install, mark } from './marked-record.ts';

const TOPIC = 'id: t\nmatch: 5\nnear: 1\nfor: [{ name: a, find: a, points: 5 }]\nconcepts: { a: [alpha] }\n';

test('two items with the same words count once under one topic, by the later mark', (t) => {
  const { change, json } = install(t, { 't.yaml': TOPIC });
  change((record) => {
    mark(record, 'a', 'wrong', 'Alpha', 'Same words.', { topic: 't', markedAt: 1 });
    mark(record, 'b', 'right', 'Alpha', 'Same words.', { topic: 't', markedAt: 2 });
    mark(record, 'c', 'wrong', 'Alpha', 'Other words.', { topic: 't', markedAt: 3 });
  });
  const { figures } = json('eval', '--marks') as { figures: { all: object } };
  assert.deepEqual(
    Object.entries(figures.all).filter(([key]) => ['documents', 'right', 'falseAlarms'].includes(key)),
    [
      ['documents', 2],
      ['right', 1],
      ['falseAlarms', 1],
    ],
  );
});

test('copies of a story count once, by the last mark; short texts and other stories count each', () => {
  const random = openRandom(5);
  const story = (): string => Array.from({ length: 80 }, () => `w${random.between(0, 1e6)}`).join(' ');
  const [one, other] = [story(), story()];
  const text = (id: string, words: string): MarkedText => ({ id, title: id, text: words, right: true, topic: null });
  const marked = [
    text('first', one),
    text('other', other),
    text('short', 'Few words.'),
    text('copy', `${one} And a line of its own.`),
    text('short again', 'Few words.'),
  ];
  assert.deepEqual(
    onePerStory(marked).map(({ id }) => id),
    ['other', 'short', 'copy', 'short again'],
  );
});

test('a copy is found among many texts that end alike', () => {
  const random = openRandom(7);
  const words = (n: number): string => Array.from({ length: n }, () => `w${random.between(0, 1e6)}`).join(' ');
  const ending = words(40);
  const texts = Array.from({ length: 40 }, () => `${words(120)} ${ending}`);
  const marked = [...texts, `${texts[3]} ${words(10)}`].map((text, index): MarkedText => {
    return { id: String(index), title: '', text, right: true, topic: null };
  });
  assert.deepEqual(
    onePerStory(marked).map(({ id }) => id),
    [...texts.keys(), 40].map(String).filter((id) => id !== '3'),
  );
});
