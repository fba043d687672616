import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combineTopics } from '../../../src/judge/combine.ts';
import { compileTopic } from '../../../src/judge/compile.ts';
import { judge } from '../../../src/judge/judge.ts';
import { parseTerm, type Term } from '../../../src/judge/term.ts';
import { changedTopic } from '../../../src/judge/tune/changed-topic.ts';
import { changesOf, type TunableTopic } from '../../../src/judge/tune/changes.ts';
import { withLearnt } from '../../../src/judge/tune/learnt.ts';
import { MarkedTexts } from '../../../src/judge/tune/marked-texts.ts';
import { changedParts, FACTORS } from '../../../src/judge/tune/setting.ts';
import type { TermChange } from '../../../src/judge/tune/term-change.ts';
import { isMatch, scoreOf } from '../../../src/judge/tune/weigh.ts';
import type { CompiledTopic } from '../../../src/judge/topic-rules.ts';
import { parseYaml } from '../../../src/settings/yaml-file.ts';
import { openRandom } from '../../support/random.ts';

const TOPIC = `
id: test
match: { brief: 4, article: 8 }
near: { brief: 2, article: 3 }
briefWords: 30
leadWords: 10
needs: gamma
for:
  - { name: counted, find: alpha, points: { title: 3.3, lead: 0.7, body: 0.1 }, most: 4.5 }
  - { name: near, find: alpha, with: beta, within: 2 sentences, points: 1.5 }
  - { name: briefs, find: beta, points: 900, most: 950, only: brief }
  - { name: dense, find: gamma, share: 30%, points: 2.5 }
against:
  - { name: weakens, find: beta, without: gamma, points: { body: 0.6 }, most: 2 }
  - { name: often, find: alpha, least: 3, points: 1.2 }
  - { name: density, find: gamma, in: body, share: 70%, points: 3 }
concepts:
  alpha: { words: [alpha, delta], except: [alpha male] }
  beta: [beta]
  gamma: [gamma, gamma ray]
`;

function compiled(rules: unknown): CompiledTopic {
  const result = compileTopic({ file: 'test.yaml', rules });
  assert.ok(!('mistakes' in result), JSON.stringify(result));
  return result.topic;
}

test('a setting scores as the engine does once its changes are written', () => {
  const file = parseYaml('test.yaml', TOPIC).value as TunableTopic;
  const learner = withLearnt(compiled(file));
  const { topic, concepts } = learner;
  const random = openRandom(11);
  const words = 'alpha,alpha male,delta,beta,gamma,gamma ray,old gamma,reactor,real madrid,more words,x.,Y.'.split(',');
  const text = (length: number): string => Array.from({ length }, () => random.pick(words)).join(' ');
  const marks = Array.from({ length: 60 }, (_unused, index) => ({
    title: text(random.between(0, 4)),
    text: text(random.between(0, 90)),
    right: true,
    ...(index % 5 === 0 ? { kind: 'brief' as const } : {}),
  }));
  const texts = new MarkedTexts(topic, marks);
  const concept = (id: string): number => topic.concepts.findIndex((one) => one.id === id);
  const own = (id: string, written: string): Term =>
    topic.concepts[concept(id)]?.terms.find((term) => term.written === written) ?? assert.fail();
  const terms: readonly TermChange[] = [
    { kind: 'out', concept: concept('alpha'), term: own('alpha', 'delta') },
    { kind: 'out', concept: concept('gamma'), term: own('gamma', 'gamma ray') },
    { kind: 'except', concept: concept('gamma'), term: term('old gamma') },
    { kind: 'except', concept: concept('alpha'), term: term('alpha alpha') },
    { kind: 'in', concept: concepts.for, term: term('reactor') },
    { kind: 'in', concept: concepts.for, term: term('more') },
    { kind: 'in', concept: concepts.against, term: term('real madrid') },
  ];
  texts.find(terms.map((one) => one.term));
  const start = { match: topic.match, steps: topic.rules.map(() => 0), terms: [] };
  const space = { start, near: topic.near, thresholds: [['brief'], ['article']] as const, rules: [], terms, allows };
  const candidates = terms.map((change) => ({ change, right: 0, wrong: 0 }));
  for (let round = 0; round < 40; round++) {
    const setting = {
      match: { brief: random.between(30, 90) / 10, article: random.between(40, 120) / 10 },
      steps: topic.rules.map(() => random.between(0, FACTORS.length - 1)),
      terms: terms.filter(() => random.between(0, 1) === 1),
    };
    const parts = changedParts(setting, space).map(({ part }) => ({ part, why: '', folds: 0 }));
    const changed = changedTopic(file, changesOf(file, learner, candidates, setting, parts));
    const rules = combineTopics([compiled(changed)], '');
    const expected = marks.map((one) => judge(rules, one)[0]);
    assert.deepEqual(
      marks.map((_mark, index) => {
        const weighed = texts.weighed(index, setting.terms);
        return [Math.max(0, scoreOf(weighed, setting.steps)), isMatch(weighed, setting)];
      }),
      expected.map((verdict) => [verdict?.score, verdict?.match]),
    );
  }
});

const allows = (): boolean => true;

function term(written: string): Term {
  const parsed = parseTerm(written, 'any');
  return typeof parsed === 'string' ? assert.fail(parsed) : parsed;
}
