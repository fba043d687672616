import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean } from '../../src/judge/did-you-mean.ts';

test('the nearest name, if it is near', () => {
  const rows: [written: string, names: string[], meant: string | null][] = [
    ['wofl', ['wolf', 'sheep'], 'wolf'],
    ['sheeep', ['wolf', 'sheep'], 'sheep'],
    ['Wolf', ['wolf'], 'wolf'],
    ['us-force', ['us-forces', 'us-bases'], 'us-forces'],
    ['bear', ['wolf', 'sheep'], null],
    ['in', ['is', 'at'], null],
    ['ab', ['xy'], null],
    ['', ['a'], null],
    ['wolfs', [], null],
    ['x'.repeat(65), ['x'.repeat(64)], null],
  ];
  for (const [written, names, meant] of rows) assert.equal(didYouMean(written, names), meant, written);
});
