import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTopic } from '../../../src/judge/compile.ts';
import type { Figures } from '../../../src/judge/measure/figures.ts';
import { changedTopic } from '../../../src/judge/tune/changed-topic.ts';
import type { Change } from '../../../src/judge/tune/changes.ts';
import type { Marked } from '../../../src/judge/tune/weigh.ts';
import { parseYaml } from '../../../src/settings/yaml-file.ts';
import { openRandom } from '../../support/random.ts';
import { marksOf, sentences, tuned } from './marks.ts';

/** Terms that come and go, measured like numbers. */

const TOPIC = `
id: test
match: 5
near: 1
for:
  - { name: wolves, find: wolf, points: 1, most: 8 }
concepts:
  wolf: [wolf, pack, fang(s)]
`;

const terms = { groups: ['terms out', 'terms in'] } as const;
const told = (changes: readonly Change[]): unknown[] =>
  changes.map(({ kind, path, from, to }) => [kind, path, from, to]);
const changed = (changes: readonly Change[], topic = TOPIC): unknown =>
  changedTopic(parseYaml('test.yaml', topic).value, changes);

/** So many texts of each kind that the rules cannot tell apart, but for what is said of each. */
const marks = (right: (index: number) => string, wrong: (index: number) => string): Marked[] => [
  ...marksOf(30, true, (index) => `${sentences('wolf', 6)} ${right(index)}`),
  ...marksOf(30, false, (index) => `${sentences('wolf', 2)} ${wrong(index)}`),
];

test('a term that makes wrong texts match goes', () => {
  const { now, proposed, crossValidated, changes, groups } = tuned(
    TOPIC,
    marks(
      () => 'Sheep.',
      (index) => (index < 24 ? sentences('pack', 4) : 'Sheep.'),
    ),
    terms,
  );
  assert.deepEqual([now.falseAlarms, proposed?.falseAlarms, crossValidated?.falseAlarms], [24, 0, 0]);
  assert.deepEqual(told(changes), [['out', 'concepts.wolf.1', 'pack', null]]);
  assert.equal(changes[0]?.why, 'in 0 right, 24 wrong: 24 fewer false alarms');
  assert.equal(changes[0]?.folds, 5);
  assert.deepEqual(
    groups.map(({ group, accepted }) => [group, accepted]),
    [
      ['terms out', true],
      ['terms in', false],
    ],
  );
  assert.deepEqual((changed(changes) as { concepts: unknown }).concepts, { wolf: ['wolf', 'fang(s)'] });
});

test('a phrase in which a term means something else becomes an exception; the term stays', () => {
  const { proposed, changes } = tuned(
    TOPIC,
    marks(
      () => sentences('pack', 2),
      () => 'The back pack. A back pack. His back pack. Her back pack.',
    ),
    terms,
  );
  assert.deepEqual([proposed?.falseAlarms, proposed?.missed], [0, 0]);
  assert.deepEqual(told(changes), [['except', 'concepts.wolf.except', null, 'back pack']]);
  const wolf = { words: ['wolf', 'pack', 'fang(s)'], except: ['back pack'] };
  assert.deepEqual((changed(changes) as { concepts: unknown }).concepts, { wolf });
});

test('new words come with a concept and a rule of their own, with points in proportion to what a match takes', () => {
  const known = marksOf(30, true, () => `${sentences('wolf', 4)} Shepherds. The shepherds.`);
  const { now, proposed, crossValidated, changes } = tuned(
    TOPIC,
    [...known, ...marksOf(30, false, () => sentences('wolf', 4))],
    terms,
  );
  assert.deepEqual([now.missed, proposed?.missed, crossValidated?.missed], [30, 0, 0]);
  const points = { title: 1, lead: 0.5, body: 0.3 };
  const rule = { name: 'words learnt from your marks, for it', find: 'learnt-for', points, most: 2 };
  assert.deepEqual(told(changes), [
    ['in', 'concepts.learnt-for', null, 'shepherds'],
    ['rule', 'for', null, rule],
  ]);
  assert.equal(changes[0]?.why, 'in 30 right, 0 wrong: 30 fewer missed');
  assert.ok('topic' in compileTopic({ file: 'test.yaml', rules: changed(changes) }));
});

test('words against take points; what a topic has learnt before is added to, not made again', () => {
  const wrong = (index: number): string =>
    `${sentences('wolf', 5)} ${index < 15 ? 'Football. The football.' : 'Tennis. The tennis.'}`;
  const all = [...marksOf(30, true, () => sentences('wolf', 5)), ...marksOf(30, false, wrong)];
  const first = tuned(TOPIC, all, terms).changes;
  assert.deepEqual(
    told(first).map((one) => (one as unknown[]).slice(0, 2)),
    [
      ['in', 'concepts.learnt-against'],
      ['in', 'concepts.learnt-against'],
      ['rule', 'against'],
    ],
  );
  const learnt = `${TOPIC}  learnt-against: [tennis]
against:
  - { name: learnt, find: learnt-against, points: { title: 1, lead: 1, body: 1 }, most: 3 }
`;
  const again = tuned(learnt, all, terms).changes;
  assert.deepEqual(told(again), [['in', 'concepts.learnt-against', null, 'football']]);
});

test('no concept loses its last word', () => {
  const topic = TOPIC.replace('[wolf, pack, fang(s)]', '[wolf]').replace(
    'concepts:',
    '  - { name: packs, find: pack, points: 1 }\nconcepts:\n  pack: [pack]',
  );
  const { changes, suggestions } = tuned(
    topic,
    marks(
      () => 'Sheep.',
      () => sentences('pack', 4),
    ),
    { groups: ['terms out'] },
  );
  assert.deepEqual(changes, []);
  assert.deepEqual(suggestions.find(({ advice }) => advice === 'drop')?.term, 'pack');
});

test('only few terms come, however many would help', () => {
  const word = (index: number): string => `badger${'abcdefghij'.charAt(index)}`;
  const right = Array.from({ length: 10 }, (_unused, index) =>
    marksOf(12, true, () => `${sentences('wolf', 4)} ${sentences(word(index), 2)}`, index),
  ).flat();
  const { changes } = tuned(TOPIC, [...right, ...marksOf(120, false, () => sentences('wolf', 4))], terms);
  const incoming = changes.filter(({ kind }) => kind === 'in');
  assert.ok(incoming.length > 0 && incoming.length <= 5, JSON.stringify(told(changes)));
});

test('what fewer than three of the five folds led to is not proposed', () => {
  const topic = TOPIC.replace('match: 5', 'match: 4.1');
  const animals = 'badger,otter,heron,marten,lynx,beaver'.split(',');
  const proposed = Array.from({ length: 25 }, (_unused, seed) => {
    const source = openRandom(seed);
    const text = (right: boolean): string => {
      const seen = animals.filter((_animal, index) => source.between(0, 9) < (right ? 5 : 1) - (index % 2));
      return [
        sentences('wolf', source.between(right ? 4 : 3, right ? 5 : 4)),
        ...seen.map((one) => sentences(one, 2)),
      ].join(' ');
    };
    return tuned(topic, [...marksOf(20, true, () => text(true), seed), ...marksOf(20, false, () => text(false), seed)])
      .changes;
  }).flat();
  const folds = proposed.flatMap((change) => change.folds ?? []);
  assert.ok(folds.length > 10 && folds.every((times) => times >= 3 && times <= 5), folds.join());
  assert.ok(folds.some((times) => times < 5));
});

/** Texts of many words under labels that have nothing to do with them: every word that tells them apart does so by chance. */
function random(seed: number): Marked[] {
  const source = openRandom(seed);
  const word = (): string =>
    `word${source.between(0, 700)}`.replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  return Array.from({ length: 30 }, (_unused, index) => ({
    title: `Item ${index}`,
    text: `${sentences('wolf', source.between(4, 5))} ${Array.from({ length: 140 }, word).join(' ')}.`,
    right: index % 2 === 0,
  }));
}

test('nothing leaks: what chance words gain on their own marks is gone on marks held back, and nothing is proposed', () => {
  const topic = TOPIC.replace('match: 5', 'match: 4.1');
  const errors = ({ falseAlarms, missed }: Figures): number => falseAlarms + missed;
  const sum = { now: 0, found: 0, heldOut: 0, proposed: 0 };
  for (let seed = 0; seed < 30; seed++) {
    const { now, groups, proposed } = tuned(topic, random(seed), { groups: ['terms in'] });
    const { found, crossValidated } = groups[0] ?? assert.fail();
    sum.now += errors(now);
    sum.found += errors(found);
    sum.heldOut += errors(crossValidated);
    sum.proposed += proposed === null ? 0 : 1;
  }
  assert.ok(sum.found < 0.95 * sum.now, JSON.stringify(sum));
  assert.ok(sum.heldOut >= sum.now, JSON.stringify(sum));
  assert.ok(sum.proposed <= 1, JSON.stringify(sum));
});
