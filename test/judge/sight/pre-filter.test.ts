import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPossible } from '../../../src/judge/sight/pre-filter.ts';
import { askStored, PageWriter } from '../../../src/judge/sight/stored-page.ts';
import type { CompiledRules } from '../../../src/judge/topic-rules.ts';
import type { TopicBound } from '../../../src/model/topic.ts';
import { openRandom, type Random } from '../../support/random.ts';
import { rulesFrom, topicWith } from '../support.ts';
import { justReached, randomTopic } from './random-topics.ts';

/** What an article could come to that is made of a page with this title and these lines. */
function boundsOf(rules: CompiledRules, title: string, text: string): TopicBound[] {
  const page = new PageWriter();
  for (const [index, line] of [title, ...text.split('\n')].entries()) {
    page.startLine(false, index === 0);
    page.read(line, 0, line.length, false);
    page.closeLine();
  }
  return askStored(page.text, rules);
}

const VOCABULARY =
  `US U.S. us troops troop Iraq iraq Iraq's Iraqi base bases al-Asad air strike strikes struck the a of in and for 2,500 900 1 withdraw withdrawn
   withdrawal Gen. Hewlêr Hewler العراق وبالعراق عراق IS is ISIS Kata'ib
   U.S.'s Moody's Moody M23 p.m. pm ٢٥٠٠ قوات القوات`.split(/\s+/);

function randomText(random: Random): string {
  const word = (): string =>
    random.pick(VOCABULARY) + random.pick(['', '', '', '', ',', '.', '.', '?', ':', ' –', ')']);
  const line = (): string => Array.from({ length: random.between(1, 40) }, word).join(' ');
  return Array.from({ length: random.between(1, 12) }, line).join('\n');
}

test('what the rules find in a text, the filter does not rule out', () => {
  const random = openRandom(20);
  let asked = 0;
  for (let index = 0; index < 4_000; index++) {
    const title =
      random.between(0, 3) === 0 ? '' : randomText(random).slice(0, random.between(5, 80)).replaceAll('\n', ' ');
    const text = randomText(random);
    const topic = randomTopic(random, random.between(0, 1) === 0 ? text : VOCABULARY.join(' '));
    const kind = random.pick([undefined, undefined, 'brief', 'article'] as const);
    const rules = justReached(topic, kind === undefined ? { title, text } : { title, text, kind });
    if (rules === null) continue;
    asked++;
    const bounds = boundsOf(rules, title, text);
    assert.ok(bounds.some(isPossible), JSON.stringify({ topic, title, text, bounds }));
  }
  assert.ok(asked > 1_500, `only ${asked} topics found something`);
});

/** The most points, by a topic of concepts a, b, c and one rule of a point a sentence. */
const most = (rule: string, text: string, title = ''): number =>
  boundsOf(
    rulesFrom(
      topicWith(
        '  a: [wolf]\n  b: [sheep]\n  c:\n    words: [dog]\n    also: [{ find: a, with: b, within: 1 word }]',
        rule,
      ),
    ),
    title,
    text,
  )[0]?.most ?? -1;

test('it is not far from what the rules can give', () => {
  assert.equal(most('find: a', 'nothing here'), 0);
  assert.equal(most('find: a', 'a wolf'), 1);
  assert.equal(most('find: a', 'a wolf and a wolf'), 2);
  assert.equal(most('find: a', 'text', 'a wolf'), 2, 'a title may stand in the text again');
  assert.equal(most('find: a, in: title', 'a wolf'), 0, 'the text is no title');
  assert.equal(most('find: a, in: title', 'text', 'a wolf'), 1);
  assert.equal(most('find: a, in: [title, lead]', 'text', 'a wolf'), 2);
  assert.equal(most('find: a, most: 1', 'wolf wolf wolf'), 1);
  assert.equal(most('find: a, least: 3', 'wolf wolf wolf'), 3);
  assert.equal(most('find: a, least: 4', 'wolf wolf wolf'), 0);
  assert.equal(most('find: a, least: 4', 'wolf wolf', 'a wolf'), 4, 'a title may stand in the text again');
  assert.equal(most('find: a, least: 5', 'wolf wolf', 'a wolf'), 0);
  assert.equal(most('find: a, share: 5%', 'wolf wolf wolf'), 1);
  assert.equal(most('find: a', 'wolf '.repeat(80)), 50, 'fifty sentences count');
});

test('what has to be near, in one sentence or in one paragraph, must be able to come into one line', () => {
  for (const within of ['sentence', 'paragraph', '100 words']) {
    assert.equal(most(`find: a, with: b, within: ${within}`, 'a wolf\nand a sheep'), 0, within);
    assert.equal(most(`find: a, with: b, within: ${within}`, 'a wolf. And a sheep'), 1, within);
  }
  for (const within of ['2 sentences', 'text'])
    assert.equal(most(`find: a, with: b, within: ${within}`, 'a wolf\nand a sheep'), 1);
  assert.equal(most('find: a, with: b, within: 1 word', 'wolf and sheep'), 1);
  assert.equal(most('find: a, with: b, within: 1 word', 'wolf and a sheep'), 0);
  assert.equal(most('find: c', 'wolf and sheep'), 1, 'a concept by a pattern');
  assert.equal(most('find: c', 'wolf and a sheep'), 0);
  assert.equal(most('find: c, with: b, within: 0 words', 'wolf x sheep'), 1, 'words named together are one');
});

test('a possessive that a term asks for may stand apart from its word', () => {
  const rules = rulesFrom(topicWith('  a: ["Moody\'s", "U.S.\'s troops"]'));
  for (const [word, rest] of [
    ['Moody', "'s cut it"],
    ['the U.S.', '’s troops'],
  ] as const) {
    const page = new PageWriter();
    page.startLine(false, false);
    page.read(word, 0, word.length, false);
    page.read(rest, 0, rest.length, false);
    assert.equal(askStored(page.text, rules)[0]?.most, 1, word + rest);
  }
});

test('what speaks against a topic, and exceptions, do not count', () => {
  const rules = rulesFrom(
    'id: t\nmatch: 1\nnear: 1\nfor: [{ name: f, find: a, points: 1 }]\nagainst: [{ name: g, find: b, points: 5 }]\n' +
      'concepts: { a: { words: [wolf], except: [lone wolf] }, b: [sheep] }',
  );
  assert.deepEqual(boundsOf(rules, '', 'a lone wolf, sheep'), [{ topic: 't', most: 1, near: 1 }]);
});

test('where a needed concept cannot be named, nothing counts', () => {
  const rules = rulesFrom(
    'id: t\nmatch: 1\nnear: 1\nneeds: [b, c]\nfor: [{ name: f, find: a, points: 1 }]\n' +
      'concepts: { a: [wolf], b: [sheep], c: { also: [{ find: a, with: b, within: 1 word }] } }',
  );
  const most = (text: string): number => boundsOf(rules, '', text)[0]?.most ?? -1;
  assert.equal(most('wolf and sheep'), 1);
  assert.equal(most('wolf'), 0);
  assert.equal(most('wolf and a sheep'), 0);
  assert.equal(most('wolf, wolf and sheep'), 2);
});

test('a bound is told as a brief or as an article, whichever is nearer; only for the topics asked for', () => {
  const only =
    'id: t\nmatch: { brief: 9, article: 9 }\nnear: { brief: 4, article: 9 }\nfor:\n' +
    '  - { name: f, find: a, points: 3, only: brief }\n  - { name: g, find: a, points: 6, only: article }\nconcepts: { a: [wolf] }';
  const rules = rulesFrom(only, topicWith('  a: [sheep]', 'find: a', 'other'));
  assert.deepEqual(boundsOf(rules, '', 'wolf'), [
    { topic: 't', most: 3, near: 4 },
    { topic: 'other', most: 0, near: 1 },
  ]);
  assert.deepEqual(
    askStored('\x01wolf', rules, ['other']).map(({ topic }) => topic),
    ['other'],
  );
});

test('a page too rich in words is possible, in bounded time', () => {
  const concepts =
    '  a: [wolf]\n  b: [sheep]\n  c: { also: [{ find: a, with: b, within: 900 words }] }\n  d: { also: [{ find: c, with: b, within: 900 words }] }';
  const rules = rulesFrom(topicWith(concepts, 'find: d, with: c, within: 1 word'));
  const [bound] = boundsOf(rules, '', 'wolf x sheep '.repeat(3_000));
  assert.ok(bound !== undefined && isPossible(bound));
});
