import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { messageOf, NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { initial } from './migrations/001-initial.ts';
import { feedHints } from './migrations/002-feed-hints.ts';
import { ruledOut } from './migrations/003-ruled-out.ts';
import { marksKeep } from './migrations/004-marks.ts';
import { stories } from './migrations/005-stories.ts';
import { feedWatch } from './migrations/006-feed-watch.ts';

/** Append only: the schema's version is the number of migrations that were run. */
const MIGRATIONS: readonly string[] = [initial, feedHints, ruledOut, marksKeep, stories, feedWatch];

export type Value = SQLInputValue;
export type Row = Record<string, SQLOutputValue>;

/** The record's database: statements are compiled once, and every change runs in a transaction. */
export interface Database {
  /** All rows. */
  all(sql: string, ...values: Value[]): Row[];
  get(sql: string, ...values: Value[]): Row | undefined;
  /** The id of the last inserted row and the number of changed ones. */
  run(sql: string, ...values: Value[]): { id: number; changes: number };
  /** All or nothing, durable when it returns. Nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  /** A consistent copy, whole or not at all. @throws NewswatchError `backup` */
  backup(file: string): Promise<void>;
  close(): void;
}

/**
 * Opens the record, creating or migrating it.
 * @throws NewswatchError `record-newer`, `record-damaged`, `record-open`
 */
export function openDatabase(file: string, { readOnly = false }: { readOnly?: boolean } = {}): Database {
  const db = openSqlite(file, readOnly);
  try {
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;`);
    if (!readOnly) {
      db.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;`,
      );
    }
    migrate(db, file, readOnly);
  } catch (error) {
    db.close();
    throw asRecordError(error, file);
  }
  return wrap(db, file);
}

function openSqlite(file: string, readOnly: boolean): DatabaseSync {
  try {
    if (!readOnly) mkdirSync(dirname(file), { recursive: true });
    return new DatabaseSync(file, { readOnly });
  } catch (error) {
    throw asRecordError(error, file);
  }
}

function migrate(db: DatabaseSync, file: string, readOnly: boolean): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new NewswatchError(
      'record-newer',
      `${file} was written by a newer newswatch (schema ${version}, this one knows ${MIGRATIONS.length})`,
      {
        remedy: 'install the newer version, or use another data folder',
      },
    );
  }
  if (readOnly && version < MIGRATIONS.length) {
    throw new NewswatchError('record-older', `${file} has an older schema`, {
      remedy: 'start the daemon once to bring it up to date',
    });
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  if (readOnly) return;
  const remember = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  remember.run('installation', randomUUID());
  remember.run('epoch', '0');
}

function asRecordError(error: unknown, file: string): NewswatchError {
  if (error instanceof NewswatchError) return error;
  const reason = messageOf(error);
  if (/malformed|not a database|corrupt/i.test(reason)) {
    return new NewswatchError('record-damaged', `${file} is damaged (${reason})`, {
      remedy: 'restore it from a backup (newswatch backup), or move it away to start anew',
      cause: error,
    });
  }
  return new NewswatchError('record-open', `${file} cannot be used (${reason})`, {
    remedy: 'check the folder, its permissions and the free space',
    cause: error,
  });
}

async function writeBackup(db: DatabaseSync, target: string): Promise<void> {
  const part = `${target}.part`;
  try {
    rmSync(part, { force: true });
    await backup(db, part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw new NewswatchError('backup', `${target} cannot be written (${messageOf(error)})`, {
      remedy: 'name a file in a folder that exists, that you may write to and that has space',
      cause: error,
    });
  }
}

function wrap(db: DatabaseSync, file: string): Database {
  const compiled = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = compiled.get(sql);
    if (known !== undefined) return known;
    const fresh = db.prepare(sql);
    compiled.set(sql, fresh);
    return fresh;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Error && 'errcode' in error) throw asRecordError(error, file);
      throw error;
    }
  };
  let depth = 0;
  return {
    all: (sql, ...values) => guarded(() => statement(sql).all(...values)),
    get: (sql, ...values) => guarded(() => statement(sql).get(...values)),
    run: (sql, ...values) =>
      guarded(() => {
        const { lastInsertRowid, changes } = statement(sql).run(...values);
        return { id: Number(lastInsertRowid), changes: Number(changes) };
      }),
    transaction(work) {
      if (depth > 0) return work();
      guarded(() => db.exec('BEGIN IMMEDIATE'));
      depth += 1;
      try {
        const result = work();
        step('transaction written');
        guarded(() => db.exec('COMMIT'));
        step('transaction committed');
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    backup: (target) => writeBackup(db, target),
    close: () => {
      compiled.clear();
      if (db.isOpen) db.close();
    },
  };
}
