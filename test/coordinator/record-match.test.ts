import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { restoreFiles } from '../../src/coordinator/resume.ts';
import type { ItemState } from '../../src/record/items.ts';
import { addItem, openDesk, read } from './support.ts';

const TEXT = 'The soldiers left Erbil on Friday.\n\nNobody was hurt, a spokesman said.';

test('a page that comes late with the text of a file gets no second file', (t) => {
  const desk = openDesk(t);
  const walled = addItem(desk, 'https://walled.example/story');
  recordArticle(desk, walled, read(desk, 'https://walled.example/story', 'In short.', { basis: 'summary' }));
  const open = addItem(desk, 'https://open.example/story');
  recordArticle(desk, open, read(desk, 'https://open.example/story', TEXT));
  const [file, ...others] = readdirSync(desk.corpus.folder);
  assert.deepEqual(others, []);

  const again = desk.record.items.get(walled.id) as ItemState;
  recordArticle(desk, again, read(desk, 'https://walled.example/story', TEXT));
  assert.deepEqual(readdirSync(desk.corpus.folder), [file]);
  assert.equal(desk.record.matches.ofItem(walled.id)?.corpusFile, file);
  assert.equal(desk.record.matches.ofItem(walled.id)?.basis, 'page');
  assert.deepEqual(desk.manifest.read(), [file]);
});

test('a file that cannot be written costs the match nothing, and is written when it can be', (t) => {
  const desk = openDesk(t);
  const url = 'https://open.example/story';
  const item = addItem(desk, url);
  // Where files are written first lies a file: not even root gets past it.
  const aside = join(dirname(desk.corpus.folder), '.corpus.tmp');
  rmSync(aside, { recursive: true, force: true });
  writeFileSync(aside, '');
  recordArticle(desk, item, read(desk, url, TEXT));
  const match = desk.record.matches.ofItem(item.id);
  assert.match(match?.corpusFile ?? '', /^000_/);
  assert.equal(desk.record.alerts.pending().count, 1);
  assert.equal(desk.unwritten.files, true);

  restoreFiles(desk);
  assert.equal(desk.unwritten.files, true, 'still not possible');
  rmSync(aside);
  restoreFiles(desk);
  assert.equal(desk.unwritten.files, false);
  assert.deepEqual([...desk.corpus.names()], [match?.corpusFile]);
  assert.deepEqual(desk.manifest.read(), [match?.corpusFile]);
});

test('a match is one transaction, then a durable file, then a durable line: no other order survives every crash', (t) => {
  const desk = openDesk(t);
  const url = 'https://open.example/story';
  const item = addItem(desk, url);
  const steps: unknown[] = [];
  const listen = (step: unknown): void => void steps.push(step);
  subscribe('newswatch:step', listen);
  t.after(() => unsubscribe('newswatch:step', listen));
  recordArticle(desk, item, read(desk, url, TEXT));
  assert.deepEqual(steps, [
    'transaction written',
    'transaction committed',
    'match committed',
    'file created',
    'file written',
    'file synced',
    'file renamed',
    'folder synced',
    'line appended',
    'line synced',
  ]);
});
