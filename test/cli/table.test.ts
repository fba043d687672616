import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { table } from '../../src/cli/table.ts';
import { ATTACKS } from '../support/attacks.ts';
import { assertFit } from '../support/fit.ts';

test('columns stand below each other whatever is in them, each within its limit', () => {
  const rows = [...ATTACKS, '漢字かな交じり文の長い題名', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 'e\u0301'.repeat(30), 'plain'].map((text) => [
    text,
    '|',
  ]);
  const lines = table(['name', '|'], rows, [16, 1]);
  for (const line of lines) {
    assertFit('table', line);
    assert.equal(stringWidth(line.slice(0, line.lastIndexOf('|'))), 18, JSON.stringify(line));
  }
});

test('numbers are set to the right', () => {
  assert.deepEqual(
    table(
      ['文', 'n'],
      [
        ['漢字', '5'],
        ['a', '12'],
      ],
      [],
      1,
    ),
    ['文     n', '漢字   5', 'a     12'],
  );
});
