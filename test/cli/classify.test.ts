import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { classify } from '../../src/cli/classify.ts';
import { evaluate } from '../../src/cli/eval.ts';
import type { Io } from '../../src/cli/io.ts';
import { ConfigError, UsageError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswatch-judging-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const topicFile = (id: string, word: string): string =>
  write(
    `${id}.yaml`,
    `id: ${id}\nmatch: 2\nnear: 1\nfor:\n  - { name: it, find: a, points: { title: 2, lead: 1, body: 1 } }\nconcepts:\n  a: [${word}]\n`,
  );
const ALPHA = topicFile('alpha', 'alpha');
const BETA = topicFile('beta', 'beta');

/** Runs a command on an input and returns what it printed. */
async function printed(run: (io: Io) => Promise<void>, chunks: readonly (string | Buffer)[] = []): Promise<string> {
  const stdout = new PassThrough();
  const io = { stdin: Readable.from(chunks, { objectMode: false }), stdout, stderr: new PassThrough() };
  // Streams stand in for terminal streams: the commands only read, write and wait for "drain".
  const output = text(stdout);
  await run(io as unknown as Io);
  stdout.end();
  return output;
}

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

test('classify and eval: bad rules are told before anything is read', async () => {
  const bad = write('bad.yaml', 'id: bad\n');
  await assert.rejects(
    printed((io) => classify({ topics: [bad] }, io)),
    (error) => error instanceof ConfigError && error.mistakes.length > 0,
  );
  await assert.rejects(
    printed((io) => evaluate(join(folder, 'any'), { topics: [bad] }, io)),
    ConfigError,
  );
});

const LABELLED = write(
  'labelled.jsonl',
  [
    { id: 'right', title: 'Alpha', text: '', label: 1 },
    { id: 'missed', title: 'One', text: 'Alpha.', label: 1, borderline: true },
    { id: 'false', title: 'Alpha\u001b[2J', text: 'A long one.', label: 0, kind: 'article' },
    { id: 'rejected', title: 'One', text: '', label: false },
  ]
    .map((one) => JSON.stringify(one))
    .join('\n'),
);

test('eval: figures with counts, and every error with its explanation', async () => {
  const output = await printed((io) => evaluate(LABELLED, { topics: [ALPHA] }, io));
  assert.match(output, /^all +0\.500 +0\.500 +0\.500 +1 +1 +1$/m);
  assert.match(output, /^clear-cut +0\.500 +1\.000 +0\.667 +1 +1 +0$/m);
  assert.match(output, /^missed \(borderline\) missed: One\n {2}alpha: near miss, 1 points of 2 needed/m);
  assert.match(output, /^false alarm false: Alpha \[2J\n {2}alpha: match.*\n {4}\+2 {2}it: "Alpha" \(title\): “Alpha/m);
  assert.doesNotMatch(output, /rejected|^right/m);
  assert.ok(!output.includes('\u001b'));
});

test('eval --json: one document', async () => {
  const output = await printed((io) => evaluate(LABELLED, { topics: [ALPHA], json: true }, io));
  const report = JSON.parse(output) as {
    documents: number;
    figures: Record<string, Answer>;
    errors: Answer[];
  };
  assert.equal(report.documents, 4);
  assert.deepEqual(report.figures['all'], {
    documents: 4,
    right: 1,
    falseAlarms: 1,
    missed: 1,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
  });
  assert.deepEqual(
    report.errors.map(({ id, label }) => [id, label]),
    [
      ['missed', 1],
      ['false', 0],
    ],
  );
});

test('eval: a file that cannot be used is told in one line', async () => {
  const rows: [string, RegExp][] = [
    [join(folder, 'absent.jsonl'), /absent\.jsonl cannot be read/],
    [folder, /cannot be read/],
    [write('empty.jsonl', '\n'), /empty\.jsonl has no line/],
    [write('nolabel.jsonl', '{"id":1,"title":"","text":""}'), /nolabel\.jsonl:1: must have a label/],
    [write('nojson.jsonl', '\n{'), /nojson\.jsonl:2: is no JSON/],
  ];
  for (const [file, expected] of rows) {
    await assert.rejects(
      printed((io) => evaluate(file, { topics: [ALPHA] }, io)),
      (error) => error instanceof UsageError && expected.test(error.line) && !error.line.includes('\n'),
    );
  }
});
