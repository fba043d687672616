import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A small file system of the test's own, to be filled to its last byte. */
export interface SmallDisk {
  readonly folder: string;
  /** @param butFor bytes that are left free */
  fillUp(options?: { butFor?: number }): void;
  free(): void;
}

/** Null after having skipped the test visibly: only root on Linux may mount. */
export function smallDiskOrSkip(t: TestContext, megabytes: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    t.skip('mounting a small disk takes root on Linux');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(folder);
    t.skip(`nothing can be mounted here: ${String(error)}`);
    return null;
  }
  t.after(() => {
    execFileSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
  const filler = join(folder, '.filler');
  return { folder, fillUp: ({ butFor = 0 } = {}) => fill(filler, butFor), free: () => rmSync(filler, { force: true }) };
}

function fill(filler: string, butFor: number): void {
  const file = openSync(filler, 'a');
  try {
    for (const size of [1_048_576, 4_096, 1]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    ftruncateSync(file, fstatSync(file).size - butFor);
  } finally {
    closeSync(file);
  }
}
