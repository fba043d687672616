import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { QueueName } from './queues.ts';

/** Says the same of the same queue at most this often, milliseconds. */
const QUIET = 600_000;
const REMEMBERED = 100;
/** What follows from a queue that was emptied, or a lock that ran out, while a worker was at it: its job is done again. */
const EXPECTED =
  /missing (?:lock|key) for job|could not renew lock|is not in the (?:active|delayed) state|lock mismatch/i;

const saidAt = new Map<string, number>();

/** An error that a queue or worker met on its own account. Every one of them goes on by itself. */
export function tellTrouble(
  { log, isKnown }: { readonly log: Log; readonly isKnown: (error: unknown) => boolean },
  queue: QueueName,
  error: unknown,
): void {
  const err = messageOf(error);
  const level = isKnown(error) || EXPECTED.test(err) || saidLately(`${queue} ${err}`) ? 'debug' : 'warn';
  log[level]({ queue, err }, `trouble with the queue ${queue}: ${err}`);
}

function saidLately(text: string): boolean {
  const now = performance.now();
  const last = saidAt.get(text);
  if (last !== undefined && now - last < QUIET) return true;
  if (saidAt.size >= REMEMBERED) saidAt.clear();
  saidAt.set(text, now);
  return false;
}
