import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { ConfigError } from '../errors.ts';

/** What to do about a file that is not there. */
const MISSING = 'does not exist; create it, or correct its name where it is named';

/** A configuration file's text, without a byte order mark. @throws ConfigError if it cannot be read, or is not UTF-8 */
export function readText(file: string, { missing = MISSING }: { missing?: string } = {}): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new ConfigError([{ file, key: '', message: unreadable(error, missing) }]);
  }
  if (!isUtf8(bytes)) throw new ConfigError([{ file, key: '', message: 'is not UTF-8; save it as UTF-8' }]);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function unreadable(error: unknown, missing: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return missing;
  if (code === 'EACCES') return 'may not be read; change its permissions';
  if (code === 'EISDIR') return 'is a folder, must be a file';
  return `cannot be read: ${message}`;
}
