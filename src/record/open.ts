import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { copyBeforeMigration, writeBackup, type Tell } from './backup.ts';
import { initial } from './migrations/001-initial.ts';
import { feedHints } from './migrations/002-feed-hints.ts';
import { ruledOut } from './migrations/003-ruled-out.ts';
import { marksKeep } from './migrations/004-marks.ts';
import { stories } from './migrations/005-stories.ts';
import { feedWatch } from './migrations/006-feed-watch.ts';
import { asRecordError, isDamage } from './record-error.ts';
import { warnings } from './migrations/007-warnings.ts';
import { slimItems } from './migrations/008-slim-items.ts';
import { heldHosts } from './migrations/009-held-hosts.ts';

/** Append only: the schema's version is the number of migrations that were run. */
const MIGRATIONS: readonly string[] = [
  initial,
  feedHints,
  ruledOut,
  marksKeep,
  stories,
  feedWatch,
  warnings,
  slimItems,
  heldHosts,
];

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
  /** A consistent copy, whole and checked or not at all. @throws NewswatchError `backup` */
  backup(file: string): Promise<void>;
  /** Resolves once a statement has met damage, or {@link condemn} was called: from then on every statement is refused. */
  readonly damaged: Promise<NewswatchError>;
  condemn(damage: NewswatchError): void;
  close(): void;
}

export interface Opening {
  readonly readOnly?: boolean;
  /** Whatever its schema: for looking whether it is sound, and what it is. */
  readonly asItIs?: boolean;
  readonly tell?: Tell;
}

/** The schema that this version reads and writes. */
export const SCHEMA = MIGRATIONS.length;

/**
 * Opens the record, creating or migrating it.
 * @throws NewswatchError `record-newer`, `record-damaged`, `record-open`, `record-copy`
 */
export function openDatabase(
  file: string,
  { readOnly = false, asItIs = false, tell = () => {} }: Opening = {},
): Database {
  const db = openSqlite(file, readOnly);
  try {
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;`);
    if (!readOnly) {
      db.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;`,
      );
    }
    if (!asItIs) migrate(db, file, readOnly, tell);
  } catch (error) {
    db.close();
    throw asRecordError(error, file);
  }
  return wrap(db, file);
}

function openSqlite(file: string, readOnly: boolean): DatabaseSync {
  try {
    if (!readOnly) makePrivate(file);
    return new DatabaseSync(file, { readOnly });
  } catch (error) {
    throw asRecordError(error, file);
  }
}

/** Marks and private feeds are in it: a new one is for its owner's eyes only, and so are the files that SQLite puts beside it. */
function makePrivate(file: string): void {
  if (file === ':memory:') return;
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

function migrate(db: DatabaseSync, file: string, readOnly: boolean, tell: Tell): void {
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
  if (version > 0 && version < MIGRATIONS.length) {
    const copyTo = (target: string): void => void db.prepare('VACUUM INTO ?').run(target);
    copyBeforeMigration(copyTo, file, { from: version, to: MIGRATIONS.length, tell });
  }
  // Each is one transaction: a crash leaves the schema before it or after it.
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  if (readOnly) return;
  const remember = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  remember.run('installation', randomUUID());
  remember.run('epoch', '0');
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
  const found = Promise.withResolvers<NewswatchError>();
  let damage: NewswatchError | undefined;
  const condemn = (error: NewswatchError): void => {
    damage ??= error;
    found.resolve(error);
  };
  const guarded = <T>(work: () => T): T => {
    // To go on would make it worse, or number and tell by what is no longer true.
    if (damage !== undefined) throw damage;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error)) throw error;
      const trouble = asRecordError(error, file);
      if (isDamage(error)) condemn(trouble);
      throw trouble;
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
    backup: (target) => guarded(() => writeBackup((part) => backup(db, part), file, target)),
    damaged: found.promise,
    condemn,
    close: () => {
      compiled.clear();
      if (db.isOpen) db.close();
    },
  };
}
