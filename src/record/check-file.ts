import { fork } from 'node:child_process';

/** What SQLite's own check found, a line each: none, and it is sound. */
export interface Soundness {
  /** Damage to what cannot be made again. */
  readonly broken: readonly string[];
  /** Damage to indexes and the index of words alone: they are made anew from the rows. */
  readonly indexes: readonly string[];
}

/** Checks a file in a process of its own, which can be ended at any moment: SQLite's check of gigabytes takes minutes. */
export function soundnessOf(file: string): { readonly result: Promise<Soundness>; stop(): void } {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(new URL(`./check-process.${extension}`, import.meta.url), [file], { stdio: 'ignore' });
  const result = new Promise<Soundness>((resolve, reject) => {
    child.once('message', (found) => resolve(found as Soundness));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the check was broken off')));
  });
  return { result, stop: () => void child.kill('SIGKILL') };
}
