import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Addresses of Unix sockets end at about a hundred bytes. */
const LONGEST = 100;

/** Where a daemon on this data folder listens for commands. */
export function socketPath(dataDir: string): string {
  const folder = resolve(dataDir);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\newswatch-${name}`;
  const path = join(folder, 'newswatch.sock');
  return Buffer.byteLength(path) <= LONGEST ? path : join(tmpdir(), `newswatch-${name}.sock`);
}
