import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { NewswatchError, UsageError } from '../../src/errors.ts';
import { init } from '../../src/cli/init.ts';
import type { Io } from '../../src/cli/io.ts';
import { loadSettings } from '../../src/settings/load.ts';

const shipped = resolve(import.meta.dirname, '../../config');

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-init-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function capture(): { io: Io; text: () => string } {
  let text = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { io: { stdout, stderr: process.stderr, stdin: process.stdin } as unknown as Io, text: () => text };
}

test('writes a configuration that loads, with its data beside it', async (t) => {
  const folder = join(emptyFolder(t), 'new/watch');
  const { io, text } = capture();
  await init(folder, {}, io);

  const settings = loadSettings(join(folder, 'newswatch.yaml'), { env: {} });
  assert.equal(settings.data, join(folder, 'data'));
  assert.equal(settings.corpus, join(folder, 'data/corpus'));
  assert.deepEqual(settings.topicFiles, [join(folder, 'topics/us-forces-iraq.yaml')]);
  assert.deepEqual(
    settings.feeds.map(({ title, enabled, interval }) => ({ title, enabled, interval })),
    [
      { title: 'UN News - Middle East', enabled: true, interval: undefined },
      { title: 'Military Times', enabled: true, interval: 1_800_000 },
      { title: 'BBC - Middle East', enabled: false, interval: undefined },
    ],
  );
  assert.equal(
    readFileSync(join(folder, 'topics/us-forces-iraq.yaml'), 'utf8'),
    readFileSync(join(shipped, 'topics/us-forces-iraq.yaml'), 'utf8'),
  );
  for (const part of [`newswatch run --config ${join(folder, 'newswatch.yaml')}`, 'newswatch feeds add URL']) {
    assert.ok(text().includes(part), `does not say: ${part}\n${text()}`);
  }
});

test('its starter feeds are among the shipped ones', async (t) => {
  const folder = emptyFolder(t);
  await init(folder, {}, capture().io);
  const known = new Set(loadSettings(join(shipped, 'newswatch.yaml'), { env: {} }).feeds.map(({ url }) => url));
  for (const { url } of loadSettings(join(folder, 'newswatch.yaml'), { env: {} }).feeds) assert.ok(known.has(url), url);
});

test('with --json it answers with the files alone', async (t) => {
  const folder = emptyFolder(t);
  const { io, text } = capture();
  await init(folder, { json: true }, io);
  assert.deepEqual(JSON.parse(text()), {
    files: ['newswatch.yaml', 'feeds.yaml', 'topics/us-forces-iraq.yaml'].map((name) => join(folder, name)),
  });
});

test('overwrites nothing and writes nothing when a file is in the way, and names it', async (t) => {
  const folder = emptyFolder(t);
  mkdirSync(join(folder, 'topics'));
  const mine = join(folder, 'topics/us-forces-iraq.yaml');
  writeFileSync(mine, 'mine');
  await assert.rejects(init(folder, {}, capture().io), (error) => {
    assert.ok(error instanceof UsageError);
    assert.equal(error.line, `would overwrite ${mine} (move what is there away or name another folder)`);
    return true;
  });
  assert.equal(readFileSync(mine, 'utf8'), 'mine');
  assert.throws(() => readFileSync(join(folder, 'newswatch.yaml')), { code: 'ENOENT' });
});

test('a folder that cannot be made is one line with its name', async (t) => {
  const file = join(emptyFolder(t), 'file');
  writeFileSync(file, '');
  await assert.rejects(init(join(file, 'below'), {}, capture().io), (error) => {
    assert.ok(error instanceof NewswatchError);
    assert.equal(error.code, 'init');
    assert.match(error.line, /^cannot write .*file\/below\/newswatch\.yaml: /);
    return true;
  });
});
