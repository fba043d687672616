import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(resolve(root, 'SECURITY.md'), 'utf8');

/** `path/to/a.test.ts`, and the words of a test in it where they follow. */
const proofs = [...text.matchAll(/`(test\/[\w./-]+\.test\.ts)`(?: "([^"]+)")?/g)].map(([, file = '', words]) => ({
  file,
  words,
}));

test('every point of the threat model names its test, and each of these exists', () => {
  for (const { file, words } of proofs) {
    assert.ok(existsSync(resolve(root, file)), `${file} does not exist`);
    if (words !== undefined) assert.ok(readFileSync(resolve(root, file), 'utf8').includes(words), `${file}: ${words}`);
  }
  const rows = text.split('\n').filter((line) => /^\| *\d+ *\|/.test(line));
  const points = new Set(rows.map((row) => Number(row.split('|')[1])));
  assert.deepEqual(
    [...points],
    Array.from({ length: 13 }, (_, index) => index + 1),
  );
  for (const row of rows) assert.match(row, /`test\/|TODO\(lead\)/, row);
});

test('the folders and files that it calls doors exist', () => {
  const named = [...text.matchAll(/`((?:src|workers)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  assert.ok(named.length > 0);
  for (const path of named) assert.ok(existsSync(resolve(root, path)), path);
});
