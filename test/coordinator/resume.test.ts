import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { diskProblems } from '../../src/coordinator/disk-problems.ts';
import type { Desk } from '../../src/coordinator/parts.ts';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { rebuildCorpus, restoreFiles, verifyCorpus } from '../../src/coordinator/resume.ts';
import { addItem, openDesk, read } from './support.ts';

const STORIES = [
  'soldiers left Erbil',
  'drones fell near Balad',
  'parliament voted on bases',
  'a convoy reached Kirkuk',
];

/** A desk with four files in its corpus. */
function fullDesk(t: TestContext): Desk & { readonly files: readonly string[] } {
  const desk = openDesk(t);
  for (const [number, story] of STORIES.entries()) {
    const url = `https://news.example/${number}`;
    recordArticle(desk, addItem(desk, url), read(desk, url, `The ${story}, an army spokesman said on Friday.`));
  }
  return Object.assign(desk, { files: [...desk.corpus.names()].toSorted() });
}

describe('what was done to the corpus by hand', () => {
  test('is told by verify and mended by rebuild', (t) => {
    const desk = fullDesk(t);
    const [deleted = '', altered = '', emptied = '', linked = ''] = desk.files;
    const at = (name: string): string => join(desk.corpus.folder, name);
    assert.deepEqual(verifyCorpus(desk), {
      folder: desk.corpus.folder,
      files: 4,
      foreign: 0,
      missing: [],
      altered: [],
      misnumbered: [],
      manifest: 'whole',
    });
    rmSync(at(deleted));
    writeFileSync(at(altered), 'My own words');
    writeFileSync(at(emptied), '');
    rmSync(at(linked));
    symlinkSync('nowhere', at(linked));
    const { file } = desk.manifest;
    writeFileSync(file, readFileSync(file, 'utf8').replace('"title":"', '"title":"My '));
    const { missing, altered: changed, manifest } = verifyCorpus(desk);
    assert.deepEqual([missing, changed, manifest], [[deleted], [altered, emptied, linked], 'altered']);
    assert.equal(rebuildCorpus(desk).length, 4);
    assert.deepEqual(verifyCorpus(desk).altered, []);
    assert.equal(verifyCorpus(desk).manifest, 'whole');
  });

  test('where one file cannot be mended, all others are', (t) => {
    const desk = fullDesk(t);
    const [folder = '', ...others] = desk.files;
    for (const name of desk.files) rmSync(join(desk.corpus.folder, name));
    mkdirSync(join(desk.corpus.folder, folder, 'x'), { recursive: true });
    assert.throws(() => rebuildCorpus(desk), { code: 'corpus-write', message: new RegExp(folder) });
    assert.deepEqual(verifyCorpus(desk).missing, []);
    assert.deepEqual(verifyCorpus(desk).altered, [folder]);
    assert.equal(others.length, 3);
  });

  test('at a start, what is missing is written and what was altered is left to its author', (t) => {
    const desk = fullDesk(t);
    const [deleted = '', altered = ''] = desk.files;
    rmSync(join(desk.corpus.folder, deleted));
    writeFileSync(join(desk.corpus.folder, altered), 'My own words');
    restoreFiles(desk);
    assert.deepEqual(verifyCorpus(desk).missing, []);
    assert.deepEqual(verifyCorpus(desk).altered, [altered]);
  });
});

test('what keeps files from being written is a problem until it is gone', (t) => {
  const desk = fullDesk(t);
  assert.deepEqual(diskProblems(desk), []);
  const [first = ''] = desk.files;
  const path = join(desk.corpus.folder, first);
  rmSync(desk.corpus.folder, { recursive: true });
  writeFileSync(desk.corpus.folder, 'a file in its place');
  restoreFiles(desk);
  assert.match(diskProblems(desk).join(), /^corpus files wait to be written: .*corpus/);
  rmSync(desk.corpus.folder);
  mkdirSync(desk.corpus.folder);
  restoreFiles(desk);
  assert.deepEqual(diskProblems(desk), []);
  assert.ok(readFileSync(path, 'utf8').includes('spokesman'));
});
