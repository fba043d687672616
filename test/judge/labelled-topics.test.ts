import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { counted } from '../../src/judge/measure/figures.ts';
import { judge, type Judged } from '../../src/judge/judge.ts';
import { round } from '../../src/judge/score.ts';
import type { CompiledRules } from '../../src/judge/topic-rules.ts';
import type { Verdict } from '../../src/model/topic.ts';
import { loadRules } from '../../src/rules.ts';

/**
 * The topics of config/topics, each with texts of our own (test/fixtures/topics): what was reached is kept, and the code
 * knows about none of them. The texts on US forces in Iraq were written by somebody who had not seen the rules, to be hard.
 */
const TOPICS = [
  { topic: 'us-forces-iraq', leastF1: 0.8 },
  { topic: 'sudan-war', leastF1: 0.95 },
  { topic: 'bird-flu', leastF1: 0.93 },
].map((row) => ({ ...row, documents: labelledFor(row.topic) }));

interface Labelled extends Judged {
  readonly id: string;
  readonly label: 0 | 1;
}

function labelledFor(topic: string): Labelled[] {
  const file = join(import.meta.dirname, `../fixtures/topics/${topic}.jsonl`);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

const rulesOf = (...topics: string[]): CompiledRules =>
  loadRules(topics.map((topic) => join(import.meta.dirname, `../../config/topics/${topic}.yaml`))).compiled;

function alone(topic: string, documents: readonly Judged[]): Verdict[] {
  const rules = rulesOf(topic);
  return documents.flatMap((document) => judge(rules, document));
}

for (const { topic, documents, leastF1 } of TOPICS) {
  test(`${topic}: the quality that was reached is kept`, (t) => {
    const verdicts = alone(topic, documents);
    const { f1 } = counted(verdicts.map(({ match }, index) => ({ label: documents[index]?.label === 1, match })));
    t.diagnostic(`${documents.length} documents: F1 ${f1?.toFixed(3)}`);
    assert.ok(f1 !== null && f1 >= leastF1, `F1 ${f1?.toFixed(3)}, must be at least ${leastF1}`);
  });

  test(`${topic}: every match says what earned its points`, () => {
    for (const { match, score, contributions } of alone(topic, documents)) {
      if (!match) continue;
      assert.equal(round(contributions.reduce((sum, { points }) => sum + points, 0)), score);
      for (const { rule, term, snippet } of contributions) assert.ok(rule !== undefined && snippet.includes(term));
    }
  });

  test(`${topic}: none of its texts is a match of another topic`, () => {
    for (const other of TOPICS.filter((row) => row.topic !== topic)) {
      const matches = alone(other.topic, documents).flatMap(({ match }, at) => (match ? [documents[at]?.id] : []));
      assert.deepEqual(matches, [], other.topic);
    }
  });
}

test('topics that are judged together get the verdicts that each gets alone', () => {
  const documents = TOPICS.flatMap((row) => row.documents);
  const together = rulesOf(...TOPICS.map(({ topic }) => topic));
  const verdicts = documents.map((document) => judge(together, document));
  for (const [index, { topic }] of TOPICS.entries()) {
    assert.deepEqual(
      verdicts.map((list) => list[index]),
      alone(topic, documents),
      topic,
    );
  }
});
