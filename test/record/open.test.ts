import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test, type TestContext } from 'node:test';
import { openDatabase, type Database } from '../../src/record/open.ts';
import { openRecord, recordFile } from '../../src/record/record.ts';
import { openFolder, unwritableFolder } from '../support/folder.ts';
import { addItem, addMatch, newRecord, NOON } from './support.ts';

function openIn(t: TestContext, folder: string, options?: { readOnly?: boolean }): Database {
  const db = openDatabase(join(folder, 'newswatch.db'), options);
  t.after(() => db.close());
  return db;
}

const pragma = (db: Database, name: string): unknown => db.get(`PRAGMA ${name}`)?.[name];

describe('a new record', () => {
  test('has the schema, and survives what a power loss may do', (t) => {
    const db = openIn(t, openFolder(t));
    assert.equal(pragma(db, 'user_version'), 9);
    assert.equal(pragma(db, 'journal_mode'), 'wal');
    assert.equal(pragma(db, 'synchronous'), 2, 'FULL');
    assert.equal(pragma(db, 'foreign_keys'), 1);
    assert.equal(pragma(db, 'integrity_check'), 'ok');
  });

  test('makes its folder', (t) => {
    const folder = join(openFolder(t), 'a/b');
    openIn(t, folder);
    assert.ok(existsSync(join(folder, 'newswatch.db')));
  });

  test('opened again it is the same one', (t) => {
    const folder = openFolder(t);
    const first = openRecord(folder);
    first.feeds.ensure('f', 'https://x.example/', NOON);
    const { installation } = first;
    assert.match(installation, /^[0-9a-f-]{36}$/);
    assert.deepEqual([first.nextEpoch(), first.nextEpoch()], [1, 2]);
    first.close();
    first.close();
    const second = openRecord(folder);
    t.after(() => second.close());
    assert.equal(second.installation, installation);
    assert.equal(second.nextEpoch(), 3);
    assert.equal(second.feeds.get('f')?.url, 'https://x.example/');
  });
});

describe('a transaction', () => {
  const count = (db: Database): unknown => db.get('SELECT count(*) AS n FROM feeds')?.['n'];
  const insert = (db: Database, id: string): void =>
    void db.run('INSERT INTO feeds (id, url, due_at) VALUES (?, ?, 0)', id, id);

  test('is all or nothing', (t) => {
    const db = openIn(t, openFolder(t));
    assert.throws(
      () =>
        db.transaction(() => {
          insert(db, 'a');
          throw new Error('no');
        }),
      /^Error: no$/,
    );
    assert.equal(count(db), 0);
    assert.equal(
      db.transaction(() => (insert(db, 'a'), 'done')),
      'done',
    );
    assert.equal(count(db), 1);
  });

  test('inside another joins it', (t) => {
    const db = openIn(t, openFolder(t));
    assert.throws(() =>
      db.transaction(() => {
        db.transaction(() => insert(db, 'a'));
        throw new Error('no');
      }),
    );
    assert.equal(count(db), 0);
  });

  test('that SQLite refuses leaves the next one free to work', (t) => {
    const db = openIn(t, openFolder(t));
    insert(db, 'a');
    assert.throws(() => db.transaction(() => (insert(db, 'b'), insert(db, 'a'))), {
      code: 'record-open',
      message: /UNIQUE/,
    });
    db.transaction(() => insert(db, 'c'));
    assert.deepEqual(
      db.all('SELECT id FROM feeds ORDER BY id').map((row) => row['id']),
      ['a', 'c'],
    );
  });

  test('is seen by a reader only when it is done', (t) => {
    const folder = openFolder(t);
    const writer = openIn(t, folder);
    const reader = openIn(t, folder, { readOnly: true });
    writer.transaction(() => {
      insert(writer, 'a');
      assert.equal(count(reader), 0);
    });
    assert.equal(count(reader), 1);
  });
});

describe('reading only', () => {
  test('cannot change anything, and does not disturb the writer', (t) => {
    const folder = openFolder(t);
    const writer = openIn(t, folder);
    const reader = openIn(t, folder, { readOnly: true });
    assert.throws(() => reader.run("INSERT INTO feeds (id, url, due_at) VALUES ('a', 'a', 0)"), {
      code: 'record-open',
    });
    assert.equal(writer.run("INSERT INTO feeds (id, url, due_at) VALUES ('a', 'a', 0)").changes, 1);
  });

  test('makes nothing where there is nothing', (t) => {
    const folder = openFolder(t);
    assert.throws(() => openDatabase(join(folder, 'none/newswatch.db'), { readOnly: true }), { code: 'record-open' });
    assert.ok(!existsSync(join(folder, 'none')));
  });

  test('of an older schema says what to do', (t) => {
    const folder = openFolder(t);
    writeFileSync(join(folder, 'newswatch.db'), '');
    assert.throws(() => openIn(t, folder, { readOnly: true }), {
      code: 'record-older',
      remedy: /start the daemon once/,
    });
  });
});

describe('a file that is no record of ours', () => {
  test('of a newer version is left alone', (t) => {
    const folder = openFolder(t);
    openDatabase(join(folder, 'newswatch.db')).close();
    const db = new DatabaseSync(join(folder, 'newswatch.db'));
    db.exec('PRAGMA user_version = 999');
    db.close();
    for (const readOnly of [true, false]) {
      assert.throws(() => openIn(t, folder, { readOnly }), {
        code: 'record-newer',
        message: `${folder}/newswatch.db was written by a newer newswatch (schema 999, this one knows 9)`,
      });
    }
  });

  const damages: { readonly [about: string]: (file: string) => void } = {
    'text in its place': (file) =>
      writeFileSync(file, 'this is no database, but a letter of some length\n'.repeat(100)),
    'its head overwritten': (file) => overwrite(file, 0, 100),
    'its schema overwritten': (file) => overwrite(file, 100, 3_996),
    'cut to its head': (file) => truncateSync(file, 4_096),
  };
  for (const [about, damage] of Object.entries(damages)) {
    test(`damaged (${about}) is told apart from other trouble`, (t) => {
      const folder = openFolder(t);
      const record = openRecord(folder);
      record.feeds.ensure('f', 'https://news.example/feed', NOON);
      for (let i = 0; i < 50; i++) addItem(record, `item-${i}`);
      record.close();
      damage(recordFile(folder));
      assert.throws(
        () => {
          const opened = openRecord(folder);
          try {
            opened.items.known(['0123456789abcdef']);
          } finally {
            opened.close();
          }
        },
        { code: 'record-damaged', message: /newswatch\.db is damaged \(/, remedy: /restore it from a backup/ },
      );
    });
  }

  test('damage that shows later is named as such', (t) => {
    const folder = openFolder(t);
    const record = openRecord(folder);
    record.feeds.ensure('f', 'https://news.example/feed', NOON);
    for (let i = 0; i < 2_000; i++) addItem(record, `item-${i}`);
    record.close();
    const file = recordFile(folder);
    const size = readFileSync(file).length;
    overwrite(file, 200_000, size - 200_000);
    const opened = openRecord(folder);
    t.after(() => opened.close());
    assert.throws(() => opened.db.all('SELECT * FROM items'), { code: 'record-damaged' });
  });

  test('a folder in its place', (t) => {
    const folder = openFolder(t);
    mkdirSync(join(folder, 'newswatch.db'));
    assert.throws(() => openIn(t, folder), { code: 'record-open', remedy: /check the folder, its permissions/ });
  });

  test('a file in the place of its folder', (t) => {
    const folder = openFolder(t, { data: 'x' });
    assert.throws(() => openDatabase(join(folder, 'data/newswatch.db')), {
      code: 'record-open',
      message: /cannot be used \(E/,
    });
  });

  test('a folder that may not be written', (t) => {
    assert.throws(() => openIn(t, unwritableFolder(t)), { code: 'record-open', remedy: /permissions/ });
  });
});

function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}

describe('a backup', () => {
  test('is a whole record, taken while the writer works', async (t) => {
    const record = newRecord(t);
    for (let i = 0; i < 300; i++) addMatch(record, `item-${i}`);
    const folder = openFolder(t);
    const writing = record.backup(join(folder, 'copy.db'));
    addMatch(record, 'late');
    await writing;
    assert.deepEqual(readdirSync(folder), ['copy.db']);
    const copy = openDatabase(join(folder, 'copy.db'));
    t.after(() => copy.close());
    assert.equal(pragma(copy, 'integrity_check'), 'ok');
    assert.ok(Number(copy.get('SELECT count(*) AS n FROM matches')?.['n']) >= 300);
    assert.equal(
      copy.get(`SELECT count(*) AS n FROM matches_text WHERE matches_text MATCH 'troops'`)?.['n'],
      copy.get('SELECT count(*) AS n FROM matches')?.['n'],
    );
  });

  test('that cannot be written says so, and leaves nothing behind', async (t) => {
    const record = newRecord(t);
    const folder = openFolder(t);
    await assert.rejects(record.backup(join(folder, 'none/copy.db')), {
      code: 'backup',
      message: new RegExp(`^${folder}/none/copy\\.db cannot be written \\(`),
      remedy: /name a file in a folder that exists/,
    });
    await assert.rejects(record.backup(folder), { code: 'backup' });
    assert.deepEqual(readdirSync(folder), []);
  });
});
