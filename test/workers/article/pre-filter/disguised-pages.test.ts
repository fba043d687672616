import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { NewswatchError } from '../../../../src/errors.ts';
import { extract, type Extracted } from '../../../../workers/article/extract.ts';
import { lookAt, pageText } from '../../../../workers/article/pre-filter/pre-filter.ts';
import { justReached, randomTopic } from '../../../judge/sight/random-topics.ts';
import { openRandom } from '../../../support/random.ts';
import { disguisedPage } from './disguise.ts';

const TITLES = ['US troops leave the base at al-Asad', 'Iraq’s parliament votes', 'القوات الأمريكية في العراق', 'A'];
const TEXTS = [
  `The last 2,500 U.S. soldiers left Iraq's Anbar province on Friday, officials said, after a long withdrawal.
Gen. Smith, who commands the coalition, called it "a good day". Hewlêr is far away – and the US is not in it.
It isn't over: the rest of the troops may go by May, if Baghdad's government asks for it.`,
  `قالت وزارة الدفاع الأمريكية إن آخر الجنود غادروا قاعدة عين الأسد غرب العراق، وبقي 900 جندي في أربيل.
وبالعراق قوات أخرى للتحالف الدولي.`,
  `Die Brücke über den Fluß wird am 3. Mai für Fußgänger geöffnet; Autos müssen bis Herbst warten, sagt die Stadt.
“O’Neill’s plan,” it said, didn’t include A.B.C. or e.g. X-ray units: 1.5 million, in all.`,
];
const PAGES = 700;
const TOPICS_A_PAGE = 5;

/** Null where the page is refused. */
function read(html: string): Extracted | null {
  try {
    return extract({ html, url: 'https://news.example/a' });
  } catch (error) {
    assert.ok(error instanceof NewswatchError, String(error));
    return null;
  }
}

test('however a page is written, it is not ruled out for a topic that its article reaches', async () => {
  let asked = 0;
  for (let seed = 0; seed < PAGES; seed++) {
    const random = openRandom(seed);
    const html = disguisedPage(random, random.pick(TITLES), random.pick(TEXTS));
    const article = read(html);
    if (article === null) continue;
    for (let index = 0; index < TOPICS_A_PAGE; index++) {
      const topic = randomTopic(random, `${article.title}\n${article.text.replaceAll(/\bz?yx.*$/gm, '')}`);
      const rules = justReached(topic, article);
      if (rules === null) continue;
      asked++;
      const told = JSON.stringify({ seed, topic, html, article });
      assert.notEqual(lookAt({ html }, rules).kind, 'off-topic', told);
      assert.notEqual(lookAt(pageText(Buffer.from(html), null), rules).kind, 'off-topic', told);
    }
    if (seed % 20 === 0) await turn();
  }
  assert.ok(asked > 1_000, `only ${asked} topics found something`);
});
