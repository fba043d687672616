import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { extractLines } from '../../src/cli/extract.ts';
import type { Io } from '../../src/cli/io.ts';
import { articlePage } from '../support/article-page.ts';

const PARAGRAPHS = [
  'The council decided on Monday that the old bridge over the river will be closed for good this spring.',
  'Some 9,000 people crossed it every day. Most of them will now take the ferry, which adds twenty minutes.',
];
const PAGE = articlePage({
  title: 'Bridge closes',
  paragraphs: PARAGRAPHS,
  furniture: 'newspaper',
  byline: 'Jo Marsh',
  publishedAt: Date.UTC(2026, 1, 3, 4, 5),
});

/** Runs the command over the lines. Streams stand in for terminal streams: the command only reads, writes, and waits for "drain". */
async function extracted(lines: readonly string[], stdout = new PassThrough()): Promise<Record<string, unknown>[]> {
  const io = {
    stdin: Readable.from(
      lines.map((line) => `${line}\n`),
      { objectMode: false },
    ),
    stdout,
    stderr: new PassThrough(),
  };
  const output = text(stdout);
  await extractLines({}, io as unknown as Io);
  stdout.end();
  return (await output)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const lineOf = (id: unknown, html: unknown = PAGE): string =>
  JSON.stringify({ id, url: 'https://paper.example/a', html });

test('one line for one page, with text and metadata', async () => {
  assert.deepEqual(await extracted([lineOf('x')]), [
    {
      id: 'x',
      title: 'Bridge closes',
      text: PARAGRAPHS.join('\n\n'),
      byline: 'Jo Marsh',
      publishedAt: '2026-02-03T04:05:00.000Z',
      lang: 'en',
    },
  ]);
});

test('answers come in the order of the lines, however long a page takes, also through a slow reader', async () => {
  const ids = Array.from({ length: 30 }, (_, id) => id);
  const long = PAGE.replace('<p>', `<p>${'Words and words, and then some more. '.repeat(3_000)}</p><p>`);
  const answers = await extracted(
    ids.map((id) => lineOf(id, id % 7 === 0 ? long : PAGE)),
    new PassThrough({ highWaterMark: 16 }),
  );
  assert.deepEqual(
    answers.map(({ id }) => id),
    ids,
  );
});

test('a bad line or page costs only its own answer', async () => {
  const answers = await extracted([
    lineOf(1, '<div>'.repeat(1_000)),
    '{"id":2,',
    lineOf(3, null),
    '"text"',
    'null',
    lineOf(4, '<div id=root></div>'),
    lineOf(5),
  ]);
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error]),
    [
      [1, 'the page nests elements more than 512 deep'],
      [null, 'line 2 is no JSON'],
      [3, 'line 3 has no html'],
      [null, 'line 4 has no html'],
      [null, 'line 5 has no html'],
      [4, 'the page is empty without JavaScript'],
      [5, undefined],
    ],
  );
});

test('no lines, no answers', async () => {
  assert.deepEqual(await extracted([]), []);
});
