import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { feedsParse } from '../../src/cli/feeds-parse.ts';
import type { Io } from '../../src/cli/io.ts';
import type { CommonOptions } from '../../src/cli/options.ts';
import { openSite } from '../support/sites.ts';

async function write(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newswatch-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

async function run(source: string, options: CommonOptions = {}, input = ''): Promise<string> {
  const stdout = new PassThrough();
  const output = text(stdout);
  try {
    await feedsParse(source, options, {
      stdout,
      stderr: process.stderr,
      stdin: Readable.from([Buffer.from(input)]),
    } as unknown as Io);
  } finally {
    stdout.end();
  }
  return output;
}

const FEED = `<rss version="2.0"><channel><title>News &amp; more</title><link>http://news.test/</link>
<item><guid isPermaLink="false">1</guid><title>Title &lt;b&gt;one&lt;/b&gt; \u009b31m</title><link>/1?utm_source=x</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
<description>Summary</description><dc:creator>A. Name</dc:creator><feedburner:origLink>http://news.test/one</feedburner:origLink></item><item/></channel></rss>`;

test('--json prints every entry as published, also an empty one', async (t) => {
  const folder = await write(t, { 'feed.xml': FEED });
  assert.deepEqual(JSON.parse(await run(join(folder, 'feed.xml'), { json: true })), {
    title: 'News & more',
    link: 'http://news.test/',
    items: [
      {
        id: '1',
        title: 'Title <b>one</b> \u009b31m',
        link: 'http://news.test/1?utm_source=x',
        originalLink: 'http://news.test/one',
        publishedAt: '2026-03-02T10:00:00.000Z',
        summary: 'Summary',
        content: null,
        author: 'A. Name',
      },
      { id: null, title: null, link: null, publishedAt: null, summary: null, content: null, author: null },
    ],
  });
});

test('on a terminal: a list, with nothing in it that could repaint the screen', async (t) => {
  const folder = await write(t, { 'feed.xml': FEED });
  assert.deepEqual((await run(join(folder, 'feed.xml'))).split('\n'), [
    'News & more · RSS · 2 entries',
    'http://news.test/',
    '',
    '2026-03-02 10:00  Title one 31m',
    '                  http://news.test/1?utm_source=x',
    '                  http://news.test/one',
    '                  by A. Name',
    '                  summary 7 characters',
    '',
    '                  (no title)',
    '',
  ]);
});

test('an address is fetched with the configuration, relative links resolved against it', async (t) => {
  await using site = await openSite();
  site.page('/feeds/rss', {
    contentType: 'text/xml',
    body: '<rss version="2.0"><channel><item><link>1</link></item></channel></rss>',
  });
  site.page('/gone', { status: 410 });
  const folder = await write(t, {
    'feeds.yaml': `- url: ${site.url('/feeds/rss')}\n  auth: { type: bearer, token: secret }\n`,
    'topic.yaml': '',
    'newswatch.yaml': 'topics: [topic.yaml]\nfeeds: [feeds.yaml]\nfetch: { allowPrivateNetworks: true }\n',
  });
  const options = { config: join(folder, 'newswatch.yaml'), json: true };
  const { items } = JSON.parse(await run(site.url('/feeds/rss'), options)) as { items: { link: string }[] };
  assert.equal(items[0]?.link, site.url('/feeds/1'));
  assert.equal(site.requests[0]?.headers.authorization, 'Bearer secret');
  await assert.rejects(run(site.url('/gone'), options), { message: `${site.url('/gone')} answered 410` });
});

test('one line says what a file is instead, and that it is not there', async (t) => {
  const folder = await write(t, { 'page.html': '<!doctype html><p>Hello' });
  const page = join(folder, 'page.html');
  await assert.rejects(run(page, { json: true }), {
    code: 'not-a-feed',
    message: `${page} is an HTML page, not a feed ("newswatch feeds add" finds the feed behind a page)`,
  });
  await assert.rejects(run(join(folder, 'none.xml')), {
    code: 'file',
    message: /none\.xml cannot be read: there is no such file/,
  });
  await assert.rejects(run(folder), { code: 'file', message: /cannot be read: it is a folder/ });
});

test('- reads the standard input, and errors call it so', async () => {
  const { title } = JSON.parse(await run('-', { json: true }, FEED)) as { title: string };
  assert.equal(title, 'News & more');
  await assert.rejects(run('-', {}, ''), { code: 'not-a-feed', message: 'the input is empty, not a feed' });
});

test('what would take more memory than the process has costs its own result', async (t) => {
  const folder = await write(t, {
    'objects.json': `{"title":"x","items":[{"x":[${'{},'.repeat(4_000_000)}0]},{"id":"1"}]}`,
  });
  const { items } = JSON.parse(await run(join(folder, 'objects.json'), { json: true })) as { items: { id: string }[] };
  assert.deepEqual(
    items.map(({ id }) => id),
    [null, '1'],
  );
});
