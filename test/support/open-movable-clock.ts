import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openFolder } from './folder.ts';

const MOVABLE_CLOCK = new URL('movable-clock.ts', import.meta.url).href;

/** A wall clock for the real program that a test may set while it runs: see movable-clock.ts. */
export interface MovableClock {
  /** So many milliseconds ahead of the real one; negative: behind it. */
  set(offset: number): void;
  /** For the program's environment. */
  readonly env: { readonly [name: string]: string };
}

export function openMovableClock(t: TestContext): MovableClock {
  const file = join(openFolder(t), 'clock');
  const set = (offset: number): void => writeFileSync(file, String(offset));
  set(0);
  return { set, env: { TEST_CLOCK: file, NODE_OPTIONS: `--import ${MOVABLE_CLOCK}` } };
}
