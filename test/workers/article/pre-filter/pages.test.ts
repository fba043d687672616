import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { extract } from '../../../../workers/article/extract.ts';
import { lookAt, pageText } from '../../../../workers/article/pre-filter/pre-filter.ts';
import { findProblem } from '../../../../workers/article/quality.ts';
import { justReached, randomTopic } from '../../../judge/sight/random-topics.ts';
import { rulesFrom, topicWith } from '../../../judge/support.ts';
import { openRandom } from '../../../support/random.ts';

const FOLDER = new URL('../../../../../shared/data/pages/', import.meta.url);
const FIXTURES = new URL('../../../fixtures/pages/', import.meta.url);
const skip = existsSync(FOLDER) ? false : '../shared/data is not here';

interface Page {
  readonly id: string;
  readonly url: string;
  readonly html: string;
}

function* fixtures(): Generator<Page> {
  for (const name of readdirSync(FIXTURES).filter((one) => one.endsWith('.html'))) {
    yield { id: name, url: 'https://paper.example/a', html: readFileSync(new URL(name, FIXTURES), 'utf8') };
  }
}

function* pages(): Generator<Page> {
  for (const line of readFileSync(new URL('truth.jsonl', FOLDER), 'utf8').trim().split('\n')) {
    const { id, url } = JSON.parse(line) as { id: string; url: string };
    yield { id, url, html: gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, FOLDER))).toString('utf8') };
  }
}

/** How many topics were asked about that articles of these pages reach; fails the test if a page is ruled out for one. */
async function askAbout(pagesOf: Iterable<Page>, topicsAPage: number): Promise<number> {
  const random = openRandom(1);
  let asked = 0;
  for (const page of pagesOf) {
    const { title, text } = extract(page);
    for (let index = 0; index < topicsAPage; index++) {
      const topic = randomTopic(random, `${title}\n${text}`);
      const rules = justReached(topic, { title, text });
      if (rules === null) continue;
      asked++;
      const sight = lookAt(pageText(Buffer.from(page.html), null), rules);
      assert.notEqual(sight.kind, 'off-topic', `${page.id} ${JSON.stringify(topic)}`);
    }
    await turn();
  }
  return asked;
}

test('no page is ruled out for a topic that its article reaches', { skip }, async () => {
  assert.ok((await askAbout(pages(), 12)) > 500);
});

test('none of our own pages is ruled out for a topic that its article reaches', async () => {
  assert.ok((await askAbout(fixtures(), 40)) > 300);
});

test('a page that is ruled out holds an article', { skip }, async () => {
  const rules = rulesFrom(topicWith('  a: [xylotheque]'));
  let ruledOut = 0;
  for (const page of pages()) {
    if (lookAt(page, rules).kind !== 'off-topic') continue;
    ruledOut++;
    assert.equal(findProblem(extract(page)), null, page.id);
    await turn();
  }
  assert.ok(ruledOut > 60, `only ${ruledOut} pages were ruled out`);
});
