import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { step } from '../step.ts';
import { writeAside } from './write-aside.ts';

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
  /** Whether it has just these lines. */
  isOf(lines: Iterable<ManifestLine>): boolean;
  append(line: ManifestLine): void;
  rewrite(lines: Iterable<ManifestLine>): void;
  /** Takes away what a crash left of a rewriting. */
  sweep(): void;
}

export function openManifest(dataDir: string): Manifest {
  const file = join(dataDir, 'corpus.jsonl');
  return {
    file,
    read: () => readNames(file),
    isOf: (lines) => isText(file, textOf(lines)),
    append: (line) =>
      guarded(file, () => {
        const handle = openSync(file, 'a', 0o644);
        const { size } = fstatSync(handle);
        try {
          const bytes = Buffer.from(textOfLine(line));
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
        const part = `${file}.tmp`;
        try {
          writeAside(part, textOf(lines));
          renameSync(part, file);
          step('manifest renamed');
        } catch (error) {
          rmSync(part, { force: true });
          throw error;
        }
        syncFolder(dirname(file));
      }),
    sweep: () => guarded(file, () => rmSync(`${file}.tmp`, { force: true })),
  };
}

const textOfLine = (line: ManifestLine): string => `${JSON.stringify(line)}\n`;

function* textOf(lines: Iterable<ManifestLine>): Generator<string> {
  for (const line of lines) yield textOfLine(line);
}

/** No file is as good as an empty one. */
function isText(file: string, pieces: Iterable<string>): boolean {
  const text = textIn(file);
  let at = 0;
  for (const piece of pieces) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return at === text.length;
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readNames(file: string): string[] | null {
  const text = textIn(file);
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
