import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { classify } from '../../src/cli/classify.ts';
import type { Io } from '../../src/cli/io.ts';
import { ConfigError } from '../../src/errors.ts';
import { judgingPlace, printed } from './judging-place.ts';

const { write, topic } = judgingPlace();
const ALPHA = topic('alpha');
const BETA = topic('beta');

type Answer = Record<string, unknown>;
const lines = (output: string): Answer[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);

test('classify: one line for one line, in order, with the best topic and why', async () => {
  const input = [
    { id: 'x', title: 'Alpha', text: 'Nothing.' },
    { id: 2, title: 'One', text: 'Beta. Beta. Beta.' },
    { id: 'z', title: 'None', text: '' },
  ];
  const output = await printed(
    (io) => classify({ topics: [ALPHA, BETA] }, io),
    input.map((one) => `${JSON.stringify(one)}\n`),
  );
  assert.deepEqual(lines(output), [
    {
      id: 'x',
      match: true,
      score: 2,
      topic: 'alpha',
      matched: [{ term: 'Alpha', concept: 'a', where: 'title', snippet: 'Alpha' }],
    },
    {
      id: 2,
      match: true,
      score: 3,
      topic: 'beta',
      matched: [{ term: 'Beta', concept: 'a', where: 'lead', snippet: 'Beta. Beta. Beta.' }],
    },
    { id: 'z', match: false, score: 0, topic: 'alpha', matched: [] },
  ]);
});

test('classify: a bad line is told and the next is read', async () => {
  const output = await printed(
    (io) => classify({ topics: [ALPHA] }, io),
    [
      '\ufeff{"id":1,"title":"alpha"}\n{bad\n\n[]\nnull\n"x"\n{"id":"e","text":5}\n',
      '{"id":9,"tit',
      'le":"","text":"al\u2028pha"}',
    ],
  );
  const answers = lines(output);
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error]),
    [
      [1, undefined],
      [null, 'line 2 is no JSON'],
      [null, 'line 4 has neither title nor text'],
      [null, 'line 5 has neither title nor text'],
      [null, 'line 6 has neither title nor text'],
      ['e', 'line 7 has neither title nor text'],
      [9, undefined],
    ],
  );
});

test('classify: letters that are cut by a chunk border stay whole', async () => {
  const line = Buffer.from(`${JSON.stringify({ id: 1, title: 'älpha', text: '' })}\n`);
  const cut = line.indexOf('ä') + 1;
  const output = await printed((io) => classify({ topics: [ALPHA] }, io), [line.subarray(0, cut), line.subarray(cut)]);
  assert.equal(lines(output)[0]?.['match'], true);
});

test('classify: answers come while the input goes on', async () => {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const io = { stdin, stdout, stderr: new PassThrough() } as unknown as Io;
  const running = classify({ topics: [ALPHA] }, io);
  const answers = stdout[Symbol.asyncIterator]();
  for (const id of [1, 2, 3]) {
    stdin.write(`{"id":${id},"title":"alpha","text":""}\n`);
    const { value } = (await answers.next()) as { value: Buffer };
    assert.equal((JSON.parse(value.toString()) as Answer)['id'], id);
  }
  stdin.end();
  await running;
});

test('classify: bad rules are told before anything is read', async () => {
  await assert.rejects(
    printed((io) => classify({ topics: [write('bad.yaml', 'id: bad\n')] }, io)),
    (error) => error instanceof ConfigError && error.mistakes.length > 0,
  );
});
