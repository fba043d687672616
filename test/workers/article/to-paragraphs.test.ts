import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDom } from '../../../workers/article/dom.ts';
import { toBlocks, type Block } from '../../../workers/article/to-paragraphs.ts';

const blocksOf = (html: string) => toBlocks(parseDom(html).body);
const linesOf = (html: string): string[] => blocksOf(html).map(({ text }) => text);

test('block elements end lines, inline ones do not', () => {
  assert.deepEqual(
    linesOf('<div>One<p>Two <b>b</b>old<i>er</i></p>three<h2>Four</h2><section><div>Five</div>six</section></div>'),
    ['One', 'Two bolder', 'three', 'Four', 'Five', 'six'],
  );
});

test('no glued words at block borders, no lost blanks at inline ones', () => {
  assert.deepEqual(linesOf('<p>the\n  <a href="x">first</a>\n<em>word</em>&nbsp;here</p><p>next'), [
    'the first word here',
    'next',
  ]);
  assert.deepEqual(linesOf('<ul><li>a</li><li>b<p>c</p></li></ul><dl><dt>d</dt><dd>e</dd></dl>'), [
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
});

test('two line breaks make a paragraph, one only behind a sentence', () => {
  assert.deepEqual(linesOf('<div>One.<br><br>Two<br> <br/>Three</div>'), ['One.', 'Two', 'Three']);
  assert.deepEqual(linesOf('<p>Roses are red,<br>violets are blue.<br>“So it is.”<br>End</p>'), [
    'Roses are red, violets are blue.',
    '“So it is.”',
    'End',
  ]);
});

test('preformatted text: empty lines separate paragraphs, else every line is one', () => {
  assert.deepEqual(linesOf('<pre>A line that\ngoes on.\n \nNext.</pre>'), ['A line that goes on.', 'Next.']);
  assert.deepEqual(linesOf('<pre>one\ntwo</pre>'), ['one', 'two']);
});

test('rows of data are lines; a table that lays out a page is not', () => {
  assert.deepEqual(
    linesOf('<table><tr><th>Team</th><th>Points</th></tr><tr><td>Rovers</td><td>12</td><td></td></tr></table>'),
    ['Team · Points', 'Rovers · 12'],
  );
  assert.deepEqual(linesOf('<table><tr><td><p>One.</p><p>Two.</p></td><td>Side</td></tr></table>'), [
    'One.',
    'Two.',
    'Side',
  ]);
});

test('entities, non-Latin and right-to-left text arrive as they are', () => {
  assert.deepEqual(
    linesOf('<p>&ldquo;A&rdquo; &ndash; 5&nbsp;&euro; &amp; more</p><p>القوات الأمريكية</p><p>ئەمریکا</p>'),
    ['“A” – 5 € & more', 'القوات الأمريكية', 'ئەمریکا'],
  );
});

test('what no reader sees as text is left out', () => {
  assert.deepEqual(linesOf('<p>a<button>Share</button><select><option>x</select><video>no video</video>b</p>'), [
    'a b',
  ]);
  assert.deepEqual(
    linesOf('<p>a<script>x</script>b<img alt=x>c <a class="btn btn-primary">Share</a><span hidden>d</span></p>'),
    ['abc'],
  );
  assert.deepEqual(linesOf('<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>へ</p>'), ['東京へ']);
});

test('blocks know their kind and how much of them is linked', () => {
  const withoutBox = ({ text, kind, linked }: Block): Omit<Block, 'box'> => ({ text, kind, linked });
  assert.deepEqual(
    blocksOf(
      '<h3>H</h3><blockquote><p>Q</p></blockquote><figure><img><figcaption>C</figcaption></figure><p class="wp-caption-text">D</p>' +
        '<ul><li><a href=x>ab</a> cd</li></ul><p><a href=x>all of it</a></p>',
    ).map(withoutBox),
    [
      { text: 'H', kind: 'heading', linked: 0 },
      { text: 'Q', kind: 'quote', linked: 0 },
      { text: 'C', kind: 'caption', linked: 0 },
      { text: 'D', kind: 'caption', linked: 0 },
      { text: 'ab cd', kind: 'item', linked: 0.5 },
      { text: 'all of it', kind: 'text', linked: 1 },
    ],
  );
});

test('blocks know the boxes that they stand in', () => {
  const [block] = blocksOf('<div class="post body"><div><p>One</p></div></div>');
  const kinds: string[] = [];
  for (let box = block?.box ?? null; box !== null; box = box.parent) kinds.push(`${box.depth} ${box.kind}`);
  assert.deepEqual(kinds, ['3 p', '2 div', '1 div post body', '0 body']);
});
