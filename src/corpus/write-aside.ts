import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { step } from '../step.ts';

/** Writes and fsyncs a file that is then renamed to where it belongs; what is at `path` is lost. */
export function writeAside(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w', 0o644);
  try {
    step('file created');
    for (const piece of pieces) {
      const bytes = Buffer.from(piece, 'utf8');
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    }
    step('file written');
    fsyncSync(file);
    step('file synced');
  } finally {
    closeSync(file);
  }
}
