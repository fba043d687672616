import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { findProgram } from './require.ts';

function emptyFolder(t: { after(fn: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-require-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('finds a program on the PATH, and its stand-in under another name', (t) => {
  const [first, second] = [emptyFolder(t), emptyFolder(t)];
  const stand = join(second, 'valkey-server');
  writeFileSync(stand, '#!/bin/sh\n');
  chmodSync(stand, 0o755);
  assert.equal(findProgram('redis-server', { PATH: [first, second].join(delimiter) }), stand);
});

test('passes over folders and files that cannot be run', (t) => {
  const folder = emptyFolder(t);
  mkdirSync(join(folder, 'chromium'));
  writeFileSync(join(folder, 'chromium-browser'), '');
  chmodSync(join(folder, 'chromium-browser'), 0o644);
  assert.equal(findProgram('chromium', { PATH: folder }), null);
});

test('a missing program is null, and an error where it is required', (t) => {
  const env = { PATH: emptyFolder(t) };
  assert.equal(findProgram('redis-server', env), null);
  assert.equal(findProgram('redis-server', { ...env, NEWSWATCH_TEST_REQUIRE: 'chromium' }), null);
  assert.throws(() => findProgram('redis-server', { ...env, NEWSWATCH_TEST_REQUIRE: 'redis-server,chromium' }), {
    message: /^redis-server is required .* not on the PATH/,
  });
});

test('a misspelt requirement is an error, not a requirement that nothing can miss', (t) => {
  assert.throws(() => findProgram('chromium', { PATH: emptyFolder(t), NEWSWATCH_TEST_REQUIRE: 'redis' }), {
    message: /names redis; it knows redis-server, chromium/,
  });
});
