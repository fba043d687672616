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

/** Topics that have nothing to do with the shipped one, each with texts of our own: the code knows about none of them. */

interface Labelled extends Judged {
  readonly id: string;
  readonly label: 0 | 1;
}

const fileOf = (topic: string): string => join(import.meta.dirname, `../../config/topics/${topic}.yaml`);
const rulesOf = (...topics: string[]): CompiledRules => loadRules(topics.map(fileOf)).compiled;

function labelledFor(topic: string): Labelled[] {
  const file = join(import.meta.dirname, `../fixtures/topics/${topic}.jsonl`);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

const SHIPPED = 'us-forces-iraq';
const EXAMPLES = [{ topic: 'bird-flu', leastF1: 0.93 }].map((row) => ({ ...row, documents: labelledFor(row.topic) }));

const alone = (topic: string, documents: readonly Labelled[]): Verdict[] => {
  const rules = rulesOf(topic);
  return documents.flatMap((document) => judge(rules, document));
};

for (const { topic, documents, leastF1 } of EXAMPLES) {
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

  test(`${topic}: nothing of it is a match of ${SHIPPED}`, () => {
    const matches = alone(SHIPPED, documents).flatMap(({ match }, index) => (match ? [documents[index]?.id] : []));
    assert.deepEqual(matches, []);
  });
}

test('topics that are judged together get the verdicts that each gets alone', () => {
  const topics = [SHIPPED, ...EXAMPLES.map(({ topic }) => topic)];
  const documents = EXAMPLES.flatMap((example) => example.documents);
  const together = rulesOf(...topics);
  const verdicts = documents.map((document) => judge(together, document));
  for (const [index, topic] of topics.entries()) {
    assert.deepEqual(
      verdicts.map((list) => list[index]),
      alone(topic, documents),
      topic,
    );
  }
});
