import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { syncFolder, writeAside } from './corpus.ts';

/** `corpus.jsonl`: one line for each file that newswatch wrote, in the order of their numbers (CONTRACT section 3). */
export interface ManifestLine {
  readonly file: string;
  readonly sha256: string;
  readonly url: string;
  readonly canonicalUrl: string | null;
  readonly feedUrl: string;
  readonly title: string;
  readonly byline: string | null;
  readonly lang: string | null;
  readonly publishedAt: string | null;
  readonly fetchedAt: string | null;
  readonly topic: string;
  readonly topics: readonly { readonly id: string; readonly score: number }[];
  readonly score: number;
  readonly matched: readonly unknown[];
  readonly basis: string;
  readonly duplicateOf: string | null;
}

export interface Manifest {
  readonly file: string;
  /** The file names of its whole lines, in order; null if it has a torn or foreign line. */
  read(): string[] | null;
  append(line: ManifestLine): void;
  rewrite(lines: readonly ManifestLine[]): void;
}

export function openManifest(dataDir: string): Manifest {
  const file = join(dataDir, 'corpus.jsonl');
  return {
    file,
    read: () => readNames(file),
    append: (line) =>
      guarded(file, () => {
        const handle = openSync(file, 'a', 0o644);
        const { size } = fstatSync(handle);
        try {
          const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
          for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
          step('line appended');
          fsyncSync(handle);
          step('line synced');
        } catch (error) {
          // Half a line (the disk is full) would spoil the next one.
          ftruncateSync(handle, size);
          throw error;
        } finally {
          closeSync(handle);
        }
      }),
    rewrite: (lines) =>
      guarded(file, () => {
        writeAside(`${file}.tmp`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        renameSync(`${file}.tmp`, file);
        step('manifest renamed');
        syncFolder(dirname(file));
      }),
  };
}

function readNames(file: string): string[] | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  if (text !== '' && !text.endsWith('\n')) return null;
  const names = text.split('\n').slice(0, -1).map(nameIn);
  return names.every((name) => name !== null) ? names : null;
}

function nameIn(line: string): string | null {
  try {
    const { file } = JSON.parse(line) as { file?: unknown };
    return typeof file === 'string' ? file : null;
  } catch {
    return null;
  }
}

function guarded(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new NewswatchError('corpus-write', `${file} cannot be written (${messageOf(error)})`, {
      retry: 'again',
      remedy: 'check the folder, its permissions and the free space',
      cause: error,
    });
  }
}
