import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { replaceFile } from '../../src/settings/replace-file.ts';

function folderWith(t: TestContext, mode: number): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-replace-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'feeds.yaml');
  writeFileSync(file, 'old');
  chmodSync(file, mode);
  return { folder, file };
}

const says = (file: string, why: RegExp) => (error: unknown) => {
  const { code, line } = error as { code: string; line: string };
  assert.equal(code, 'file');
  assert.ok(line.startsWith(`${file} cannot be changed: `), line);
  assert.match(line, why);
  assert.doesNotMatch(line, /\n/);
  return true;
};

test('replaces the content, keeps the mode, leaves nothing beside', (t) => {
  for (const mode of [0o600, 0o664]) {
    const { folder, file } = folderWith(t, mode);
    replaceFile(file, 'new');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.equal(statSync(file).mode & 0o777, mode);
    assert.deepEqual(readdirSync(folder), ['feeds.yaml']);
  }
});

test('a symbolic link stays one; what it leads to is changed', (t) => {
  const { folder, file } = folderWith(t, 0o644);
  mkdirSync(join(folder, 'links'));
  const link = join(folder, 'links', 'feeds.yaml');
  symlinkSync('../feeds.yaml', link);
  replaceFile(link, 'new');
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(readFileSync(file, 'utf8'), 'new');
  assert.deepEqual(readdirSync(join(folder, 'links')), ['feeds.yaml']);
});

test('a read-only file is refused, for root too, and stays as it was', (t) => {
  const { folder, file } = folderWith(t, 0o444);
  assert.throws(() => replaceFile(file, 'new'), says(file, /it is read-only \(check that you may write to it/));
  const link = join(folder, 'link.yaml');
  symlinkSync(file, link);
  assert.throws(() => replaceFile(link, 'new'), says(link, /read-only/));
  assert.equal(readFileSync(file, 'utf8'), 'old');
});

test('a link to nowhere is refused in one line', (t) => {
  const { folder } = folderWith(t, 0o644);
  const link = join(folder, 'link.yaml');
  symlinkSync('nowhere', link);
  assert.throws(() => replaceFile(link, 'new'), says(link, /ENOENT/));
});

test('what cannot be replaced is refused in one line, and nothing is left beside it', (t) => {
  const { folder } = folderWith(t, 0o644);
  const inTheWay = join(folder, 'list.yaml');
  mkdirSync(inTheWay);
  assert.throws(() => replaceFile(inTheWay, 'new'), says(inTheWay, /EISDIR/));
  assert.deepEqual(readdirSync(folder), ['feeds.yaml', 'list.yaml']);
});
