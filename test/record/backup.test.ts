import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test, type TestContext } from 'node:test';
import { initial } from '../../src/record/migrations/001-initial.ts';
import { openDatabase, SCHEMA } from '../../src/record/open.ts';
import { openRecord, recordFile, type NewsRecord } from '../../src/record/record.ts';
import { restoreRecord } from '../../src/record/restore.ts';
import { openFolder } from '../support/folder.ts';
import { smallDiskOrSkip } from '../support/tmpfs.ts';
import { addMatch, NOON } from './support.ts';

/** A record with some matches in a folder of its own. */
function fullRecord(folder: string, matches = 20): NewsRecord {
  const record = openRecord(folder);
  record.feeds.ensure('f', 'https://news.example/feed', NOON);
  record.transaction(() => {
    for (let i = 0; i < matches; i++) addMatch(record, `item-${i}`);
  });
  return record;
}

/** A record as the first version made it, in the middle of its work: what was written last stands in its -wal only. */
function oldRecord(folder: string): DatabaseSync {
  const db = new DatabaseSync(recordFile(folder));
  db.exec(`PRAGMA journal_mode = WAL; ${initial}; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE);
    INSERT INTO feeds (id, url, due_at) VALUES ('f', 'https://news.example/feed', 0)`);
  return db;
}

const count = (file: string, table: string): unknown => {
  const db = openDatabase(file, { readOnly: true, asItIs: true });
  try {
    return db.get(`SELECT count(*) AS n FROM ${table}`)?.['n'];
  } finally {
    db.close();
  }
};
function inDatabase(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('a backup', () => {
  test('is for its owner alone, as the record is', async (t) => {
    if (process.platform === 'win32') return t.skip('no modes');
    const [data, folder] = [openFolder(t), openFolder(t)];
    const record = fullRecord(data);
    t.after(() => record.close());
    await record.backup(join(folder, 'copy.db'));
    assert.equal(mode(join(folder, 'copy.db')), '600');
    for (const name of readdirSync(data)) assert.equal(mode(join(data, name)), '600', name);
  });

  test('overwrites nothing, least of all the record', async (t) => {
    const data = openFolder(t);
    const record = fullRecord(data);
    t.after(() => record.close());
    writeFileSync(join(data, 'mine'), 'x');
    for (const name of ['mine', 'newswatch.db', 'newswatch.db-wal', 'newswatch.db-journal'])
      await assert.rejects(record.backup(join(data, name)), { code: 'backup', remedy: /does not exist/ });
    assert.equal(count(recordFile(data), 'matches'), 20);
  });

  test('to a full disk leaves nothing there', async (t) => {
    const disk = smallDiskOrSkip(t, 1);
    if (disk === null) return;
    const record = fullRecord(openFolder(t), 400);
    t.after(() => record.close());
    disk.fillUp();
    await assert.rejects(record.backup(join(disk.folder, 'copy.db')), { code: 'backup', message: /full/ });
    assert.deepEqual(readdirSync(disk.folder), ['.filler']);
  });
});

describe('before an older schema is migrated', () => {
  const BACKUP = 'newswatch.db.schema-1.bak';

  test('a copy is made of all that it holds, and told', (t) => {
    const folder = openFolder(t);
    const old = oldRecord(folder);
    const told: string[] = [];
    const db = openDatabase(recordFile(folder), { tell: (event, message) => told.push(`${event}: ${message}`) });
    old.close();
    assert.equal(db.get('PRAGMA user_version')?.['user_version'], SCHEMA);
    db.close();
    assert.equal(count(join(folder, BACKUP), 'feeds'), 1);
    assert.equal(count(join(folder, BACKUP), 'pragma_user_version WHERE user_version = 1'), 1);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', new RegExp(`^migrate: .* from schema 1 to ${SCHEMA}.*${BACKUP}$`));
    assert.equal(mode(join(folder, BACKUP)), '600');
    openDatabase(recordFile(folder)).close();
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('.bak')),
      [BACKUP],
    );
  });

  test('the newest two are kept, and what a crash left of one is replaced', (t) => {
    const folder = openFolder(t);
    oldRecord(folder).close();
    for (const schema of [-1, 0, 5, 12]) writeFileSync(join(folder, `newswatch.db.schema-${schema}.bak`), 'older');
    writeFileSync(join(folder, `${BACKUP}.part`), 'half');
    openDatabase(recordFile(folder)).close();
    assert.deepEqual(readdirSync(folder).toSorted(), [
      'newswatch.db',
      'newswatch.db.schema--1.bak',
      BACKUP,
      'newswatch.db.schema-12.bak',
    ]);
  });

  test('no space for it: the record stays as it was, and the message says what to do', (t) => {
    const disk = smallDiskOrSkip(t, 1);
    if (disk === null) return;
    oldRecord(disk.folder).close();
    disk.fillUp({ butFor: 100_000 });
    assert.throws(() => openDatabase(recordFile(disk.folder)), {
      code: 'record-copy',
      message: /newswatch\.db has schema 1 and is to be brought to \d+, but no copy/,
      remedy: /free as much space as the record takes/,
    });
    assert.ok(!readdirSync(disk.folder).some((name) => name.includes('.bak')));
    disk.free();
    assert.equal(count(recordFile(disk.folder), 'pragma_user_version WHERE user_version = 1'), 1);
    openDatabase(recordFile(disk.folder)).close();
    assert.ok(readdirSync(disk.folder).includes(BACKUP));
  });
});

describe('restoring', () => {
  async function backedUp(t: TestContext): Promise<{ data: string; copy: string }> {
    const data = openFolder(t);
    const copy = join(openFolder(t), 'copy.db');
    const record = fullRecord(data);
    await record.backup(copy);
    addMatch(record, 'later');
    record.close();
    return { data, copy };
  }

  test('puts the backup in place and keeps the record as it was', async (t) => {
    const { data, copy } = await backedUp(t);
    const kept = await restoreRecord(copy, recordFile(data), new Date(NOON));
    assert.equal(kept, join(data, 'newswatch.db.before-restore-2026-11-20T12-00-00-000Z'));
    assert.equal(count(recordFile(data), 'matches'), 20);
    assert.equal(count(kept, 'matches'), 21);
    assert.equal(count(copy, 'matches'), 20);
  });

  test('a log that belongs to the record as it was goes with it', async (t) => {
    const { data, copy } = await backedUp(t);
    const writer = openRecord(data);
    addMatch(writer, 'last');
    // As a SIGKILL leaves them.
    for (const end of ['', '-wal']) copyFileSync(`${recordFile(data)}${end}`, join(data, `dead${end}`));
    writer.close();
    rmSync(recordFile(data));
    for (const end of ['', '-wal']) copyFileSync(join(data, `dead${end}`), `${recordFile(data)}${end}`);
    const kept = await restoreRecord(copy, recordFile(data), new Date(NOON));
    assert.equal(count(recordFile(data), 'matches'), 20);
    assert.equal(count(kept ?? '', 'matches'), 22);
  });

  const useless: { readonly [about: string]: readonly [(copy: string) => void, RegExp] } = {
    'is no database': [(copy) => writeFileSync(copy, 'a letter'.repeat(1_000)), /damaged/],
    'is another program’s': [
      (copy) => {
        rmSync(copy);
        inDatabase(copy, 'CREATE TABLE t (x)');
      },
      /no record of newswatch/,
    ],
    'is of a newer version': [(copy) => inDatabase(copy, 'PRAGMA user_version = 999'), /newer newswatch/],
  };
  for (const [about, [spoil, message]] of Object.entries(useless)) {
    test(`a file that ${about} is refused, and the record stays`, async (t) => {
      const { data, copy } = await backedUp(t);
      spoil(copy);
      await assert.rejects(restoreRecord(copy, recordFile(data), new Date(NOON)), { code: 'restore', message });
      assert.equal(count(recordFile(data), 'matches'), 21);
      assert.ok(!readdirSync(data).some((name) => name.includes('restore')));
    });
  }

  test('the record itself is refused', async (t) => {
    const { data } = await backedUp(t);
    await assert.rejects(restoreRecord(recordFile(data), recordFile(data), new Date(NOON)), {
      code: 'restore',
      message: /the record itself/,
    });
  });
});
