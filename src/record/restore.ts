import { chmodSync, copyFileSync, existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFile, syncFolder } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { soundnessOf } from './check-file.ts';
import { openDatabase, SCHEMA } from './open.ts';

/**
 * Puts a backup in the place of the record, which nobody may have open. The backup is copied beside it and checked there
 * first; the record as it was is kept, as `newswatch.db.before-restore-…`.
 * @returns where the record as it was is now; null where there was none
 * @throws NewswatchError `restore`; then the record is as it was
 */
export async function restoreRecord(backup: string, record: string, now: Date): Promise<string | null> {
  const copy = `${record}.restore`;
  try {
    if (existsSync(record) && realpathSync(backup) === realpathSync(record)) throw new Error('it is the record itself');
    copyFileSync(backup, copy);
    chmodSync(copy, 0o600);
    syncFile(copy);
    await check(copy);
    return swap(copy, record, now);
  } catch (error) {
    throw new NewswatchError('restore', `${backup} cannot be restored (${messageOf(error)})`, {
      remedy: 'name a file that "newswatch backup" wrote; the record is as it was',
      cause: error,
    });
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  }
}

async function check(copy: string): Promise<void> {
  const { broken } = await soundnessOf(copy).result;
  if (broken[0] !== undefined) throw new Error(`it is damaged: ${broken[0]}`);
  const schema = schemaOf(copy);
  if (schema === 0) throw new Error('it is no record of newswatch');
  if (schema > SCHEMA)
    throw new Error(`it was written by a newer newswatch: schema ${schema}, this one knows ${SCHEMA}`);
}

function schemaOf(file: string): number {
  const db = openDatabase(file, { readOnly: true, asItIs: true });
  try {
    return Number(db.get('PRAGMA user_version')?.['user_version']);
  } finally {
    db.close();
  }
}

/** The log of the record as it was must not be taken for one of the copy: it goes first. */
function swap(copy: string, record: string, now: Date): string | null {
  const kept = `${record}.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
  const isThere = existsSync(record);
  if (isThere) keep(record, kept);
  for (const end of ['-wal', '-shm']) if (existsSync(`${record}${end}`)) renameSync(`${record}${end}`, `${kept}${end}`);
  renameSync(copy, record);
  syncFolder(dirname(record));
  return isThere ? kept : null;
}

/** A second name for it, so that there is a record at every moment; a copy where the file system has no such thing. */
function keep(record: string, kept: string): void {
  try {
    linkSync(record, kept);
  } catch {
    copyFileSync(record, kept);
    syncFile(kept);
  }
}
