import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combineTopics } from '../../../src/judge/combine.ts';
import { compileTopic } from '../../../src/judge/compile.ts';
import { judge } from '../../../src/judge/judge.ts';
import { changedTopic, changesOf, type TunableTopic } from '../../../src/judge/tune/changes.ts';
import { changedParts, FACTORS, spaceOf } from '../../../src/judge/tune/setting.ts';
import { isMatch, scoreOf, weigh } from '../../../src/judge/tune/weigh.ts';
import type { CompiledTopic } from '../../../src/judge/topic-rules.ts';
import { parseYaml } from '../../../src/settings/yaml-file.ts';
import { openRandom } from '../../support/random.ts';

const TOPIC = `
id: test
match: { brief: 4, article: 8 }
near: { brief: 2, article: 3 }
briefWords: 30
leadWords: 10
for:
  - { name: counted, find: alpha, points: { title: 3.3, lead: 0.7, body: 0.1 }, most: 4.5 }
  - { name: near, find: alpha, with: beta, within: 2 sentences, points: 1.5 }
  - { name: briefs, find: beta, points: 900, most: 950, only: brief }
  - { name: dense, find: gamma, share: 30%, points: 2.5 }
against:
  - { name: weakens, find: beta, without: gamma, points: { body: 0.6 }, most: 2 }
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
  const topic = compiled(file);
  const random = openRandom(11);
  const words = ['alpha', 'alpha male', 'delta', 'beta', 'gamma', 'gamma ray', 'other', 'more words', 'x.', 'Y.'];
  const text = (length: number): string => Array.from({ length }, () => random.pick(words)).join(' ');
  const texts = Array.from({ length: 60 }, (_unused, index) => ({
    title: text(random.between(0, 4)),
    text: text(random.between(0, 90)),
    right: true,
    ...(index % 5 === 0 ? { kind: 'brief' as const } : {}),
  }));
  const weighed = weigh(topic, texts);
  const space = spaceOf(topic, false);
  for (let round = 0; round < 30; round++) {
    const setting = {
      match: { brief: random.between(30, 90) / 10, article: random.between(40, 120) / 10 },
      steps: topic.rules.map(() => random.between(0, FACTORS.length - 1)),
    };
    const changes = changedParts(setting, space).flatMap(({ part }) => changesOf(file, part, setting, ''));
    const rules = combineTopics([compiled(changedTopic(file, changes))], '');
    const expected = texts.map((one) => judge(rules, one)[0]);
    assert.deepEqual(
      weighed.map((one) => [Math.max(0, scoreOf(one, setting)), isMatch(one, setting)]),
      expected.map((verdict) => [verdict?.score, verdict?.match]),
    );
  }
});
