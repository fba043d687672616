import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { lookAt } from '../../../../workers/article/pre-filter/pre-filter.ts';
import { rulesFrom, topicWith } from '../../../judge/support.ts';
import { inTime } from '../../../support/in-time.ts';

const RULES = rulesFrom(topicWith('  a: [xylotheque]'));
const look = (html: string) => lookAt({ html }, RULES).kind;

const { walls } = JSON.parse(readFileSync(new URL('../../../fixtures/walls.json', import.meta.url), 'utf8')) as {
  walls: Record<string, Record<string, string>>;
};

for (const [kind, pages] of Object.entries(walls)) {
  test(`no ${kind} page is ruled out: it may yield an article later`, () => {
    for (const [name, html] of Object.entries(pages)) assert.notEqual(look(html), 'off-topic', name);
  });
}

const SENTENCE =
  'The council decided on Monday that the old bridge over the river will be closed for good this spring. ';
const prose = (letters: number): string => {
  const paragraph = `<p>${SENTENCE.repeat(2)}</p>`;
  return paragraph.repeat(Math.ceil(letters / (2 * SENTENCE.length)));
};

suite('only running text that can be no wall counts', () => {
  for (const [name, kind, html] of [
    ['an article', 'off-topic', prose(800)],
    ['a short one', 'unclear', prose(400)],
    ['one in Chinese', 'off-topic', `<p>${'城市週一表示舊橋將關閉'.repeat(30)}`],
    ['links', 'unclear', `<a href=x>${prose(2_000)}</a>`],
    ['what is not shown', 'unclear', `<noscript>${prose(2_000)}</noscript><svg>${prose(2_000)}</svg>`],
    ['scripts', 'unclear', `<script>${prose(2_000)}</script>`],
    [
      'a consent box',
      'unclear',
      `<div>${'<p>We and our 812 partners use cookies and the like to store what you do, for the purposes below.</p>'.repeat(30)}</div>`,
    ],
    ['an error', 'unclear', `<title>Page not found</title>${prose(2_000)}`],
    ['a bot check', 'unclear', `<title>Just a moment...</title>${prose(900)}`],
    ['a beginning', 'unclear', `${prose(900)}<p>Subscribe to continue reading.</p>`],
    ['a newsletter box', 'off-topic', `${prose(2_000)}<p>Subscribe to our newsletter.</p>`],
    ['a link to subscribe', 'off-topic', `${prose(900)}<a href=x>Subscribe now</a>`],
    [
      'a price',
      'unclear',
      `<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>${prose(2_000)}`,
    ],
  ] as const)
    test(name, () => assert.equal(look(html), kind));
});

test('a megabyte of blanks behind the name of the sign of a price', () => {
  const sign = `<script type="application/ld+json">{"isAccessibleForFree":${'\t'.repeat(1_000_000)}true}</script>`;
  assert.equal(
    inTime(() => look(sign + prose(800))),
    'off-topic',
  );
});
