import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords } from '../../../src/cli/eval/chance.ts';

test('a test in words', () => {
  for (const [better, worse, p, words] of [
    [12, 5, 0.1434, '12 documents better, 5 worse: p = 0.14, may well be chance'],
    [1, 0, 1, '1 document better, 0 worse: p = 1, may well be chance'],
    [5, 5, 0.9999999, '5 documents better, 5 worse: p = 1, may well be chance'],
    [8, 2, 0.0984, '8 documents better, 2 worse: p = 0.098, may be chance'],
    [6, 0, 0.03125, '6 documents better, 0 worse: p = 0.031, hardly chance'],
    [1, 11, 0.00635, '1 document better, 11 worse: p = 0.0063, not by chance'],
    [121, 59, 4.4e-6, '121 documents better, 59 worse: p < 0.001, not by chance'],
    [0, 0, 1, 'every document judged alike'],
  ] as const) {
    assert.equal(inWords({ better, worse, p }), words);
  }
});
