import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STRIKE, type Strike } from './kill-at.ts';

export const PROGRAM = resolve(import.meta.dirname, '../../bin/newswatch.js');
const KILL_AT = pathToFileURL(join(import.meta.dirname, 'kill-at.ts')).href;

/** A real `newswatch run` or `newswatch worker` in a process group of its own. */
export interface Victim {
  readonly startedAt: number;
  /** How it ended: by which signal, or with which code. */
  readonly ended: Promise<NodeJS.Signals | number>;
  readonly alive: () => boolean;
  /** Lets it die at this step. */
  strike(strike: Strike): void;
  /** SIGKILL to the whole group. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code. */
  stop(): Promise<NodeJS.Signals | number>;
}

export type Environment = Readonly<Record<string, string>>;

/** @param strike where it dies, if it does so from its start on. Its log goes to `<command>.log` in the folder. */
export function startVictim(
  command: 'run' | 'worker',
  config: string,
  env: Environment,
  strike: Strike | null = null,
): Victim {
  const log = openSync(join(config, '..', `${command}.log`), 'a');
  const child = spawn(process.execPath, [`--import=${KILL_AT}`, PROGRAM, command, '--config', config], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...plainEnvironment(), ...env, ...(strike === null ? {} : { [STRIKE]: JSON.stringify(strike) }) },
  });
  closeSync(log);
  const ended = once(child, 'exit').then(
    ([code, signal]: (NodeJS.Signals | number | null)[]) => signal ?? code ?? -1,
  ) as Promise<NodeJS.Signals | number>;
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    startedAt: Date.now(),
    ended,
    alive,
    strike: (later) => {
      // It may be dead by now, which is what is wanted of it.
      if (child.connected) child.send(later, () => undefined);
    },
    async kill() {
      if (alive() && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const { REDIS_URL: _url, REDIS_PREFIX: _prefix, NEWSWATCH_CONFIG: _config, ...rest } = process.env;
  return { ...rest, LOG_LEVEL: 'info' };
}
