import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRegexLoop } from '../../../bench/support/regex-loop.ts';
import { openTopicMaker } from '../../../bench/support/topics.ts';
import { judge } from '../../../src/judge/judge.ts';
import { compileRules, loadRules } from '../../../src/rules.ts';
import { openRandom } from '../../support/random.ts';
import { writeStory } from '../../support/story.ts';

const random = openRandom(5);
const stories = Array.from({ length: 200 }, (_, index) => writeStory(random, index % 2 === 0));
const all = stories.map(({ title, paragraphs }) => ({ title, text: paragraphs.join('\n\n') }));
const texts = all.slice(0, 30);
const [model] = loadRules([new URL('../../../config/topics/us-forces-iraq.yaml', import.meta.url).pathname]).set.topics;
assert.ok(model);
const make = openTopicMaker(model, all, random);
const sources = [model, make('few', 'elsewhere'), make('some', 'here'), make('others', 'here')];
const rules = compileRules({ revision: '', topics: sources });

test('regular expressions, a term at a time, come to the same scores as one pass for all topics', () => {
  const loop = openRegexLoop(rules);
  const found = new Set<string>();
  for (const text of texts) {
    const verdicts = judge(rules, text);
    assert.deepEqual(
      verdicts.map(({ topic, score, match }) => ({ topic, score, match })),
      loop(text),
      text.title,
    );
    for (const { topic, contributions } of verdicts) if (contributions.length > 0) found.add(topic);
  }
  assert.equal(found.size, 4, 'every topic finds something');
});

test('a topic comes to the same verdict alone and among others', () => {
  for (const [index, source] of sources.entries()) {
    const alone = compileRules({ revision: '', topics: [source] });
    for (const text of texts) assert.deepEqual(judge(rules, text)[index], judge(alone, text)[0]);
  }
});
