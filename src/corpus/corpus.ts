import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { parseFileName } from './format.ts';

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

/** @throws NewswatchError `corpus-write` */
export function openCorpus(folder: string): Corpus {
  const aside = join(dirname(folder), `.${basename(folder)}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    // What a crash left half-written is worth nothing: the record writes it again.
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true });
  } catch (error) {
    throw unusable(folder, error);
  }
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
        // Somebody who tidies up may have taken it away.
        mkdirSync(aside, { recursive: true });
        writeAside(join(aside, name), text);
        renameSync(join(aside, name), join(folder, name));
        step('file renamed');
        syncFolder(folder);
      } catch (error) {
        throw unusable(join(folder, name), error);
      }
    },
  };
}

/** Writes and fsyncs; replaces whatever is there only by {@link renameSync} afterwards. */
export function writeAside(path: string, text: string): void {
  const file = openSync(path, 'w', 0o644);
  try {
    step('file created');
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    step('file written');
    fsyncSync(file);
    step('file synced');
  } finally {
    closeSync(file);
  }
}

/** Makes a rename durable. Folders cannot be opened for this on Windows, where the rename is durable by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
    step('folder synced');
  } finally {
    closeSync(handle);
  }
}

const unusable = (path: string, error: unknown): NewswatchError =>
  new NewswatchError('corpus-write', `${path} cannot be written (${messageOf(error)})`, {
    retry: 'again',
    remedy: 'check the folder, its permissions and the free space',
    cause: error,
  });
