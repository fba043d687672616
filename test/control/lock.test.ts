import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { lockData } from '../../src/control/lock.ts';
import { openFolder, unwritableFolder } from '../support/folder.ts';

const TAKEN = { code: 'data-taken', remedy: 'stop it, or give this one another folder with --data' };

/** Another process that owns the folder, once this returns. */
async function lockElsewhere(t: TestContext, folder: string): Promise<ChildProcess> {
  const program = `
    import { lockData } from ${JSON.stringify(import.meta.resolve('../../src/control/lock.ts'))};
    globalThis.lock = lockData(process.argv[1]);
    process.stdout.write('locked');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => child.kill('SIGKILL'));
  assert.equal(String((await once(child.stdout, 'data'))[0]), 'locked');
  return child;
}

test('a second process is refused, and free as soon as the first is killed', async (t) => {
  const folder = openFolder(t);
  const owner = await lockElsewhere(t, folder);
  assert.throws(() => lockData(folder), { ...TAKEN, message: `another newswatch is running on ${folder}` });
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  lockData(folder).release();
});

test('a second lock in one process is refused, too; released it can be had again', (t) => {
  const folder = openFolder(t);
  for (let round = 0; round < 3; round++) {
    const lock = lockData(folder);
    assert.throws(() => lockData(folder), TAKEN);
    lock.release();
  }
});

test('folders do not stand in each other’s way, and one is made where there is none', (t) => {
  const folder = openFolder(t);
  const locks = ['a', 'b/c'].map((name) => lockData(join(folder, name)));
  for (const lock of locks) lock.release();
});

test('what is left of a lock that was held in a crash does not count', (t) => {
  const folder = openFolder(t, { 'newswatch.lock': '', 'newswatch.lock-journal': 'half a journal' });
  lockData(folder).release();
});

test('a folder that cannot be used is told apart from one that is taken', (t) => {
  const folder = openFolder(t);
  writeFileSync(join(folder, 'file'), 'x');
  mkdirSync(join(folder, 'data/newswatch.lock'), { recursive: true });
  for (const name of ['file', 'file/data', 'data'])
    assert.throws(() => lockData(join(folder, name)), {
      code: 'data-folder',
      message: new RegExp(`^the data folder ${folder}/${name} cannot be used \\(`),
      remedy: 'check that it exists and that you may write to it',
    });
});

test('one that may not be written to is named', (t) => {
  assert.throws(() => lockData(unwritableFolder(t)), { code: 'data-folder' });
});
