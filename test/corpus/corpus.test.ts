import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { openCorpus, readCorpus, sha256 } from '../../src/corpus/corpus.ts';
import { fileName } from '../../src/corpus/format.ts';
import { openFolder, unwritableFolder } from '../support/folder.ts';
import { smallDiskOrSkip } from '../support/tmpfs.ts';

const TEXT = 'A title\n\nThe first paragraph.\n\nThe second – “quoted” 😀.';
const OTHER = 'Another title\n\nIts text.';
const nameOf = (number: number, text = TEXT): string => fileName(number, text);

/** A folder with a corpus folder in it, and what stands in that. */
function corpusFolder(t: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const inside = Object.fromEntries(Object.entries(files).map(([name, text]) => [`corpus/${name}`, text]));
  return join(openFolder(t, inside), 'corpus');
}

describe('a file', () => {
  test('is written byte for byte, and nothing stays beside it', (t) => {
    const folder = corpusFolder(t);
    const corpus = openCorpus(folder);
    corpus.put(nameOf(0), TEXT);
    assert.deepEqual(readdirSync(folder), [nameOf(0)]);
    assert.equal(readFileSync(join(folder, nameOf(0)), 'utf8'), TEXT);
    assert.equal(corpus.hashOf(nameOf(0)), sha256(TEXT));
    assert.deepEqual(readdirSync(join(folder, '../.corpus.tmp')), []);
  });

  test('that is there already is not touched', (t) => {
    const folder = corpusFolder(t);
    const corpus = openCorpus(folder);
    corpus.put(nameOf(0), TEXT);
    const before = statSync(join(folder, nameOf(0)), { bigint: true });
    corpus.put(nameOf(0), TEXT);
    const after = statSync(join(folder, nameOf(0)), { bigint: true });
    assert.deepEqual([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
  });

  test('that is damaged is replaced as a whole', (t) => {
    const folder = corpusFolder(t, { [nameOf(0)]: TEXT.slice(0, 20) });
    const corpus = openCorpus(folder);
    corpus.put(nameOf(0), TEXT);
    assert.equal(readFileSync(join(folder, nameOf(0)), 'utf8'), TEXT);
  });

  test('appears at the end of a rename, never as it grows', (t) => {
    const folder = corpusFolder(t);
    const corpus = openCorpus(folder);
    // A rename onto a folder fails: what was written up to then must not be in the corpus.
    mkdirSync(join(folder, nameOf(0), 'x'), { recursive: true });
    assert.throws(() => corpus.put(nameOf(0), TEXT), { code: 'corpus-write' });
    assert.deepEqual(readdirSync(folder), [nameOf(0)]);
    rmSync(join(folder, nameOf(0)), { recursive: true });
    corpus.put(nameOf(0), TEXT);
    assert.equal(readFileSync(join(folder, nameOf(0)), 'utf8'), TEXT);
    assert.deepEqual(readdirSync(join(folder, '../.corpus.tmp')), []);
  });

  test('of many megabytes is written to its end', (t) => {
    const folder = corpusFolder(t);
    const long = `Title\n\n${'wörd '.repeat(2_000_000)}end`;
    openCorpus(folder).put(nameOf(7, long), long);
    assert.equal(readCorpus(folder).hashOf(nameOf(7, long)), sha256(long));
  });

  test('that cannot be written is trouble that may pass', (t) => {
    const folder = corpusFolder(t);
    const corpus = openCorpus(folder);
    rmSync(folder, { recursive: true });
    assert.throws(() => corpus.put(nameOf(0), TEXT), {
      code: 'corpus-write',
      retry: 'again',
      message: new RegExp(`^${folder}/000_[0-9a-f]{16}\\.txt cannot be written \\(ENOENT`),
      remedy: 'check the folder, its permissions and the free space',
    });
    mkdirSync(folder);
    corpus.put(nameOf(0), TEXT);
    assert.deepEqual(readdirSync(folder), [nameOf(0)]);
  });

  test('is written also after somebody tidied up beside the corpus', (t) => {
    const folder = corpusFolder(t);
    const corpus = openCorpus(folder);
    corpus.put(nameOf(0), TEXT);
    rmSync(join(folder, '../.corpus.tmp'), { recursive: true });
    corpus.put(nameOf(1, OTHER), OTHER);
    assert.equal(readdirSync(folder).length, 2);
  });
});

describe('opening', () => {
  test('throws away what a killed process left half-written', (t) => {
    const root = openFolder(t, {
      [`.corpus.tmp/${nameOf(0)}`]: TEXT.slice(0, 9),
      'corpus/note.md': 'mine',
      '.other.tmp/x': '',
    });
    const corpus = openCorpus(join(root, 'corpus'));
    assert.ok(!existsSync(join(root, '.corpus.tmp')));
    assert.deepEqual(corpus.names(), new Set());
    corpus.put(nameOf(0), TEXT);
    assert.deepEqual(readdirSync(join(root, 'corpus')).toSorted(), [nameOf(0), 'note.md']);
    assert.ok(existsSync(join(root, '.other.tmp/x')), 'and nothing else');
  });

  test('makes the folder; a file in its place is refused', (t) => {
    const root = openFolder(t, { file: 'x' });
    openCorpus(join(root, 'a/b'));
    assert.ok(statSync(join(root, 'a/b')).isDirectory());
    assert.throws(() => openCorpus(join(root, 'file')), { code: 'corpus-write', remedy: /check the folder/ });
  });

  test('a folder that may not be written is refused', (t) => {
    // Not in /proc: a recursive mkdir there never ends (Node asks again and again for the parent that is there).
    if (process.getuid?.() === 0) return t.skip('root may write everywhere');
    const folder = join(unwritableFolder(t), 'corpus');
    assert.throws(() => openCorpus(folder), { code: 'corpus-write', message: /EACCES/, remedy: /permissions/ });
  });

  test('follows a link to another place', (t) => {
    const root = openFolder(t);
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('elsewhere', join(root, 'corpus'));
    openCorpus(join(root, 'corpus')).put(nameOf(0), TEXT);
    assert.deepEqual(readdirSync(join(root, 'elsewhere')), [nameOf(0)]);
  });
});

describe('a folder that is a file system of its own', () => {
  test('gets its files whole, and nothing else stays in it', (t) => {
    const disk = smallDiskOrSkip(t, 1);
    if (disk === null) return;
    const corpus = openCorpus(disk.folder);
    corpus.put(nameOf(0), TEXT);
    corpus.put(nameOf(1, OTHER), OTHER);
    assert.deepEqual(readdirSync(disk.folder).toSorted(), [nameOf(0), nameOf(1, OTHER)]);
    assert.equal(readFileSync(join(disk.folder, nameOf(0)), 'utf8'), TEXT);
    assert.ok(!existsSync(join(disk.folder, `../.${basename(disk.folder)}.tmp`)));
  });

  test('that is full takes nothing half, opens all the same, and takes everything when there is space again', (t) => {
    const disk = smallDiskOrSkip(t, 1);
    if (disk === null) return;
    disk.fillUp();
    const corpus = openCorpus(join(disk.folder, 'corpus'));
    const long = `A title\n\n${'word '.repeat(20_000).trim()}`;
    assert.throws(() => corpus.put(nameOf(0, long), long), { code: 'corpus-write', retry: 'again', message: /ENOSPC/ });
    const left = readdirSync(disk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.deepEqual(
      left.map(({ name }) => name),
      ['.filler'],
    );
    disk.free();
    corpus.put(nameOf(0, long), long);
    assert.equal(corpus.hashOf(nameOf(0, long)), sha256(long));
  });

  test('and what a killed process left in it is swept at the start', (t) => {
    const folder = corpusFolder(t, { [`.newswatch.tmp/${nameOf(0)}`]: 'half', 'mine.md': 'x' });
    openCorpus(folder);
    assert.deepEqual(readdirSync(folder), ['mine.md']);
  });
});

describe('looking only', () => {
  test('changes nothing, also while a daemon is in the middle of writing', (t) => {
    const root = openFolder(t, { [`corpus/${nameOf(3)}`]: TEXT, [`.corpus.tmp/${nameOf(4)}`]: 'half' });
    const corpus = readCorpus(join(root, 'corpus'));
    assert.deepEqual(corpus.names(), new Set([nameOf(3)]));
    assert.equal(corpus.hashOf(nameOf(3)), sha256(TEXT));
    assert.deepEqual(readdirSync(join(root, '.corpus.tmp')), [nameOf(4)]);
  });

  test('a folder that is not there is empty, and stays away', (t) => {
    const folder = join(openFolder(t), 'none');
    const corpus = readCorpus(folder);
    assert.deepEqual([corpus.names().size, corpus.hashOf(nameOf(0))], [0, null]);
    assert.ok(!existsSync(folder));
  });

  test('what is no folder is named', (t) => {
    const root = openFolder(t, { corpus: 'x' });
    assert.throws(() => readCorpus(join(root, 'corpus')).names(), {
      code: 'corpus-read',
      remedy: /check that it is a folder/,
    });
  });
});

describe('foreign files', () => {
  test('are those of the right name that the record does not know, whatever is in them', (t) => {
    const stranger = '004_0000000000000000.txt';
    const folder = corpusFolder(t, { [nameOf(0)]: TEXT, [stranger]: 'anything' });
    const corpus = openCorpus(folder);
    assert.deepEqual(corpus.foreign(new Set([nameOf(0)])), {
      highest: 4,
      bySha256: new Map([[sha256('anything'), stranger]]),
    });
    assert.equal(corpus.foreign(new Set()).bySha256.get(sha256(TEXT)), nameOf(0));
  });

  test('count by their number: gaps, more than three digits, any order', (t) => {
    const folder = corpusFolder(t, {
      '002_00000000000000aa.txt': 'a',
      '1017_00000000000000bb.txt': 'b',
      '999_00000000000000cc.txt': 'c',
    });
    assert.equal(openCorpus(folder).foreign(new Set()).highest, 1_017);
  });

  test('are none where nothing has the right name', (t) => {
    const folder = corpusFolder(t, {
      '01_0123456789abcdef.txt': '',
      '001-0123456789abcdef.txt': '',
      '001_0123456789ABCDEF.txt': '',
      '001_0123456789abcde.txt': '',
      '001_0123456789abcdef.txt.part': '',
      '001_0123456789abcdef.md': '',
      'x001_0123456789abcdef.txt': '',
      '.001_0123456789abcdef.txt': '',
      'README.txt': '',
    });
    assert.deepEqual(openCorpus(folder).foreign(new Set()), { highest: -1, bySha256: new Map() });
  });

  test('that cannot be read keep their number', (t) => {
    const folder = corpusFolder(t);
    mkdirSync(join(folder, '008_0123456789abcdef.txt'), { recursive: true });
    symlinkSync('nowhere', join(folder, '009_0123456789abcdef.txt'));
    const { highest, bySha256 } = openCorpus(folder).foreign(new Set());
    assert.equal(highest, 9);
    assert.ok(!bySha256.has(sha256('')));
  });
});

test('the sample corpus is foreign, and numbering goes on after it', (t) => {
  const texts = ['one', 'two', 'three', 'four', 'five'].map((title) => `${title}\n\nText.`);
  const folder = corpusFolder(t, Object.fromEntries(texts.map((text, number) => [nameOf(number, text), text])));
  const corpus = openCorpus(folder);
  const { highest } = corpus.foreign(new Set());
  corpus.put(nameOf(highest + 1), TEXT);
  assert.deepEqual(
    readdirSync(folder).map((name) => name.slice(0, 3)),
    ['000', '001', '002', '003', '004', '005'],
  );
});

test('sha256 is that of the bytes', () => {
  assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(sha256('é'), sha256(Buffer.from('é')));
});
