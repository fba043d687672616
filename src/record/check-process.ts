import { messageOf } from '../errors.ts';
import { checkRows } from './check.ts';
import type { Soundness } from './check-file.ts';
import { openDatabase } from './open.ts';

/** The entry of a process that checks the database named on its command line, and tells its parent what it found. */
const [, , file = ''] = process.argv;
// Ctrl-C goes to every process of a terminal. When to end is for the parent to say.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.send?.(check());
process.disconnect();

function check(): Soundness {
  try {
    const db = openDatabase(file, { readOnly: true, asItIs: true });
    try {
      return checkRows(db);
    } finally {
      db.close();
    }
  } catch (error) {
    return { broken: [messageOf(error)], indexes: [] };
  }
}
