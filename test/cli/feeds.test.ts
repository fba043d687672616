import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { openSite } from '../support/sites.ts';
import { entry, ITEMS, place } from './feeds-place.ts';

describe('feeds add', () => {
  test('finds the feed behind a site and writes it into the list, as it was otherwise', async (t) => {
    await using site = await openSite();
    const feed = site.feed('/main.atom', { format: 'atom', title: 'Main & more', items: ITEMS });
    site.page('/', '<html><link rel=alternate type=application/atom+xml href=/main.atom>');
    const mine = '# Mine.\n\n-   url: https://a.test/ # first\n';
    const { command, list, read } = place(t, mine);
    assert.deepEqual(await command('feeds', 'add', site.origin), {
      code: 0,
      out: `added Main & more ${feed.url} (1 item, named by the page) to ${list}\n`,
      err: '',
    });
    assert.equal(read(), `${mine}- url: ${feed.url}\n  title: Main & more\n`);

    const again = await command('feeds', 'add', site.origin);
    assert.deepEqual(again, {
      code: 1,
      out: '',
      err: `newswatch: Main & more (${feed.url}) is in the list already\n`,
    });
  });

  test('--json prints one document; a list of comments only will do', async (t) => {
    await using site = await openSite();
    const { url } = site.feed('/feed', { format: 'rss', title: 'F', items: ITEMS });
    const { newswatch, list, read } = place(t, '# Nothing yet.\n');
    const { code, out, err } = await newswatch('feeds', 'add', url, '--json');
    const how = 'the address is a feed';
    assert.deepEqual(JSON.parse(out), { url, title: 'F', items: 1, newest: null, how, others: [], file: list });
    assert.deepEqual([code, err], [0, '']);
    assert.equal(read(), `# Nothing yet.\n- url: ${url}\n  title: F\n`);
  });

  test('a known feed is named without asking anybody', async (t) => {
    const { command } = place(t, entry('https://a.test/feed', '  title: A\n  enabled: false\n'));
    assert.deepEqual(await command('feeds', 'add', 'a.test/feed/'), {
      code: 1,
      out: '',
      err: 'newswatch: A (https://a.test/feed) is in the list already (it is switched off: take away its "enabled: false")\n',
    });
  });

  test('a log-in in the address becomes that of the feed', async (t) => {
    await using site = await openSite();
    site.feed('/feed', { format: 'rss', title: 'F', items: ITEMS });
    const { newswatch, read } = place(t, '');
    const { host } = new URL(site.origin);
    const { code, out, err } = await newswatch('feeds', 'add', `http://me:p%40ss@${host}/feed`);
    assert.equal(code, 0, err);
    assert.doesNotMatch(out, /ss@|p@ss/);
    assert.equal(site.requests[0]?.headers['authorization'], `Basic ${btoa('me:p@ss')}`);
    assert.equal(
      read(),
      `- url: ${site.url('/feed')}\n  title: F\n  auth:\n    type: basic\n    username: me\n    password: p@ss\n`,
    );
    assert.equal((await newswatch('feeds', 'check')).code, 0);
  });

  test('what is no feed, and what is no address, are one line with the exit code', async (t) => {
    await using site = await openSite();
    site.page('/doc', { body: '%PDF-1.7', contentType: 'application/pdf' });
    const { newswatch, read } = place(t, '');
    assert.deepEqual(await newswatch('feeds', 'add', site.url('/doc')), {
      code: 1,
      out: '',
      err: `newswatch: ${site.url('/doc')}: the answer is a PDF document, not a feed\n`,
    });
    for (const wrong of ['mailto:a@b.test', 'http://']) {
      const { code, out, err } = await newswatch('feeds', 'add', wrong);
      assert.deepEqual([code, out], [2, '']);
      assert.equal(err, `newswatch: "${wrong}" is no web address (such as https://example.org/feed/)\n`);
    }
    assert.equal(read(), '');
  });

  test('a list that is read-only is named, and stays as it was', async (t) => {
    await using site = await openSite();
    const { url } = site.feed('/feed', { format: 'rss', items: ITEMS });
    const { newswatch, list, read } = place(t, '# mine\n');
    chmodSync(list, 0o444);
    const { code, err } = await newswatch('feeds', 'add', url);
    assert.equal(code, 1);
    assert.match(err, /^newswatch: \S+feeds\.yaml cannot be changed: [^\n]+\n$/);
    assert.equal(read(), '# mine\n');
  });
});

test('feeds remove takes a feed out; one that is not there is an error', async (t) => {
  const { newswatch, list, read } = place(t, `# mine\n${entry('https://a.test/feed')}${entry('https://b.test/')}`);
  assert.deepEqual(await newswatch('feeds', 'remove', 'https://a.test/feed'), {
    code: 0,
    out: `removed https://a.test/feed from ${list}\n`,
    err: '',
  });
  assert.equal(read(), `# mine\n${entry('https://b.test/')}`);
  const { code, err } = await newswatch('feeds', 'remove', 'https://a.test/feed');
  assert.deepEqual(
    [code, err],
    [1, 'newswatch: https://a.test/feed is in no feed list (newswatch feeds list shows what is)\n'],
  );
  const { out } = await newswatch('feeds', 'remove', 'b.test', '--json');
  assert.deepEqual(JSON.parse(out), { url: 'https://b.test/', files: [list] });
});

test('feeds list shows every feed, with times in ISO 8601 as JSON', async (t) => {
  const { newswatch } = place(
    t,
    `${entry('https://a.test/feed', '  title: A\n')}${entry('https://b.test/', '  enabled: false\n')}`,
  );
  const { code, out } = await newswatch('feeds', 'list');
  assert.equal(code, 0);
  assert.match(out, /A +https:\/\/a\.test\/feed +15m +never/);
  assert.match(out, /https:\/\/b\.test\/ .*disabled/);
  const feeds = JSON.parse((await newswatch('feeds', 'list', '--json')).out) as Record<string, unknown>[];
  assert.deepEqual(
    feeds.map(({ url, title, enabled, polledAt }) => [url, title, enabled, polledAt]),
    [
      ['https://a.test/feed', 'A', true, null],
      ['https://b.test/', null, false, null],
    ],
  );
  assert.match(String(feeds[0]?.['dueAt']), /^\d{4}-\d\d-\d\dT/);

  const empty = place(t, '');
  assert.match((await empty.newswatch('feeds', 'list')).out, /^no feeds yet/);
});

test(
  'with a daemon running, an added feed is asked at once, and a removed one is known no more',
  { timeout: 60_000 },
  async (t) => {
    await using site = await openSite();
    const { url } = site.feed('/feed', { format: 'rss', title: 'F', items: [] });
    const { start, command, read } = place(
      t,
      '# mine\n',
      'poll: { tick: "0 0 3 1 1 *" } # no tick will come: only the command can wake it\n',
    );
    const daemon = start('run');
    const ended = once(daemon, 'close');
    assert.ok(daemon.stderr !== null);
    const log = createInterface(daemon.stderr);
    for await (const line of log) if (line.includes('"event":"ready"')) break;
    daemon.stderr.resume();

    assert.equal((await command('feeds', 'add', url)).code, 0);
    // Once for the command, once by the daemon.
    await site.asked('/feed', 2);
    assert.equal(read(), `# mine\n- url: ${url}\n  title: F\n`);
    assert.equal((await command('feeds', 'remove', url)).code, 0);
    assert.equal(read(), '# mine\n');
    assert.deepEqual(JSON.parse((await command('feeds', 'list', '--json')).out), []);

    daemon.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  },
);
