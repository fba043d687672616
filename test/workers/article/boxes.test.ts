import assert from 'node:assert/strict';
import { test } from 'node:test';
import { densestBox, isWithin, proseIn, tightestBox, weigh } from '../../../workers/article/boxes.ts';
import { readOnDom } from '../../../workers/article/dom.ts';
import { toBlocks } from '../../../workers/article/to-paragraphs.ts';

const TEXT = 'The old harbour bridge was closed to all traffic on Monday morning, and it will not open again.';
const weighed = (html: string) => readOnDom(html, ({ body }) => weigh(toBlocks(body)));

test('prose weighs, labels and furniture do not', () => {
  const blocks = weighed(`<p>${TEXT}</p><p>Share</p><h2>Why it was closed</h2><p><a href=x>${TEXT}</a></p>`);
  assert.deepEqual(
    blocks.map(({ prose }) => prose),
    [TEXT.length, 0, 0, 0],
  );
  assert.equal(proseIn(blocks), TEXT.length);
});

test('the tightest box holds nearly all prose, and is no paragraph', () => {
  const boxIn = (html: string): string | undefined => tightestBox(weighed(html))?.kind;
  assert.equal(boxIn(`<div class=a><div class=b><p>${TEXT}</p></div></div>`), 'div b');
  assert.equal(boxIn(`<div class=a><p>${TEXT}</p><div class=b>${`<p>${TEXT}</p>`.repeat(5)}</div></div>`), 'div b');
  assert.equal(
    boxIn(`<div class=a><p>${TEXT}</p><p>${TEXT}</p><div class=b>${`<p>${TEXT}</p>`.repeat(5)}</div></div>`),
    'div a',
  );
  assert.equal(boxIn('<p>Share</p>'), undefined);
});

test('the densest box holds its prose itself or in paragraphs', () => {
  const html = `<div class=a><div><p>${TEXT}</p></div><div><p>${TEXT}</p></div></div><div class=b>${TEXT}<br><br>${TEXT}<br><br>${TEXT}</div>`;
  const densest = densestBox(weighed(html));
  assert.equal(densest?.box.kind, 'div b');
  assert.equal(densest.prose, 3 * TEXT.length);
  assert.equal(densestBox([]), null);
});

test('a box is within itself and those around it', () => {
  const [one, other] = weighed(`<div class=a><p>${TEXT}</p></div><div class=b><p>${TEXT}</p></div>`).map(
    ({ block }) => block.box,
  );
  assert.ok(one?.parent && other?.parent?.parent);
  assert.ok(isWithin(one, one) && isWithin(one, one.parent) && isWithin(one, other.parent.parent));
  assert.ok(!isWithin(one, other.parent) && !isWithin(one.parent, one));
});
