import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleSet } from '../../src/model/topic.ts';
import { compileRules } from '../../src/rules.ts';
import { openCompiledRules } from '../../workers/compiled-rules.ts';

const set = (revision: string): RuleSet => ({
  revision,
  topics: [
    {
      file: 't.yaml',
      rules: {
        id: 't',
        match: 1,
        near: 1,
        for: [{ name: 'wolves', find: 'wolf', points: 1 }],
        concepts: { wolf: ['wolf'] },
      },
    },
  ],
});

test('rules are compiled once, also where many jobs ask at once and jobs of two revisions take turns', async () => {
  const compiled: string[] = [];
  const rules = openCompiledRules({ get: async (revision) => set(revision) }, (one) => {
    compiled.push(one.revision);
    return compileRules(one);
  });
  await Promise.all(['old', 'old', 'new', 'old', 'new'].map(rules));
  for (const revision of ['old', 'new', 'old']) assert.equal((await rules(revision)).revision, revision);
  assert.deepEqual(compiled, ['old', 'new']);
});

test('rules that could not be had are asked for again', async () => {
  const there: RuleSet[] = [];
  const rules = openCompiledRules({ get: async () => there[0] }, compileRules);
  await assert.rejects(rules('r'), { code: 'rules-unknown' });
  there.push(set('r'));
  assert.equal((await rules('r')).revision, 'r');
});
