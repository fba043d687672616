import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { messageOf, NewswatchError } from '../errors.ts';

/**
 * Replaces a file as a whole, owner and mode kept. Where it is a symbolic link, the file that it leads to.
 * @throws NewswatchError `file` if that may not be
 */
export function replaceFile(file: string, text: string): void {
  let aside: string | undefined;
  try {
    const target = realpathSync(file);
    const { mode, uid, gid } = statSync(target);
    // Root may write everywhere, and a rename asks only for the folder: yet it was marked not to be changed.
    if ((mode & 0o222) === 0) throw new Error('it is read-only');
    accessSync(target, constants.W_OK);
    aside = `${target}.${randomUUID()}.tmp`;
    writeFileSync(aside, text, { mode: 0o600, flush: true });
    if (statSync(aside).uid !== uid || statSync(aside).gid !== gid) chownSync(aside, uid, gid);
    chmodSync(aside, mode & 0o7777);
    renameSync(aside, target);
  } catch (error) {
    if (aside !== undefined) rmSync(aside, { force: true });
    throw new NewswatchError('file', `${file} cannot be changed: ${messageOf(error)}`, {
      remedy: 'check that you may write to it and to its folder',
      cause: error,
    });
  }
}
