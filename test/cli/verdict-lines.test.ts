import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Io } from '../../src/cli/io.ts';
import { reason, verdictLines } from '../../src/cli/verdict-lines.ts';
import { found, verdictOf } from '../model/verdicts.ts';

/** A terminal of so many columns, or none where they are not given. */
function ioOf(columns?: number): Io {
  const stream = Object.assign(
    new PassThrough(),
    columns === undefined ? {} : { isTTY: true, columns, getColorDepth: () => 8 },
  );
  return { stdout: stream as unknown as NodeJS.WriteStream, stderr: process.stderr, stdin: process.stdin };
}

const VERDICT = verdictOf([found('armies', 12, { snippet: `Here ${'are '.repeat(20)}troops.` }), found('sport', -1)]);

test('elsewhere than on a terminal: one line a rule, aligned, without colour', () => {
  assert.deepEqual(verdictLines(ioOf(), VERDICT, 2), [
    '  iraq: match, 11 points (12 for, 1 against), 1 over the 10 needed, judged as an article (640 words)',
    `    +12    armies (body): “Here ${'are '.repeat(20)}*troops*.”`,
    '    −1     sport (body): “Here sport tells of *troops*.”',
  ]);
});

test('on a terminal: wrapped under the rule, points in green and red, what was found in bold', () => {
  const lines = verdictLines(ioOf(60), VERDICT, 2).join('\n');
  const plain = stripVTControlCharacters(lines).split('\n');
  assert.ok(
    plain.every((line) => line.length <= 60),
    plain.join('\n'),
  );
  assert.deepEqual(plain.slice(2, 4), [
    '    +12    armies (body): “Here are are are are are are are',
    '           are are are are are are are are are are are are',
  ]);
  assert.ok(lines.includes('\u001b[32m+12\u001b[39m') && lines.includes('\u001b[31m−1\u001b[39m'));
  assert.ok(lines.includes('\u001b[1mtroops\u001b[22m') && !lines.includes('*'));
  const nowhere = verdictLines(ioOf(0), VERDICT, 2).join('\n').split('\n');
  assert.ok(nowhere.length < 12, 'a terminal that does not know its width');
});

test('changes are green where they help', () => {
  for (const [line, colour] of [
    ['+4 → +5  x', 32],
    ['+4 → 0  x', 31],
    ['−2 → −1  x', 32],
    ['0 → −1  x', 31],
  ] as const) {
    assert.ok(reason(ioOf(80), line, 0).startsWith(`\u001b[${colour}m${line.slice(0, -3)}\u001b[39m`), line);
  }
  assert.equal(reason(ioOf(80), '8 points are needed now, 10 before', 2), '  8 points are needed now, 10 before');
});
