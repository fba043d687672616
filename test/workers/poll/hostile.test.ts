import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openThreadPool } from '../../../workers/threads/pool.ts';
import type { FeedItems } from '../../../workers/poll/read-feed.ts';
import { firstOf, parse, rss } from './documents.ts';

/**
 * A megabyte of what makes careless scanners go over the same text again and again. Time in the square of the size would be
 * hours; the runner's limit fails the test long before.
 */
const MEGABYTE = 1_000_000;
const flood = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length));

const PIECES =
  '< &lt; &lt;br <br <b> </b> <!-- <![CDATA[ <![CDATA[x]]> <?x <!x ]]> <description> & &# &#x0 &nbsp " <svg: <p></p>'
    .split(' ')
    .concat('<a b="', `<a b="<c d='`, `<a b='"'<`, '<a b="c" ', '> ', '\u0000');

for (const piece of PIECES) {
  test(`a megabyte of ${JSON.stringify(piece)} in a description`, async () => {
    const { entries } = await parse(rss(`<item><title>One</title><description>${flood(piece)}</description></item>`));
    assert.equal(entries[0]?.title, 'One');
  });
}

const DOCUMENTS: Readonly<Record<string, readonly [text: string, entries: number]>> = {
  'unknown elements': [rss(`${flood('<foo>')}<item><title>x</title></item>`), 1],
  'attributes of the root': [rss('<item><title>x</title></item>').replace('<rss', `<rss ${flood('a=b ')}`), 1],
  'broken attributes': [`<feed><entry><link ${flood(`a='b" `)}/></entry></feed>`, 1],
  namespaces: [rss(flood('<item xmlns:a="http://purl.org/dc/elements/1.1/"><a:title>x</a:title></item>')), 13_158],
  'blank authors': [`<feed><entry><author>${flood(' </b>')}</author></entry></feed>`, 1],
  'unclosed entries': [`<feed>${flood('<entry><title>x')}`, 66_666],
  dates: [`<feed><entry>${flood('<updated>1 1 1 1 1 1 1 1 1</updated>')}</entry></feed>`, 1],
  'empty entries': [rss(flood('<item/>')), 100_000],
  'entities of its own': [`<!DOCTYPE rss [${flood('<!ENTITY a "x">')}]>${rss('<item/>')}`, 1],
  'dates in other languages': [`<feed>${flood('<entry><updated>2 марта 2026</updated></entry>')}</feed>`, 21_740],
  'meaningless dates': [rss(flood('<item><pubDate>Xxx, 99 Yyyyyy 99 99:99 Zzzz</pubDate></item>')), 16_667],
  'items of JSON': [`{"title":"x","items":[${flood('{"id":"a"},')}{}]}`, 90_911],
  'items of JSON, with commas too many': [`{"title":"x","items":[${flood('{"id":"a",},')}{}]}`, 83_335],
};

for (const [what, [text, count]] of Object.entries(DOCUMENTS)) {
  test(`a megabyte of ${what}`, async () => assert.equal((await parse(text)).entries.length, count));
}

const REFUSED = [
  flood('<a>'),
  flood('<a'),
  `<html>${flood('<p>item <item> <entry ')}`,
  flood('["'),
  flood('{"a":'),
  `{"a":"${flood('\\"')}`,
];
for (const text of REFUSED) {
  test(`a megabyte like ${JSON.stringify(text.slice(0, 20))} is refused`, async () => {
    await assert.rejects(parse(text), { code: 'not-a-feed' });
  });
}

test('200,000 nested tags', async () => {
  const html = '<i>'.repeat(200_000) + '</i>'.repeat(200_000);
  assert.equal((await firstOf(rss(`<item><description>${html}</description></item>`))).summary, html);
});

test('a field beyond every measure is left out whole, the others stay', async () => {
  const entry = await firstOf(
    rss(`<item><title>One</title><description>${'x'.repeat(2_000_001)}</description></item>`),
  );
  assert.deepEqual([entry.title, entry.summary], ['One', '']);
});

test('no more than 100,000 entries are read', async () => {
  assert.equal((await parse(rss('<item/>'.repeat(100_001)))).entries.length, 100_000);
});

const OBJECTS = '{},'.repeat(3_300_000);
const TOO_MUCH: Readonly<Record<string, readonly [document: string, items: number | null]>> = {
  'as items': [`{"title":"x","items":[${OBJECTS}{"id":"1","title":"x"}]}`, 0],
  'in an item': [`{"title":"x","items":[{"id":"1","title":"x","y":[${OBJECTS}0]},{"id":"2","title":"x"}]}`, 1],
  'beside the items': [`{"title":"x","y":[${OBJECTS}0],"items":[{"id":"1","title":"x"}]}`, null],
  'as a list': [`[${OBJECTS}0]`, null],
};

for (const [where, [document, items]] of Object.entries(TOO_MUCH)) {
  // V8 ends the process, not the thread, where JSON.parse itself runs out of memory.
  test(`ten megabytes of JSON objects ${where} end no process`, async () => {
    const threads = openThreadPool(1);
    const bytes = Buffer.from(document);
    try {
      const read = threads.run<FeedItems>('parseFeed', { bytes, contentType: null, url: '' }, { timeout: 60_000 });
      if (items === null) await assert.rejects(read, { code: 'not-a-feed' });
      else assert.equal((await read).items.length, items);
    } finally {
      await threads.close();
    }
  });
}

test('ten megabytes fit into the memory of a thread', async () => {
  const threads = openThreadPool(1);
  try {
    const body = '&lt;p&gt;The minister said &amp;amp; did nothing.&lt;/p&gt; '.repeat(20);
    const items = Array.from(
      { length: 8_500 },
      (_, n) => `<item><guid>${n}</guid><description>${body}</description></item>`,
    );
    const bytes = Buffer.from(rss(items.join('')));
    assert.ok(bytes.length > 9_000_000);
    const read = await threads.run<FeedItems>('parseFeed', { bytes, contentType: null, url: '' }, { timeout: 60_000 });
    assert.equal(read.items.length, 2_000);
  } finally {
    await threads.close();
  }
});
