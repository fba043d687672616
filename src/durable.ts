import { closeSync, fsyncSync, openSync, statfsSync } from 'node:fs';
import { step } from './step.ts';

/** Makes what was written to a file durable. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
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

/** Bytes free under which nothing can be relied on to be written. */
const LEAST = 65_536;

/** Whether the file system of this folder is full. False where that cannot be told. */
export function isFull(folder: string): boolean {
  try {
    const { blocks, bavail, bsize } = statfsSync(folder);
    // The kernel's own file systems have no blocks at all.
    return blocks > 0 && bavail * bsize < LEAST;
  } catch {
    return false;
  }
}
