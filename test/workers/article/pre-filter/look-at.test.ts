import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { extract } from '../../../../workers/article/extract.ts';
import { lookAt, pageText } from '../../../../workers/article/pre-filter/pre-filter.ts';
import { judgeOne, rulesFrom, topicWith } from '../../../judge/support.ts';

const SENTENCE = 'The harbour was rebuilt over many years, and nobody remembers who had asked for it. ';
/** Of no topic here, and an article beyond doubt. */
const ARTICLE = `<h1>Harbour</h1>${`<p>${SENTENCE.repeat(4)}</p>`.repeat(4)}`;
const page = (body: string, head = '<title>Harbour</title>'): string => `<!doctype html>${head}<body>${ARTICLE}${body}`;
const paragraph = (words: string): string => page(`<p>${SENTENCE}${words} ${SENTENCE}</p>`);

const IRAQ = rulesFrom(topicWith('  a: [Iraq]'));
const NEAR = rulesFrom(topicWith('  a: [US]\n  b: [troops]', 'find: b, with: a, within: 1 word'));
const look = (html: string, rules = IRAQ) => lookAt({ html }, rules).kind;

/** Whether the page, once read, has what the topic asks for. */
const isMatch = (html: string, rules = IRAQ): boolean =>
  judgeOne(rules, extract({ html, url: 'https://a.example/b' })).match;

test('a page without the words is off topic', () => {
  assert.deepEqual(lookAt({ html: page('') }, IRAQ), {
    kind: 'off-topic',
    bounds: [{ topic: 'test', most: 0, near: 1 }],
  });
  for (const words of [
    'Iraqi',
    'Irak',
    'xIraq',
    'I raq',
    'Iraq&shy;i',
    'Ir<b>aqi</b>',
    'iraq2',
    '<!-- Iraq -->',
    '<b title="Iraq">x</b>',
  ])
    assert.equal(look(paragraph(words)), 'off-topic', words);
});

suite('a word is seen, however it is written', () => {
  for (const words of [
    'Iraq',
    'IRAQ',
    'Iraq’s',
    "Iraq's",
    "'Iraq'",
    'US-Iraq',
    'Ir&shy;aq',
    'Ir\u200baq',
    'I\u0301raq',
    'Ír&#97;q',
    '&#x49;raq',
    '&#73raq',
    'Iraq&rsquo;s',
    '&ldquo;Iraq&rdquo;',
    'Ir\u202daq',
    'Ir\u2066aq',
    'I&zwnj;raq',
    'I<b>raq</b>',
    '<b>I</b>raq',
    'I<wbr>raq',
    'I<span hidden>xyz</span>raq',
    'I<!-- x -->r<!-- y -->aq',
    'I<script>x</script>raq',
    'I<style>x</style>raq',
    'I<svg><path d="x"/></svg>raq',
    'I<noscript>x</noscript>raq',
    'I<iframe>x</iframe>raq',
    '<i>I</i><b>r</b><u>a</u>q',
    'I<a title="x>y">raq</a>',
    "I<a title='\">'>raq</a>",
    'I<a href=x"y>raq</a>',
    'I</p-x>raq',
    'I<?x?>raq',
    'I<![CDATA[x]]>raq',
    'I</ x>raq',
    'a < b Iraq > c',
    '5<6 Iraq',
    'AT&T Iraq',
    '<table><tr><td>Iraq</table>',
    '<table>Iraq<tr><td>x</table>',
    '<select><option>x</select>Iraq',
    'Iraq<br>x',
    'x<br>Iraq',
    '<ul><li>Iraq, for one, was told of it all.</ul>',
  ])
    test(words, () => {
      const html = paragraph(words);
      assert.ok(isMatch(html), 'it is in the article');
      assert.equal(look(html), 'possible');
    });

  // Not as pages are read today; but they could be.
  for (const words of [
    'I<button>x</button>raq',
    'I<div hidden>x</div>raq',
    'I<textarea>x</textarea>raq',
    '<b>Iraq</b>x',
  ])
    test(words, () => assert.equal(look(paragraph(words)), 'possible'));
});

suite('a word is seen wherever an article may have it from', () => {
  for (const [place, html] of Object.entries({
    title: page('', '<title>Iraq</title>'),
    'title with references': page('', '<title>&#73;r&#97;q &amp; more</title>'),
    'og:title': page('', '<meta property="og:title" content="Iraq">'),
    'twitter:title, attributes in any order': page('', "<meta content='&#73;raq' name=twitter:title>"),
    headline: page('', `<script type="application/ld+json">{"@type":"Article","headline":"\\u0049raq"}</script>`),
    'escaped headline': page(
      '',
      `<script type='application/ld+json'>{"@type":"Article","headline":"&amp;#73;raq"}</script>`,
    ),
    'articleBody as HTML': page(
      '',
      `<script type="application/ld+json">{"@type":"Article","articleBody":"<p>I<b>raq<\\/b></p>"}</script>`,
    ),
    'articleBody as escaped HTML': page(
      '',
      `<script type="application/ld+json">{"@type":"Article","articleBody":"&lt;p&gt;I&lt;b&gt;raq"}</script>`,
    ),
    noscript: page('<noscript><p>Iraq</p></noscript>'),
    textarea: page('<textarea>Iraq</textarea>'),
    template: page('<template>Iraq</template>'),
    'behind a comment in what is cut': page('<noscript><!-- </noscript> Iraq -->'),
    'behind a comment that ends early': page('<!--> Iraq -->'),
    'behind a comment that ends in an odd way': page('<!-- --!> Iraq -->'),
    'behind a script with a script in it': page('<script><!-- <script> </script> Iraq --> </script>'),
    'after the body': page('</body></html> Iraq'),
  }))
    test(place, () => assert.notEqual(look(html), 'off-topic'));

  test('the feed’s item', () => {
    const feedText = { title: '', summary: '', content: '', author: null, publishedAt: null };
    const html = page('');
    assert.equal(lookAt({ html, feedText }, IRAQ).kind, 'off-topic');
    for (const key of ['title', 'summary', 'content'])
      for (const text of ['Iraq', '&lt;p&gt;I&lt;b&gt;raq&lt;/b&gt;', '<p>I<b>raq</b>', 'I&amp;#114;aq'])
        assert.equal(lookAt({ html, feedText: { ...feedText, [key]: text } }, IRAQ).kind, 'possible', `${key} ${text}`);
  });
});

suite('of what is not read as it stands, nothing is told', () => {
  for (const html of [
    page('<plaintext>'),
    page('<xmp>x</xmp>'),
    page('x\0y'),
    page('<title>'),
    page('&#7<!-- -->3;raq'),
    page('<<!-- -->b>'),
    page('<b ="x>">'),
    page('<b\u00a0a="x>y">'),
    page('<b a=b=" c>">'),
    page('<!-- --!> -->'),
    page('<scr<svg></svg>ipt>'),
    page('<script></script\u00a0></script>'),
    page('<b></b>'.repeat(30_001)),
  ])
    test(html.slice(ARTICLE.length + 48, ARTICLE.length + 90), () => assert.equal(look(html), 'unclear'));
});

suite('words that stand near each other in an article may stand apart on the page', () => {
  for (const [near, words] of [
    [true, 'US troops'],
    [true, 'U.S. troops'],
    [true, 'troops US'],
    [true, 'US x troops'],
    [false, 'US x y troops'],
    [true, 'U<b>S</b> troops'],
    [true, '<b>U</b>.<i>S</i>. troops'],
    [true, 'US <span hidden>a b c d e</span> troops'],
    [true, 'US <div hidden>a b c d e</div> troops'],
    [true, 'US <b>a b c</b> troops'],
    [true, 'US a<i>b</i> troops'],
    [true, 'US <table hidden><tr><td>a b c d</table> troops'],
    [false, 'US a b c<i>d</i> e f g troops'],
    [false, 'US</p><p>troops'],
    [false, 'us troops'],
    [true, '<table>US <tr><td>troops</table>'],
    [true, '<table><tr><td>US</td><td>troops</table>'],
    [false, '<ul><li>US</li><li>troops</li></ul>'],
    [true, '<h2><div>US </div><div>troops</div></h2>'],
    [true, '<pre><div>US </div><div>troops</div></pre>'],
    [true, 'US <p hidden>a b c d</p> troops'],
    [true, 'US <ul hidden><li>a b c d</ul> troops'],
    [true, 'US</div> troops'],
  ] as const)
    test(`${words}: ${near ? 'possible' : 'off topic'}`, () =>
      assert.equal(look(paragraph(words), NEAR), near ? 'possible' : 'off-topic'));
});

test('a page in UTF-8 is looked at as bytes, any other decoded, with the same result', () => {
  const rules = rulesFrom(topicWith('  a: [Größe, العراق, Багдад, 東京]'));
  const places = (word: string): string[] => [
    paragraph(word),
    paragraph(`x<b>${word}</b>y ${word.slice(0, 1)}<i>${word.slice(1)}</i>`),
    paragraph(`&nbsp;“${word}”`),
    page('', `<title>${word}</title>`),
    page('', `<meta name=twitter:title content="${word}">`),
    page('', `<script type="application/ld+json">{"headline":"${word}"}</script>`),
    page(`<noscript>${word}</noscript>`),
  ];
  for (const word of ['Größe', 'وبالعراق', 'Багдад', '東京', 'Grösse', 'Київ']) {
    for (const html of places(word)) {
      const text = pageText(Buffer.from(html), 'text/html; charset=utf-8');
      assert.equal(text.asBytes, true);
      assert.deepEqual(lookAt(text, rules), lookAt({ html }, rules), html.slice(-80));
      const other = Buffer.from(`\ufeff${html}`, 'utf16le');
      assert.deepEqual(lookAt(pageText(other, null), rules), lookAt({ html }, rules));
    }
  }
  const latin = pageText(Buffer.from(paragraph('Größe'), 'latin1'), 'text/html; charset=iso-8859-1');
  assert.deepEqual([latin.asBytes, lookAt(latin, rules).kind], [undefined, 'possible']);
});

test('case, other scripts and composed letters', () => {
  for (const [word, text] of [
    ['العراق', 'وبالعراق'],
    ['العراق', '<b>ال</b>عراق'],
    ['العراق', 'ال&#1593;راق'],
    ['Багдад', 'Баг<i>дад</i>'],
    ['が', 'か\u3099'],
    ['각', '\u1100\u1161\u11a8'],
    ['क़', '\u0958'],
    ['Ångström', '\u212bngstrom'],
    ['Hewlêr', 'Hewler'],
    ['2500', '2,500'],
    ['2500', '2,<b>500</b>'],
    ['K1', 'K<b>1</b>'],
    ['x2y', '<b>x</b>2<i>y</i>'],
    ['withdraw*', 'w<b>ithdrawals</b>'],
    ['withdraw*', 'withdra<b>wals</b>'],
    ['withdraw*', 'withdra<b>w</b>'],
    ['# x', '7 x'],
    ['US', 'U.<b>S</b>.'],
    ['withdraw*', 'with<b>drawal</b>'],
    ['withdraw*', 'with<b>draw</b>al'],
    ['丽', '\u{2f800}'],
  ] as const) {
    const rules = rulesFrom(topicWith(`  a: ["${word}"]`));
    const html = paragraph(text);
    if (!text.includes('\u{2f800}')) assert.ok(isMatch(html, rules), `${word} is in the article as ${text}`);
    assert.notEqual(look(html, rules), 'off-topic', `${word} as ${text}`);
  }
});

// It took the cube of their number in time, and 4 GB from some 5,000 on.
test('letters and marks without end are looked at in time, or not at all', () => {
  for (const unit of ['a.', 'U.S.', '1,', 'é.', "a'"]) {
    const many = unit.repeat(200_000);
    for (const html of [page(many), paragraph(many), `<p>${many}</p>`]) {
      assert.match(look(html, NEAR), /^(?:off-topic|possible|unclear)$/);
    }
  }
  assert.equal(look(page('a.'.repeat(100))), 'unclear');
  assert.equal(look(paragraph('The U.S.S.R. and the U.N.H.C.R. in 1.2.3.4.5')), 'off-topic');
});
