import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askStored } from '../../../../src/judge/sight/stored-page.ts';
import { PageWords } from '../../../../src/judge/sight/page-words.ts';
import { isPossible } from '../../../../src/judge/sight/pre-filter.ts';
import { openWanted } from '../../../../src/judge/sight/wanted.ts';
import type { CompiledRules } from '../../../../src/judge/topic-rules.ts';
import type { TopicBound } from '../../../../src/model/topic.ts';
import { readBeside } from '../../../../workers/article/pre-filter/pre-filter.ts';
import { scanPage } from '../../../../workers/article/pre-filter/scan-page.ts';
import { strippedPage } from '../../../../workers/article/pre-filter/stripped-page.ts';
import { randomTopic, rulesOf } from '../../../judge/sight/random-topics.ts';
import { openRandom } from '../../../support/random.ts';
import { disguisedPage } from './disguise.ts';

const TITLE = 'US troops leave the base at al-Asad';
const TEXT = `The last 2,500 U.S. soldiers left Iraq's Anbar province on Friday, officials said, after a long withdrawal.
Gen. Smith, who commands the coalition, called it "a good day". Hewlêr and العراق are far away – and the US is not in.
It isn't over: the rest of the troops may go by May.`;

function bounds(html: string, rules: CompiledRules): TopicBound[] | null {
  const wanted = openWanted()(rules);
  const words = new PageWords(wanted);
  const scanned = scanPage(html, words);
  if (scanned === null || !readBeside({ html }, scanned, words) || !words.finish()) return null;
  return wanted.filter.bounds(words);
}

test('of what is kept of a page, all rules think as of the page', () => {
  let asked = 0;
  for (let seed = 0; seed < 1_500; seed++) {
    const random = openRandom(seed);
    const html = disguisedPage(random, TITLE, TEXT);
    const rules = rulesOf(randomTopic(random, `${TITLE}\n${TEXT}`));
    if (rules === null) continue;
    const told = bounds(html, rules);
    if (told === null) continue;
    asked++;
    assert.deepEqual(askStored(strippedPage({ html }), rules), told, html);
  }
  assert.ok(asked > 1_000, `only ${asked}`);
});

test('what cannot be told is possible', () => {
  const rules = rulesOf({
    id: 't',
    match: 1,
    near: 1,
    for: [{ name: 'f', find: 'a', points: 1 }],
    concepts: { a: ['가'] },
  });
  assert.ok(rules);
  assert.ok(askStored('\x01x\x01\u1161', rules).every(isPossible));
});

test('little is kept: no markup, no empty lines', () => {
  const html =
    '<title>A  title</title><div class="x"><p>One <b>two</b></p><p> </p><p>\x05three</div><script>four</script>';
  assert.equal(strippedPage({ html }), '\x04\x06\x04\x08\x02A title\x07\x03\x01One \x01two\x05\x03\x01 three\x04');
});
