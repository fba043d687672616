import { dirname } from 'node:path';
import { isFull } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html); an extended one has more in its upper bits. */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Whether it says that the file's content is broken, not that it cannot be reached. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error && 'errcode' in error)) return false;
  const code = Number(error.errcode) & 0xff;
  return code === CORRUPT || code === NOT_A_DATABASE;
}

export const damaged = (file: string, reason: string, cause?: unknown): NewswatchError =>
  new NewswatchError('record-damaged', `${file} is damaged (${reason})`, {
    remedy:
      'restore it from a backup with "newswatch restore FILE", or move it and its -wal and -shm away to start anew; see docs/service.md#backup',
    cause,
  });

/** One line that names the file, and the way out. */
export function asRecordError(error: unknown, file: string): NewswatchError {
  if (error instanceof NewswatchError) return error;
  if (isDamage(error)) return damaged(file, messageOf(error), error);
  if (isFull(dirname(file))) {
    return new NewswatchError('record-open', `${file} cannot be written: no space is left (${messageOf(error)})`, {
      remedy: 'free some: what is not written yet is written then',
      cause: error,
    });
  }
  return new NewswatchError('record-open', `${file} cannot be used (${messageOf(error)})`, {
    remedy: 'check the folder, its permissions and the free space',
    cause: error,
  });
}
