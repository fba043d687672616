import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { openManifest, type Manifest, type ManifestLine } from '../../src/corpus/manifest.ts';
import { openFolder } from '../support/folder.ts';
import { smallDiskOrSkip } from '../support/tmpfs.ts';

const line = (number: number, over: Partial<ManifestLine> = {}): ManifestLine => ({
  file: `${String(number).padStart(3, '0')}_0123456789abcdef.txt`,
  sha256: 'ab'.repeat(32),
  url: 'https://news.example/a',
  canonicalUrl: null,
  feedUrl: 'https://news.example/feed',
  title: 'A title',
  byline: null,
  lang: 'en',
  publishedAt: '2026-11-20T12:00:00.000Z',
  fetchedAt: null,
  topic: 'iraq',
  topics: [{ id: 'iraq', score: 7.5 }],
  score: 7.5,
  matched: [],
  basis: 'page',
  duplicateOf: null,
  ...over,
});
const files = (...numbers: number[]): string[] => numbers.map((number) => line(number).file);

function newManifest(t: TestContext): { folder: string; manifest: Manifest } {
  const folder = openFolder(t);
  return { folder, manifest: openManifest(folder) };
}

describe('the manifest', () => {
  test('is corpus.jsonl, and empty where there is none', (t) => {
    const { folder, manifest } = newManifest(t);
    assert.equal(manifest.file, join(folder, 'corpus.jsonl'));
    assert.deepEqual(manifest.read(), []);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('takes one line a file, whatever is in a title', (t) => {
    const { manifest } = newManifest(t);
    const odd = line(1, { title: 'a\n{"file":"x"}\u2028"\\ 😀\ud800' });
    manifest.append(line(0));
    manifest.append(odd);
    const lines = readFileSync(manifest.file, 'utf8').split('\n');
    assert.equal(lines.length, 3);
    assert.equal(lines[2], '');
    assert.deepEqual(JSON.parse(lines[0] ?? ''), line(0));
    assert.deepEqual((JSON.parse(lines[1] ?? '') as ManifestLine).file, odd.file);
    assert.deepEqual(manifest.read(), files(0, 1));
  });

  test('is rewritten as a whole, and nothing stays beside it', (t) => {
    const { folder, manifest } = newManifest(t);
    for (let number = 0; number < 5; number++) manifest.append(line(number));
    manifest.rewrite([line(7), line(8)]);
    assert.deepEqual(manifest.read(), files(7, 8));
    manifest.rewrite([]);
    assert.deepEqual(manifest.read(), []);
    assert.deepEqual(readdirSync(folder), ['corpus.jsonl']);
  });
});

describe('a manifest that is not whole is told apart', () => {
  const torn: { readonly [about: string]: string } = {
    'a torn line': '{"file":"002_0123',
    'a whole line without its end': JSON.stringify(line(2)),
    'a line of something else': 'hello\n',
    'an empty line': '\n',
    'a line without a file': '{"sha256":"x"}\n',
    'a line whose file is no name': '{"file":5}\n',
    'a line of null': 'null\n',
    'a number': '5\n',
    'bytes that are no text': '\u0000\u0000\u0000\n',
  };
  for (const [about, rest] of Object.entries(torn)) {
    test(`${about}, and is whole again after rewriting`, (t) => {
      const { manifest } = newManifest(t);
      manifest.append(line(0));
      manifest.append(line(1));
      appendFileSync(manifest.file, rest);
      assert.equal(manifest.read(), null);
      manifest.rewrite([line(0), line(1)]);
      manifest.append(line(2));
      assert.deepEqual(manifest.read(), files(0, 1, 2));
    });
  }
});

test('it has just these lines, or it has not', (t) => {
  const { manifest } = newManifest(t);
  assert.ok(manifest.isOf([]), 'none is as good as an empty one');
  manifest.append(line(0));
  manifest.append(line(1));
  assert.ok(manifest.isOf([line(0), line(1)]));
  for (const others of [[], [line(0)], [line(1), line(0)], [line(0), line(1, { title: 'Another' })]])
    assert.ok(!manifest.isOf(others));
  appendFileSync(manifest.file, '{');
  assert.ok(!manifest.isOf([line(0), line(1)]));
});

describe('trouble', () => {
  test('of a full disk while it is rewritten leaves it as it was, and nothing beside it', (t) => {
    const disk = smallDiskOrSkip(t, 1);
    if (disk === null) return;
    const manifest = openManifest(disk.folder);
    manifest.append(line(0));
    disk.fillUp();
    const many = Array.from({ length: 1_000 }, (_, number) => line(number));
    assert.throws(() => manifest.rewrite(many), { code: 'corpus-write', message: /ENOSPC/ });
    assert.deepEqual(readdirSync(disk.folder).toSorted(), ['.filler', 'corpus.jsonl']);
    assert.deepEqual(manifest.read(), files(0));
    disk.free();
    manifest.rewrite(many);
    assert.equal(manifest.read()?.length, 1_000);
  });

  test('by a crash while it was rewritten is swept away', (t) => {
    const { folder, manifest } = newManifest(t);
    writeFileSync(join(folder, 'corpus.jsonl.tmp'), '{"file":');
    manifest.sweep();
    manifest.sweep();
    assert.deepEqual(readdirSync(folder), []);
  });

  test('that kept a line from being written leaves the next one whole', (t) => {
    const { folder, manifest } = newManifest(t);
    manifest.append(line(0));
    const text = readFileSync(manifest.file);
    rmSync(manifest.file);
    mkdirSync(manifest.file);
    assert.throws(() => manifest.append(line(1)), {
      code: 'corpus-write',
      retry: 'again',
      message: /corpus\.jsonl cannot be written \(EISDIR/,
      remedy: /the free space/,
    });
    assert.throws(() => manifest.rewrite([line(1)]), { code: 'corpus-write' });
    rmSync(manifest.file, { recursive: true });
    writeFileSync(manifest.file, text);
    manifest.append(line(1));
    assert.deepEqual(manifest.read(), files(0, 1));
    rmSync(folder, { recursive: true });
    assert.throws(() => manifest.append(line(2)), { code: 'corpus-write' });
  });

  test('in the middle of a line: what was written of it is taken back', (t) => {
    if (process.platform === 'win32') return t.skip('needs a limit on the size of files');
    const { manifest } = newManifest(t);
    manifest.append(line(0));
    const long = line(1, { title: 'x'.repeat(5_000) });
    const { status, stdout } = appendOnFullDisk(manifest, long);
    assert.equal(status, 0);
    assert.match(stdout, /^corpus-write .*EFBIG/);
    assert.deepEqual(manifest.read(), files(0));
    manifest.append(long);
    assert.deepEqual(manifest.read(), files(0, 1));
  });
});

/** In a process that may write no file beyond the first kilobyte or so: a write then stops half-way, as on a full disk. */
function appendOnFullDisk(manifest: Manifest, long: ManifestLine): { status: number | null; stdout: string } {
  const program = `
    import { openManifest } from ${JSON.stringify(import.meta.resolve('../../src/corpus/manifest.ts'))};
    try { openManifest(process.argv[1]).append(JSON.parse(process.argv[2])); }
    catch (error) { process.stdout.write(error.code + ' ' + error.message); }`;
  const limited = `trap '' XFSZ; ulimit -f 2; exec "$@"`;
  const node = [process.execPath, '--input-type=module', '-e', program, dirname(manifest.file), JSON.stringify(long)];
  return spawnSync('sh', ['-c', limited, 'sh', ...node], { encoding: 'utf8' });
}
