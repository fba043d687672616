import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../../src/errors.ts';
import { feedIdOf, parseOpmlFeeds, readFeedFile } from '../../src/settings/feeds-file.ts';
import { openFolder } from '../support/folder.ts';
import { load, mistakesIn } from './support.ts';

const KEYS = 'url, title, interval, topics, tags, enabled, headers, userAgent, auth';

describe('a YAML list', () => {
  test('a feed in full, and one in short', (t) => {
    const list = `
- url: https://one.example/feed?a=1
  title: One
  interval: 5m
  topics: [iraq]
  tags: [world, press]
  enabled: false
  headers: { X-Key: \${KEY} }
  userAgent: other/1.0
  auth: { type: bearer, token: "t" }
- url: http://127.0.0.1:8080/two.xml
`;
    const { feeds } = load(t, { 'feeds.yaml': list }, { KEY: 'k-1' });
    assert.deepEqual(feeds, [
      {
        id: feedIdOf('https://one.example/feed?a=1'),
        url: 'https://one.example/feed?a=1',
        title: 'One',
        interval: 300_000,
        topics: ['iraq'],
        tags: ['world', 'press'],
        enabled: false,
        headers: { 'X-Key': 'k-1' },
        userAgent: 'other/1.0',
        auth: { type: 'bearer', token: 't' },
      },
      { id: feedIdOf('http://127.0.0.1:8080/two.xml'), url: 'http://127.0.0.1:8080/two.xml', tags: [], enabled: true },
    ]);
  });

  test('an id is the same wherever the feed stands', () => {
    assert.match(feedIdOf('https://one.example/'), /^[0-9a-f]{12}$/);
    assert.notEqual(feedIdOf('https://one.example/'), feedIdOf('https://one.example'));
  });

  test('of comments only, or of none, is empty', (t) => {
    for (const list of ['', '# none yet\n', '[]\n', '---\n'])
      assert.deepEqual(load(t, { 'feeds.yaml': list }).feeds, [], list);
  });

  test('a log-in in the address becomes the feed’s own', (t) => {
    const { feeds } = load(t, { 'feeds.yaml': '- url: "https://ops:hunt%40er@one.example/feed"\n' });
    assert.equal(feeds[0]?.url, 'https://one.example/feed');
    assert.deepEqual(feeds[0]?.auth, { type: 'basic', username: 'ops', password: 'hunt@er' });
    const both = '- { url: "https://a:b@one.example/", auth: { type: bearer, token: t } }\n';
    assert.deepEqual(load(t, { 'feeds.yaml': both }).feeds[0]?.auth, { type: 'bearer', token: 't' });
  });

  const mistakes: readonly (readonly [list: string, said: string])[] = [
    ['feeds: []', ': is a map of keys, must be a list of feeds, each with a url'],
    ['- https://one.example/', ':1: 0: is a text, must be a map of keys'],
    ['- title: One', ':1: 0.url: is missing, must be an http:// or https:// address'],
    ['- url: one.example/feed', ':1: 0.url: is "one.example/feed", must be an http:// or https:// address'],
    ['- url: feed://one.example/', ':1: 0.url: is "feed://one.example/", must be an http:// or https:// address'],
    ['- url: https://one.example/\n  intervall: 5m', `:2: 0.intervall: is no known key, must be one of ${KEYS}`],
    ['- url: https://one.example/\n  interval: 0s', ':2: 0.interval: must be longer than 0s'],
    ['- url: https://one.example/\n  enabled: maybe', ':2: 0.enabled: is "maybe", must be true or false'],
    ['- url: https://one.example/\n  topics: []', ':2: 0.topics: must not be empty'],
    ['- url: https://one.example/\n  tags: world', ':2: 0.tags: is a text, must be a list'],
    ['- url: https://one.example/\n  headers: { "a b": c }', ':2: 0.headers.a b: must be a header name'],
    [
      '- url: https://one.example/\n  headers:\n    x: "a\\r\\nb"',
      ':3: 0.headers.x: must be one line without characters beyond Latin-1, to go into a header',
    ],
    [
      '- url: https://one.example/\n  headers:\n    x: 5',
      ':3: 0.headers.x: is a number, must be a text; put it in quotes',
    ],
    [
      '- url: https://one.example/\n  auth: { type: digest }',
      ':2: 0.auth.type: must be one of the types basic, bearer',
    ],
    [
      '- url: https://one.example/\n  auth: { type: basic, username: "a:b", password: c }',
      ':2: 0.auth.username: must have no ":" in it',
    ],
    ['- url: https://one.example/\n  auth: { type: bearer }', ':2: 0.auth.token: is missing, must be a text'],
    [
      '- url: ${NOWHERE}',
      ':1: 0.url: uses ${NOWHERE}, which is not set; set it in the environment or write ${NOWHERE:-default}',
    ],
    [
      '- url: https://one.example/\n- url: https://two.example/\n- url: https://one.example/',
      ':3: 2.url: is https://one.example/ like 0.url; remove one',
    ],
    ['- url: https://one.example/\n title: x', ':2: is no valid YAML: Sequence item without - indicator'],
  ];
  for (const [list, said] of mistakes) {
    test(JSON.stringify(list), (t) => {
      assert.deepEqual(mistakesIn(t, { 'feeds.yaml': list }), [`feeds.yaml${said}`]);
    });
  }
});

test('the same feed in two lists is one; the first word counts', (t) => {
  const { feeds } = load(t, {
    'newswatch.yaml': 'topics: [t.yaml]\nfeeds: [a.yaml, b.opml]\n',
    'a.yaml': '- { url: "https://one.example/", title: Mine }\n',
    'b.opml': opml(
      '<outline text="Theirs" xmlUrl="https://one.example/"/><outline text="Two" xmlUrl="https://two.example/"/>',
    ),
  });
  assert.deepEqual(
    feeds.map(({ title }) => title),
    ['Mine', 'Two'],
  );
});

test('the mistakes of several lists are named at once', (t) => {
  const files = {
    'newswatch.yaml': 'topics: [t.yaml]\nfeeds: [a.yaml, b.opml]\n',
    'a.yaml': '- {}\n',
    'b.opml': '<html>',
  };
  assert.deepEqual(
    mistakesIn(t, files).map((line) => line.split(':')[0]),
    ['a.yaml', 'b.opml'],
  );
});

const opml = (outlines: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>x</title></head><body>${outlines}</body></opml>`;

describe('an OPML list', () => {
  test('folders become tags; titles and addresses are unescaped', () => {
    const feeds = parseOpmlFeeds(
      opml(`<outline text="World"><outline text="Middle East">
        <outline type="rss" text="A &amp; B" xmlUrl="https://ab.example/?x=1&amp;y=2" htmlUrl="https://ab.example/"/>
      </outline></outline><outline title="Top" text="top" xmlUrl="https://top.example/"/>`),
    );
    const two = [
      {
        id: feedIdOf('https://ab.example/?x=1&y=2'),
        url: 'https://ab.example/?x=1&y=2',
        title: 'A & B',
        tags: ['World', 'Middle East'],
        enabled: true,
      },
      { id: feedIdOf('https://top.example/'), url: 'https://top.example/', title: 'Top', tags: [], enabled: true },
    ];
    assert.deepEqual(feeds, two);
  });

  test('a feed in two folders is one subscription with both tags', (t) => {
    const feed = '<outline text="One" xmlUrl="https://one.example/"/>';
    const folders = opml(`<outline text="a">${feed}</outline><outline text="b">${feed}</outline>`);
    const { feeds } = load(t, { 'newswatch.yaml': 'topics: [t.yaml]\nfeeds: [all.opml]\n', 'all.opml': folders });
    assert.deepEqual(
      feeds.map(({ url, tags }) => [url, tags]),
      [['https://one.example/', ['a', 'b']]],
    );
  });

  test('what is no feed is passed over, a log-in is taken out of the address', () => {
    const feeds = parseOpmlFeeds(
      opml(
        '<outline text="x" htmlUrl="https://x.example/"/><outline text="y" xmlUrl="javascript:alert(1)"/><outline text="z" xmlUrl="https://u:p@z.example/f"/>',
      ),
    );
    assert.deepEqual(
      feeds.map(({ url, auth }) => ({ url, auth })),
      [{ url: 'https://z.example/f', auth: { type: 'basic', username: 'u', password: 'p' } }],
    );
  });

  const bad: { readonly [about: string]: string | Uint8Array } = {
    'an empty file': '',
    'a feed': '<rss version="2.0"><channel><title>x</title></channel></rss>',
    'a page': '<!doctype html><title>x</title>',
    'one cut off': '<opml version="2.0"><body><outline text="a" xmlUrl="https',
    'twenty thousand folders in each other': opml(
      `${'<outline text="a">'.repeat(20_000)}${'</outline>'.repeat(20_000)}`,
    ),
  };
  for (const [about, text] of Object.entries(bad)) {
    test(`${about} is one mistake`, (t) => {
      const said = mistakesIn(t, { 'newswatch.yaml': 'topics: [t.yaml]\nfeeds: [all.opml]\n', 'all.opml': text });
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /^all\.opml: is no readable OPML: Invalid OPML format/);
    });
  }

  test('entities that stand for ever more stay as they are', () => {
    const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');
    const [feed] = parseOpmlFeeds(
      `<!DOCTYPE opml [<!ENTITY a0 "ha">${entities}]><opml version="2.0"><body><outline text="&a12;" xmlUrl="https://one.example/"/></body></opml>`,
    );
    assert.ok((feed?.title ?? '').length < 1_000);
  });
});

test('what is right in a list is returned beside its mistakes', (t: TestContext) => {
  const folder = openFolder(t, { 'f.yaml': '- url: https://one.example/\n- url: https://one.example/\n' });
  const mistakes: Mistake[] = [];
  const feeds = readFeedFile(join(folder, 'f.yaml'), {}, mistakes);
  assert.equal(mistakes.length, 1);
  assert.ok(isDeepStrictEqual(feeds[0], feeds[1]));
});
