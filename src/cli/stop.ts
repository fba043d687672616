import { closeSync, openSync } from 'node:fs';
import { isAbort, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { leave } from './leave.ts';

/** How long-running commands end: on the first SIGTERM or SIGINT, in order and in time; on the second one at once. */
export interface Stop {
  readonly signal: AbortSignal;
  readonly stopped: Promise<void>;
  /** What SIGHUP is to do from now on; one that came before is made up for. A terminal that is closed ends the program instead. */
  onHangUp(reload: () => void): void;
  /** Closes; what is not closed within the limit is left: the record is whole at every moment. */
  inTime(close: () => Promise<void>): Promise<void>;
}

/** What it works out to; undefined where a signal ended it, as while waiting for Redis. */
export const unlessStopped = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (isAbort(error)) return undefined;
    throw error;
  });

const CLOSE_LIMIT = 6_500;
/** Milliseconds that the process may live on by itself once all is closed. */
const LINGER = 500;
/** Under npm one Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL = process.env['npm_lifecycle_event'] === undefined ? 0 : 500;

export function untilStopped(log: Log): Stop {
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let first = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    if (stop.signal.aborted) {
      if (performance.now() - first > SAME_SIGNAL) leave(0);
      return;
    }
    first = performance.now();
    log.info({ event: 'stop', signal: name }, `${name}: stopping`);
    stop.abort();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const onHangUp = watchHangUps(() => onSignal('SIGTERM'));
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(() => onSignal('SIGTERM'));
  return { signal: stop.signal, stopped, onHangUp, inTime: (close) => closeInTime(close, log) };
}

/**
 * SIGHUP means "read your configuration again" to a daemon (systemd's ExecReload), and "your terminal is gone" to a program
 * that runs in one.
 */
function watchHangUps(onTerminalGone: () => void): Stop['onHangUp'] {
  let reload: (() => void) | undefined;
  let missed = false;
  const interactive = hasTerminal();
  process.on('SIGHUP', () => {
    if (interactive && !hasTerminal()) onTerminalGone();
    else if (reload === undefined) missed = true;
    else reload();
  });
  return (wanted) => {
    reload = wanted;
    if (missed) wanted();
  };
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

/** npm passes a signal on to its shell only, which ends and leaves us behind: then we end, too. */
function watchParent(onOrphaned: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, 500);
  timer.unref();
}

async function closeInTime(close: () => Promise<void>, log: Log): Promise<void> {
  const limit = setTimeout(() => {
    log.warn({ event: 'stop' }, 'not everything closed in time: leaving it, the record is whole');
    leave(0);
  }, CLOSE_LIMIT);
  try {
    await close();
  } catch (error) {
    if (!isAbort(error)) log.warn({ err: messageOf(error) }, `closing: ${messageOf(error)}`);
  }
  clearTimeout(limit);
  // Libraries may go on waiting for an answer of a Redis that is not there; all that is ours is closed.
  setTimeout(() => leave(Number(process.exitCode ?? 0)), LINGER).unref();
}
