import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of the test's own with these files in it; gone when the test ends. */
export function openFolder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A folder that nobody may write into: root may write everywhere but in the kernel's own. */
export function unwritableFolder(t: TestContext): string {
  if (process.getuid?.() === 0) return '/proc';
  const folder = openFolder(t);
  chmodSync(folder, 0o500);
  return folder;
}
