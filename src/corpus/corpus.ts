import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { parseFileName } from './format.ts';
import { writeAside } from './write-aside.ts';

/** The corpus folder, for looking. Whatever it holds beside corpus files is passed over. */
export interface CorpusFiles {
  readonly folder: string;
  /** Empty where there is no such folder. @throws NewswatchError `corpus-read` */
  names(): Set<string>;
  /** The file's bytes' SHA-256, hex; null if there is no such file, or it cannot be read. */
  hashOf(name: string): string | null;
}

/**
 * The corpus folder, for its one writer. A file appears whole or not at all: written aside on the same file system,
 * fsynced, renamed, and the folder fsynced. Nothing but corpus files is ever written into it.
 */
export interface Corpus extends CorpusFiles {
  /** Files of the right name that the record does not know, with the SHA-256 (hex) of their bytes. */
  foreign(known: ReadonlySet<string>): ForeignFiles;
  /** Writes the file; if it is there with these bytes already, nothing happens. @throws NewswatchError `corpus-write` */
  put(name: string, text: string): void;
}

export interface ForeignFiles {
  /** −1 where there are none. */
  readonly highest: number;
  /** File name by SHA-256 of the bytes. */
  readonly bySha256: ReadonlyMap<string, string>;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Touches nothing, so that it may be used while a daemon writes. */
export function readCorpus(folder: string): CorpusFiles {
  return {
    folder,
    names() {
      try {
        return new Set(readdirSync(folder).filter((name) => parseFileName(name) !== null));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
        throw new NewswatchError('corpus-read', `${folder} cannot be read (${messageOf(error)})`, {
          remedy: 'check that it is a folder, and its permissions',
          cause: error,
        });
      }
    },
    hashOf(name) {
      try {
        return sha256(readFileSync(join(folder, name)));
      } catch {
        return null;
      }
    },
  };
}

/**
 * A folder that is full is no reason not to start: what cannot be written now is written later.
 * @throws NewswatchError `corpus-write` where it can never be written
 */
export function openCorpus(folder: string): Corpus {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (!isFull(error)) throw unusable(folder, error);
  }
  const place = openPlaceAside(folder);
  const files = readCorpus(folder);
  return {
    ...files,
    foreign(known) {
      const strangers = [...files.names()].filter((name) => !known.has(name));
      return {
        highest: strangers.reduce((highest, name) => Math.max(highest, parseFileName(name)?.number ?? -1), -1),
        bySha256: new Map(strangers.map((name) => [files.hashOf(name) ?? '', name])),
      };
    },
    put(name, text) {
      try {
        if (files.hashOf(name) === sha256(text)) return;
        place(name, text);
      } catch (error) {
        throw unusable(join(folder, name), error);
      }
    },
  };
}

/**
 * Where files are written before they are renamed: beside the folder. Where that is another file system (the folder is a
 * mount point) or may not be written to, in a hidden folder within, there only while a file is written.
 */
function openPlaceAside(folder: string): (name: string, text: string) => void {
  const real = realFolder(folder);
  const beside = join(dirname(real), `.${basename(real)}.tmp`);
  const within = join(real, '.newswatch.tmp');
  // What a crash left half-written is worth nothing: the record writes it again.
  for (const left of [beside, within]) sweep(left);
  let useBeside = true;

  function put(aside: string, name: string, text: string): void {
    const part = join(aside, name);
    try {
      mkdirSync(aside, { recursive: true });
      writeAside(part, [text]);
      renameSync(part, join(folder, name));
      step('file renamed');
    } catch (error) {
      // On a full disk it would take what little space there is.
      rmSync(part, { force: true });
      throw error;
    }
  }
  return (name, text) => {
    try {
      if (useBeside) put(beside, name, text);
    } catch (error) {
      if (!/^(?:EXDEV|EACCES|EPERM|EROFS)$/.test(codeOf(error))) throw error;
      useBeside = false;
      sweep(beside);
    }
    if (!useBeside) {
      try {
        put(within, name, text);
      } finally {
        sweep(within);
      }
    }
    syncFolder(folder);
  };
}

/** Where a link leads to: a rename does not cross file systems. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function sweep(aside: string): void {
  try {
    for (const name of readdirSync(aside)) rmSync(join(aside, name), { recursive: true, force: true });
    rmdirSync(aside);
  } catch {
    // There is none, or it can wait.
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
const isFull = (error: unknown): boolean => /^(?:ENOSPC|EDQUOT)$/.test(codeOf(error));

const unusable = (path: string, error: unknown): NewswatchError =>
  new NewswatchError('corpus-write', `${path} cannot be written (${messageOf(error)})`, {
    retry: 'again',
    remedy: 'check the folder, its permissions and the free space',
    cause: error,
  });
