import { messageOf, NewswatchError, UsageError } from '../errors.ts';
import { plainStyled } from '../model/plain.ts';
import { plain, type Io } from './io.ts';

/** Says what went wrong on stderr, one line each, and returns the exit code: 2 for usage and configuration, 1 for the rest. */
export function report(io: Io, error: unknown): number {
  const say = (line: string): void => void io.stderr.write(`newswatch: ${plain(line)}\n`);
  // Also where it was the daemon that met it.
  if (error instanceof NewswatchError && error.code === 'config') {
    for (const line of error.message.split('\n')) say(line);
    return 2;
  }
  if (error instanceof UsageError || (error instanceof NewswatchError && USAGE.has(error.code))) {
    say(messageOf(error));
    return 2;
  }
  if (error instanceof NewswatchError) {
    say(messageOf(error));
    return 1;
  }
  // Not foreseen: whoever mends it needs the stack.
  say(messageOf(error));
  if (error instanceof Error && error.stack !== undefined) io.stderr.write(`${plainStyled(error.stack)}\n`);
  return 1;
}

/** Mistakes in the configuration that only show when the parts are opened. */
const USAGE: ReadonlySet<string> = new Set(['http-token', 'redis-url']);
