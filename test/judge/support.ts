import assert from 'node:assert/strict';
import { combineTopics } from '../../src/judge/combine.ts';
import { compileTopic } from '../../src/judge/compile.ts';
import { judge, type Judged } from '../../src/judge/judge.ts';
import type { CompiledRules } from '../../src/judge/topic-rules.ts';
import type { Verdict } from '../../src/model/topic.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

/** Compiles topics written as YAML; fails the test on a mistake. */
export function rulesFrom(...sources: string[]): CompiledRules {
  const topics = sources.map((source) => {
    const compiled = compileTopic({ file: 'test.yaml', rules: parseYaml('test.yaml', source).value });
    assert.ok(!('mistakes' in compiled), `mistakes: ${JSON.stringify(compiled)}`);
    return compiled.topic;
  });
  return combineTopics(topics, 'test');
}

/** A topic with the concepts (YAML lines, indented by two) and one rule, `find` what is asked for, a point a sentence. */
export const topicWith = (concepts: string, rule = 'find: a', id = 'test'): string =>
  `id: ${id}\nmatch: 1\nnear: 1\nfor:\n  - { name: it, points: 1, ${rule} }\nconcepts:\n${concepts}\n`;

export function judgeOne(rules: CompiledRules, article: Judged): Verdict {
  const [verdict] = judge(rules, article);
  assert.ok(verdict);
  return verdict;
}

/** The terms that a rule finds in a text, with the words it asked for beside them. */
export function found(source: string, text: string, title = ''): string[] {
  return judgeOne(rulesFrom(source), { title, text }).contributions.map(({ term, together = [] }) =>
    [term, ...together.map((other) => other.term)].join(' + '),
  );
}
