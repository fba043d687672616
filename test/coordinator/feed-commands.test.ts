import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isSameFeed, openFeedCommands, type FeedCommands } from '../../src/coordinator/feed-commands.ts';
import { feedList, liveSettings, type FeedList } from '../../src/coordinator/parts.ts';
import { ConfigError } from '../../src/errors.ts';
import { loadSettings } from '../../src/settings/load.ts';

interface Bench {
  readonly commands: FeedCommands;
  /** The subscriptions in force. */
  readonly feeds: FeedList;
  readonly changes: () => number;
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  readonly path: (name: string) => string;
}

function bench(t: TestContext, lists: Readonly<Record<string, string>>): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-feeds-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string): void => writeFileSync(path(name), text);
  for (const [name, text] of Object.entries(lists)) write(name, text);
  write('newswatch.yaml', `topics: [topic.yaml]\nfeeds: [${Object.keys(lists).join(', ')}]\n`);
  const settings = loadSettings(path('newswatch.yaml'));
  const feeds = feedList(settings.feeds);
  let changes = 0;
  const commands = openFeedCommands({ settings: liveSettings(settings), feeds }, async () => void changes++);
  return { commands, feeds, changes: () => changes, read: (name) => readFileSync(path(name), 'utf8'), write, path };
}

const OPML = '<opml version="2.0"><body><outline text="O" xmlUrl="https://o.test/feed"/></body></opml>';
const urlsOf = (feeds: FeedList): string[] => feeds.all().map(({ url }) => url);

test('added feeds go to the first .yaml list and are in force at once', async (t) => {
  const { commands, feeds, changes, read, path } = bench(t, { 'a.opml': OPML, 'b.yaml': '# mine\n', 'c.yaml': '[]' });
  const result = await commands.addFeeds([
    { url: 'https://a.test/feed', title: 'A', tags: ['x'] },
    { url: 'https://b.test', title: '' },
  ]);
  assert.deepEqual(result, { file: path('b.yaml'), added: ['https://a.test/feed', 'https://b.test/'], known: [] });
  assert.equal(read('b.yaml'), '# mine\n- url: https://a.test/feed\n  title: A\n  tags: [x]\n- url: https://b.test/\n');
  assert.equal(read('c.yaml'), '[]');
  assert.deepEqual(urlsOf(feeds), ['https://o.test/feed', 'https://a.test/feed', 'https://b.test/']);
  assert.equal(changes(), 1);
});

test('what any list has already, or comes twice, is not added again', async (t) => {
  const lists = { 'a.opml': OPML, 'b.yaml': '- url: https://b.test/feed\n  enabled: false\n' };
  const { commands, changes, read } = bench(t, lists);
  const again = ['http://www.o.test/feed/', 'https://b.test/feed'];
  assert.deepEqual((await commands.addFeeds(again.map((url) => ({ url })))).known, again);
  assert.equal(read('b.yaml'), lists['b.yaml']);
  assert.equal(changes(), 0);
  const { added, known } = await commands.addFeeds([{ url: 'https://n.test/1' }, { url: 'https://n.test/1/' }]);
  assert.deepEqual([added, known], [['https://n.test/1'], ['https://n.test/1/']]);
});

test('a byte order mark is no part of the list', async (t) => {
  const { commands, read } = bench(t, { 'a.yaml': '\ufeff- url: https://a.test/ # a\r\n' });
  await commands.addFeeds([{ url: 'https://b.test/' }]);
  assert.equal(read('a.yaml'), '- url: https://a.test/ # a\r\n- url: https://b.test/\r\n');
  await commands.removeFeed('https://a.test/');
  assert.equal(read('a.yaml'), '- url: https://b.test/\r\n');
});

test('a list edited by hand since the start counts as it is now', async (t) => {
  const { commands, feeds, write } = bench(t, { 'a.yaml': '' });
  write('a.yaml', '- url: https://hand.test/\n');
  assert.deepEqual((await commands.addFeeds([{ url: 'https://hand.test/' }])).known, ['https://hand.test/']);
  await commands.addFeeds([{ url: 'https://b.test/' }]);
  assert.deepEqual(urlsOf(feeds), ['https://hand.test/', 'https://b.test/']);
});

test('a list that was broken by hand is named, and not touched', async (t) => {
  const { commands, feeds, write, read } = bench(t, { 'a.yaml': '- url: https://a.test/\n' });
  write('a.yaml', '- url: nonsense\n');
  await assert.rejects(commands.addFeeds([{ url: 'https://b.test/' }]), ConfigError);
  await assert.rejects(commands.removeFeed('https://a.test/'), ConfigError);
  assert.equal(read('a.yaml'), '- url: nonsense\n');
  assert.deepEqual(urlsOf(feeds), ['https://a.test/']);
});

test("a site's words never become references to the environment", async (t) => {
  process.env['NEWSWATCH_TEST_SECRET'] = 'secret';
  t.after(() => delete process.env['NEWSWATCH_TEST_SECRET']);
  const { commands, feeds, read } = bench(t, { 'a.yaml': '' });
  const names = [
    '${NEWSWATCH_TEST_SECRET}',
    '$${NEWSWATCH_TEST_SECRET}',
    '$\ue000NEWSWATCH_TEST_SECRET\ue001',
    '${UNSET_NAME}',
  ];
  await commands.addFeeds(
    names.map((name, index) => ({
      url: `https://${index}.test/?q=${name}#${name}`,
      title: `T ${name}\nline`,
      tags: [name],
    })),
  );
  for (const feed of feeds.all()) {
    assert.doesNotMatch(JSON.stringify(feed), /secret/);
    assert.match(feed.title ?? '', /^T .+ line$/);
  }
  assert.equal(feeds.all().length, names.length);
  await commands.addFeeds([
    { url: 'https://b.test/', auth: { type: 'basic', username: 'u', password: 'a${NEWSWATCH_TEST_SECRET}' } },
    { url: 'https://c.test/', auth: { type: 'bearer', token: '${NEWSWATCH_TEST_SECRET}' } },
  ]);
  assert.deepEqual(
    feeds.all().flatMap(({ auth }) => auth ?? []),
    [
      { type: 'basic', username: 'u', password: 'a{NEWSWATCH_TEST_SECRET}' },
      { type: 'bearer', token: '{NEWSWATCH_TEST_SECRET}' },
    ],
  );
  assert.doesNotMatch(read('a.yaml'), /\$\{/);
});

test('references that the user wrote survive, and are compared by what they stand for', async (t) => {
  process.env['NEWSWATCH_TEST_KEY'] = 'k1';
  t.after(() => delete process.env['NEWSWATCH_TEST_KEY']);
  const mine =
    '- url: https://a.test/?key=${NEWSWATCH_TEST_KEY} # mine\n- { url: https://b.test/, auth: { type: bearer, token: ${NEWSWATCH_TEST_KEY} } }\n';
  const { commands, read } = bench(t, { 'a.yaml': mine });
  assert.deepEqual((await commands.addFeeds([{ url: 'https://a.test/?key=k1' }])).added, []);
  await commands.addFeeds([{ url: 'https://c.test/' }]);
  assert.equal(read('a.yaml'), `${mine}- url: https://c.test/\n`);
  await commands.removeFeed('https://a.test/?key=k1');
  assert.equal(read('a.yaml'), `${mine.slice(mine.indexOf('\n') + 1)}- url: https://c.test/\n`);
});

test('a feed is taken out of every list that has it', async (t) => {
  const { commands, feeds, changes, read, path } = bench(t, {
    'a.yaml': '# a\n- url: https://x.test/feed\n- url: https://y.test/\n',
    'b.yaml': '# b\n- url: https://x.test/feed # twice\n',
  });
  const removed = await commands.removeFeed('http://x.test/feed/');
  assert.deepEqual(removed, { url: 'https://x.test/feed', files: [path('a.yaml'), path('b.yaml')] });
  assert.deepEqual([read('a.yaml'), read('b.yaml')], ['# a\n- url: https://y.test/\n', '# b\n']);
  assert.deepEqual(urlsOf(feeds), ['https://y.test/']);
  assert.equal(changes(), 1);
});

test('the very address goes before one that means the same', async (t) => {
  const { commands, feeds } = bench(t, { 'a.yaml': '- url: http://x.test/feed\n- url: https://x.test/feed\n' });
  await commands.removeFeed('https://x.test/feed');
  assert.deepEqual(urlsOf(feeds), ['http://x.test/feed']);
});

test('what cannot be done is one line, and changes nothing', async (t) => {
  const lists = { 'a.opml': OPML, 'b.yaml': '- url: https://o.test/feed\n' };
  const { commands, changes, read, path } = bench(t, lists);
  await assert.rejects(commands.removeFeed('https://nix.test/'), {
    code: 'feed-unknown',
    line: 'https://nix.test/ is in no feed list (newswatch feeds list shows what is)',
  });
  await assert.rejects(commands.removeFeed('https://o.test/feed'), {
    code: 'feed-elsewhere',
    line: `https://o.test/feed is in ${path('a.opml')}, which is never changed here (remove it there)`,
  });
  const only = bench(t, { 'a.opml': OPML });
  await assert.rejects(only.commands.addFeeds([{ url: 'https://n.test/' }]), {
    code: 'no-feed-list',
    line: 'the configuration names no .yaml feed list (add one under feeds:)',
  });
  await assert.rejects(
    commands.addFeeds([{ url: 'https://n.test/', auth: { type: 'basic', username: 'a:b', password: '' } }]),
    { code: 'feed-unfit', line: 'https://n.test/ cannot be added: its auth.username must have no ":" in it' },
  );
  assert.equal(read('b.yaml'), lists['b.yaml']);
  assert.equal(changes(), 0);
});

test('which addresses are the same feed', () => {
  const same = ['https://a.test/feed/', 'http://a.test/feed', 'https://www.a.test/feed', 'https://u:p@a.test/feed'];
  for (const other of same) assert.ok(isSameFeed('https://a.test/feed', other), other);
  const others = ['https://a.test/feed?x=1', 'https://a.test/Feed', 'https://b.test/feed', 'https://a.test:81/feed'];
  for (const other of others) assert.ok(!isSameFeed('https://a.test/feed', other), other);
});
