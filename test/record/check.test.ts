import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, test, type TestContext } from 'node:test';
import { checkAtStart } from '../../src/record/check.ts';
import { openRecord, recordFile, type NewsRecord } from '../../src/record/record.ts';
import { openFolder } from '../support/folder.ts';
import { addItem, addMatch, NOON } from './support.ts';

/** A record that was closed, and then damaged. Returns its data folder. */
function damagedRecord(t: TestContext, damage: (file: string) => void): string {
  const folder = openFolder(t);
  const record = openRecord(folder);
  record.feeds.ensure('f', 'https://news.example/feed', NOON);
  record.transaction(() => {
    for (let i = 0; i < 40; i++) addMatch(record, `match-${i}`);
    for (let i = 0; i < 400; i++) addItem(record, `item-${i}`);
  });
  record.close();
  damage(recordFile(folder));
  return folder;
}

/** Overwrites the first page of a table or an index. */
const damagePageOf =
  (name: string) =>
  (file: string): void => {
    const db = new DatabaseSync(file, { readOnly: true });
    const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage']);
    const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
    db.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, (root - 1) * size, root * size);
    writeFileSync(file, bytes);
  };

const sql =
  (statements: string) =>
  (file: string): void => {
    const db = new DatabaseSync(file, { defensive: false });
    db.exec(statements);
    db.close();
  };

interface Checked {
  readonly record: NewsRecord;
  readonly told: string[];
  readonly stop: () => void;
}

function check(t: TestContext, folder: string, small?: number): Checked {
  const told: string[] = [];
  const record = openRecord(folder);
  t.after(() => record.close());
  const stop = checkAtStart(record.db, recordFile(folder), (event) => told.push(event), small);
  t.after(stop);
  return { record, told, stop };
}

const found = (record: NewsRecord): unknown =>
  record.db.get(`SELECT count(*) AS n FROM matches_text WHERE matches_text MATCH 'troops'`)?.['n'];

describe('a small record is checked before it is used', () => {
  test('sound: nothing is said', (t) => {
    const { told, record } = check(
      t,
      damagedRecord(t, () => undefined),
    );
    assert.deepEqual(told, []);
    assert.equal(found(record), 40);
  });

  for (const table of ['items', 'urls', 'items_feed', 'matches_text_data']) {
    test(`a page of ${table} is damaged`, (t) => {
      const folder = damagedRecord(t, damagePageOf(table));
      assert.throws(() => check(t, folder), {
        code: 'record-damaged',
        message: /newswatch\.db is damaged \(/,
        remedy: /newswatch restore FILE.*docs\/service\.md#backup/,
      });
    });
  }

  test('rows that an index lacks are put into it again', (t) => {
    const folder = damagedRecord(
      t,
      sql(`PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = 'CREATE INDEX matches_at ON matches (item)' WHERE name = 'matches_at'`),
    );
    const { told, record } = check(t, folder);
    assert.deepEqual(told, ['record-mended']);
    assert.equal(record.db.get('PRAGMA integrity_check')?.['integrity_check'], 'ok');
  });

  test('an index of words that has lost words is made anew from the texts', (t) => {
    const folder = damagedRecord(t, sql(`UPDATE matches_text_data SET block = zeroblob(length(block)) WHERE id > 10`));
    const { told, record } = check(t, folder);
    assert.deepEqual(told, ['record-mended']);
    assert.equal(found(record), 40);
    assert.equal(record.db.get('PRAGMA integrity_check')?.['integrity_check'], 'ok');
  });
});

describe('a large record is checked beside the daemon', () => {
  test('sound: it stays in use', async (t) => {
    const { record, told } = check(
      t,
      damagedRecord(t, () => undefined),
      0,
    );
    assert.equal(found(record), 40);
    record.close();
    assert.deepEqual(told, []);
  });

  test('damage ends all use of it', async (t) => {
    const folder = damagedRecord(t, damagePageOf('items_feed'));
    const { record } = check(t, folder, 0);
    assert.equal(record.feeds.get('f')?.url, 'https://news.example/feed', 'until then it is used');
    const damage = await record.db.damaged;
    assert.equal(damage.code, 'record-damaged');
    assert.throws(() => record.feeds.get('f'), damage);
    assert.throws(() => record.transaction(() => 1), damage);
  });

  test('a check that is broken off says nothing', async (t) => {
    const { stop, told } = check(
      t,
      damagedRecord(t, () => undefined),
      0,
    );
    stop();
    stop();
    assert.deepEqual(told, []);
  });
});

test('damage that a statement meets ends all use, too', async (t) => {
  const folder = damagedRecord(t, damagePageOf('urls'));
  const record = openRecord(folder);
  t.after(() => record.close());
  assert.throws(() => record.db.all('SELECT * FROM urls'), { code: 'record-damaged' });
  assert.equal((await record.db.damaged).code, 'record-damaged');
  assert.throws(() => record.feeds.get('f'), { code: 'record-damaged' });
});
