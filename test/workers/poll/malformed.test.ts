import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { NewswatchError } from '../../../src/errors.ts';
import type { ParsedFeed } from '../../../src/model/feed.ts';
import { atom, firstOf, ITEMS, parse, rss, titled } from './documents.ts';

/** A first title as written, and as it was meant. */
const TITLES: readonly (readonly [what: string, written: string, meant: string])[] = [
  ['bare ampersands', 'AT&T R&D Q & A', 'AT&T R&D Q & A'],
  ['entities of HTML', 'Caf&eacute;&nbsp;&mdash; x', 'Café\u00a0— x'],
  ['entities without a semicolon', 'Caf&eacute noir &copy 2026', 'Café noir © 2026'],
  ['control characters', 'Ti\u000bt\u0000le\u001f 1', 'Title 1'],
  ['references to control characters', 'Tit&#11;le&#x0; 1&#31;', 'Title 1'],
  ['references meant for windows-1252', 'don&#146;t', 'don’t'],
  ['a less-than sign', 'a < b and 3<4', 'a < b and 3<4'],
  ['CDATA', '<![CDATA[Q & <b>A</b>]]>', 'Q & <b>A</b>'],
  ['CDATA between text', 'pre <![CDATA[mid & ]]> post', 'pre mid &  post'],
  ['CDATA within CDATA', '<![CDATA[a <![CDATA[b]]> c]]>', 'a <![CDATA[b c'],
  ['CDATA that never ends', '<![CDATA[Title', 'Title'],
  ['CDATA split at its own end mark', '<![CDATA[x ]]]]><![CDATA[> y]]>', 'x ]]> y'],
  ['markup', 'One <b>two</b> three', 'One <b>two</b> three'],
  ['a comment', 'Ti<!-- < -->tle', 'Title'],
  ['an entity of its own', '&me;', '&me;'],
  ['a number', '0012', '0012'],
  ['a double escape, undone once', 'Q&amp;amp;A', 'Q&amp;A'],
];

for (const [what, written, meant] of TITLES) {
  test(`a title with ${what}`, async () => {
    const { entries } = await parse(titled(written));
    assert.deepEqual(
      entries.map(({ title, id }) => [title, id]),
      [
        [meant, 'g1'],
        ['Title 2', 'g2'],
        ['Title 3', 'g3'],
      ],
    );
  });
}

const good = rss();
const WHOLE: Readonly<Record<string, string>> = {
  'blanks before it': `\n\n  ${good}`,
  'a second byte order mark': `\ufeff\ufeff${good}`,
  'a PHP warning before it': `<b>Warning</b>: foo in bar.php on line 3<br />\n${good}`,
  'a comment before it': `<!-- generated -->\n${good}`,
  'a second declaration': rss(undefined, '<?xml version="1.0"?><?xml version="1.0" encoding="utf-8"?>'),
  'a declaration without quotes': rss(undefined, '<?xml version=1.0 encoding=UTF-8 ?>'),
  'XML 1.1': rss(undefined, '<?xml version="1.1"?>'),
  'a style sheet': rss(undefined, '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/x.xsl"?>'),
  'garbage behind it': `${good}\n<!-- cached --><script>alert(1)</script> foo`,
  'upper-case names': good.replace(/<\/?[a-z]+/gi, (tag) => tag.toUpperCase()),
  'no version': good.replace(' version="2.0"', ''),
  'no channel': good.replace(/<\/?channel>/g, ''),
  'items behind the channel': good.replace('</channel>', '').replace('<item>', '</channel><item>'),
  'no end tags behind the last item': good.replace('</channel></rss>', ''),
  'the end cut in a tag': good.replace('nnel></rss>', ''),
  'attributes without quotes': good.replaceAll('<guid>', '<guid isPermaLink=false class=a/b>'),
  'an attribute twice': good.replaceAll('<guid>', '<guid a="1" a="2">'),
  'an attribute that lacks its closing quote': good.replace('<guid>', '<guid class="x>'),
  'undeclared prefixes': good.replaceAll('</item>', '<media:thumbnail url="x"/><foo:bar q:z="1">x</foo:bar></item>'),
  'a field that is never closed': good.replace('Title 1</title>', 'Title 1'),
  'an unknown element that is never closed': good.replaceAll('</item>', '<odd:thing></item>'),
  'items that are never closed': good.replaceAll('</item>', ''),
  'elements named like properties of objects': good.replaceAll(
    '</item>',
    '<__proto__>x</__proto__><constructor>y</constructor><toString>z</toString></item>',
  ),
  'a page round it': `<html><body><pre>${good}</pre></body></html>`,
  'an external entity': rss(undefined, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
};

for (const [what, text] of Object.entries(WHOLE)) {
  test(`a document with ${what}`, async () => {
    const { format, entries } = await parse(text);
    assert.equal(format, 'rss');
    assert.deepEqual(
      entries.map(({ id, title, link }) => [id, title, link]),
      [1, 2, 3].map((n) => [`g${n}`, `Title ${n}`, `http://news.test/${n}?a=1&b=2`]),
    );
  });
}

test('an item that the end cuts off is left out, the whole ones stay', async () => {
  for (const end of ['<title>Tit', '<title>Title 3</title><description><![CDATA[Body', '<title>x</title><link']) {
    const { entries } = await parse(`${rss(ITEMS.slice(0, 2).join('')).replace('</channel></rss>', '')}<item>${end}`);
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['g1', 'g2'],
    );
  }
});

test('markup in a description keeps its words in order', async () => {
  const html = '<p>One <b>two</b> three<br>four <img src="a.png" alt="1 > 0"></p>';
  const { summary, title } = await firstOf(rss(`<item><title>T</title><description>${html}</description></item>`));
  assert.equal(summary, html);
  assert.equal(title, 'T');
});

test('XHTML becomes HTML: no prefixes, no open empty elements, its text escaped', async () => {
  const xhtml =
    '<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>1 &lt; 2 &eacute;<x:br/></x:p><x:a name="a"/></x:div>';
  const { content } = await firstOf(atom(`<entry><id>1</id><content type="xhtml">${xhtml}</content></entry>`));
  assert.equal(content, '<div xmlns:x="http://www.w3.org/1999/xhtml"><p>1 &lt; 2 é<br/></p><a name="a"></a></div>');
});

test('entities do not multiply', async () => {
  const lines = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  const { title } = await firstOf(titled('&l9;').replace('<rss', `<!DOCTYPE rss [<!ENTITY l0 "lol">${lines}]><rss`));
  assert.equal(title, '&l9;');
});

test('entities that the document declares stand for their text, once', async () => {
  const declared = (declarations: string, title: string): Promise<ParsedFeed> =>
    parse(titled(title).replace('<rss', `<!DOCTYPE rss [${declarations}]><rss`));
  const all = `<!ENTITY me "A. Name &amp; Co"><!ENTITY site '<b>&me;</b>'><!ENTITY me "no"><!ENTITY amp "no"><!ENTITY % p "no">
    <!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY long "${'x'.repeat(501)}">`;
  const { entries } = await declared(all, '&me; &site; &amp; &p; &file; &long; &none;');
  assert.equal(entries[0]?.title, 'A. Name & Co <b>A. Name & Co</b> & &p; &file; &long; &none;');
  const flood = await declared(`<!ENTITY a "${'x'.repeat(500)}">`, '&a;'.repeat(10_000));
  assert.equal(flood.entries[0]?.title?.length, 2_000 * 500 + 8_000 * '&a;'.length);
});

test('one bad date or link costs no more than itself', async () => {
  const { entries } = await parse(
    atom(
      '<entry><id>1</id><published>yesterday</published><link>http://news.test/1</link></entry><entry><id>2</id><link/></entry>',
    ),
  );
  assert.deepEqual(
    entries.map(({ id, link, publishedAt }) => [id, link, publishedAt]),
    [
      ['1', 'http://news.test/1', null],
      ['2', null, null],
    ],
  );
});

test('a feed packed without saying so, even twice', async () => {
  assert.equal((await parse(gzipSync(good))).entries.length, 3);
  assert.equal((await parse(gzipSync(gzipSync(good)))).entries.length, 3);
});

test('where repairing finds no entry, the text as it came gets a second reading', async () => {
  const { entries } = await parse(`<data><rss version="2.0"><channel>${ITEMS.join('')}</channel></rss></data>`);
  assert.equal(entries.length, 3);
});

const CUT: Readonly<Record<string, readonly [document: string, entryEnd: string]>> = {
  RSS: [good, '</item>'],
  RDF: [`<rdf:RDF><channel><title>F</title></channel>${ITEMS.join('')}</rdf:RDF>`, '</item>'],
  Atom: [atom('<entry><id>1</id><content type="xhtml"><div>a <b>b</b></div></content></entry>'.repeat(2)), '</entry>'],
  'JSON Feed': [
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'F', items: [{ id: '1]}' }, { id: '2"' }] }),
    '"}',
  ],
};

for (const [format, [document, entryEnd]] of Object.entries(CUT)) {
  test(`${format} cut off at any place: what is whole stays, or it is refused`, async () => {
    for (let length = 0; length < document.length; length++) {
      const start = document.slice(0, length);
      const whole = start.split(entryEnd).length - 1;
      const read = await parse(start).catch((error: unknown) => {
        assert.ok(error instanceof NewswatchError && error.code === 'not-a-feed', String(error));
        return null;
      });
      // The last item of JSON ends with what follows it.
      const found = read?.entries.length ?? 0;
      assert.ok(
        found === whole || (format === 'JSON Feed' && found === whole - 1),
        `${found} of ${whole} at ${length}`,
      );
    }
  });
}
