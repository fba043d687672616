import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFile, syncFolder } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { soundnessOf } from './check-file.ts';

/** Told of what takes long or changes more than rows, before it is done. */
export type Tell = (event: string, message: string) => void;

/** Copies made before a migration that are kept: the newest. */
const COPIES_KEPT = 2;

/**
 * Writes a copy aside, checks it, and puts it in its place, durable when it returns.
 * @param copyTo makes a consistent copy at a path
 * @param record the database itself
 * @throws NewswatchError `backup`; then nothing of it is left
 */
export async function writeBackup(
  copyTo: (part: string) => Promise<unknown>,
  record: string,
  target: string,
): Promise<void> {
  if (existsSync(target) || isOurOwn(record, target)) {
    throw new NewswatchError('backup', `${target} is not overwritten`, { remedy: 'name a file that does not exist' });
  }
  const part = `${target}.part`;
  try {
    clear(part);
    await copyTo(part);
    chmodSync(part, 0o600);
    const { broken } = await soundnessOf(part).result;
    if (broken[0] !== undefined) throw new Error(`the copy is damaged: ${broken[0]}`);
    put(part, target);
    clear(part);
  } catch (error) {
    clear(part);
    throw new NewswatchError('backup', `${target} cannot be written (${messageOf(error)})`, {
      remedy: 'name a file in a folder that exists, that you may write to and that has space',
      cause: error,
    });
  }
}

/** The database, or what SQLite takes for a part of it. */
const isOurOwn = (record: string, target: string): boolean =>
  ['', '-wal', '-shm', '-journal'].some((end) => `${record}${end}` === target);

/**
 * Before a migration the record is copied beside itself, as `newswatch.db.schema-5.bak`. One that is there already is of an
 * attempt that got no further, and is replaced.
 * @throws NewswatchError `record-copy`; the record is as it was
 */
export function copyBeforeMigration(
  copyTo: (target: string) => void,
  file: string,
  { from, to, tell }: { from: number; to: number; tell: Tell },
): void {
  const target = `${file}.schema-${from}.bak`;
  const part = `${target}.part`;
  try {
    clear(part);
    tell('migrate', `bringing ${file} from schema ${from} to ${to}; a copy of it as it was goes to ${target}`);
    copyTo(part);
    chmodSync(part, 0o600);
    put(part, target);
    dropOldCopies(file, target);
  } catch (error) {
    clear(part);
    throw new NewswatchError(
      'record-copy',
      `${file} has schema ${from} and is to be brought to ${to}, but no copy of it can be made first: ${target} cannot be written (${messageOf(error)})`,
      { remedy: 'free as much space as the record takes, and start again; nothing was changed', cause: error },
    );
  }
}

function put(part: string, target: string): void {
  syncFile(part);
  renameSync(part, target);
  syncFolder(dirname(target));
}

const clear = (part: string): void => {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${end}`, { force: true });
};

function dropOldCopies(file: string, newest: string): void {
  const folder = dirname(file);
  const schemaOf = (name: string): number => Number(/\.schema-(\d+)\.bak$/.exec(name)?.[1] ?? -1);
  const others = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.schema-`) && schemaOf(name) >= 0)
    .filter((name) => join(folder, name) !== newest)
    .toSorted((a, b) => schemaOf(b) - schemaOf(a));
  for (const name of others.slice(COPIES_KEPT - 1)) rmSync(join(folder, name), { force: true });
}
