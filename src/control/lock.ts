import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isFull } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';

/**
 * One owner a data folder. The lock is SQLite's exclusive lock on a file of its own: the operating system lets go of it
 * when the process ends, however it ends, so there is no stale lock to clear away.
 */
export interface DataLock {
  release(): void;
}

/** @throws NewswatchError `data-taken` if another process owns the folder, `data-folder` if it cannot be used. */
export function lockData(dataDir: string): DataLock {
  const file = join(dataDir, 'newswatch.lock');
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    db = new DatabaseSync(file);
    // Nothing is ever written to it, so a full disk is no hindrance.
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = db;
    return { release: () => held.close() };
  } catch (error) {
    db?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new NewswatchError('data-taken', `another newswatch is running on ${dataDir}`, {
        remedy: 'stop it, or give this one another folder with --data',
      });
    }
    throw new NewswatchError('data-folder', `the data folder ${dataDir} cannot be used (${messageOf(error)})`, {
      remedy: isFull(dataDir)
        ? 'no space is left there: free some'
        : 'check that it exists and that you may write to it',
      cause: error,
    });
  }
}

const SQLITE_BUSY = 5;
