/**
 * Loaded into the daemon before everything else (`node --import`): kills its whole process group when it has passed a step
 * so many times. The step comes in the environment, to strike from the start on, or later in a message.
 */
import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import type { Step } from '../../src/step.ts';

export interface Strike {
  readonly step: Step;
  /** At its so manyth time from now on; at least 1. */
  readonly count: number;
}

export const STRIKE = 'NEWSWATCH_CRASH_STRIKE';

/** To itself, SIGKILL strikes before the call returns: nothing that comes after the step is done. */
const die = (): void => void process.kill(-process.pid, 'SIGKILL');

function listen(first: Strike | null): void {
  let strike = first;
  let passed = 0;
  subscribe('newswatch:step', (name) => {
    if (strike === null || name !== strike.step) return;
    passed += 1;
    if (passed === strike.count) die();
  });
  process.on('message', (message) => {
    strike = message as Strike;
    passed = 0;
  });
  // Whoever started it is gone: nobody would end it.
  process.on('disconnect', die);
  process.channel?.unref();
}

if (isMainThread) {
  const text = process.env[STRIKE];
  listen(text === undefined ? null : (JSON.parse(text) as Strike));
}
