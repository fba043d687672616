import { openThread } from './one-thread.ts';
import { openSlots } from './slots.ts';
import type * as Tasks from './thread.ts';

/**
 * Threads for work on hostile input: parsing feeds and pages. A task that runs over its time or memory costs its thread,
 * not the process. Idle threads end, so that a daemon at rest holds no DOM in memory.
 */
export interface ThreadPool {
  /**
   * Runs one of the functions that thread.ts exports, as soon as a thread is free; the time limit runs from then on.
   * @throws NewswatchError `thread-timeout` or `thread-memory` (never), `thread-failed` for what a library threw, or as the
   * function threw it; the signal's reason if it fires; AbortError if the pool is closed.
   */
  run<Result>(
    name: keyof typeof Tasks,
    task: unknown,
    limits: { timeout: number; signal?: AbortSignal },
  ): Promise<Result>;
  close(): Promise<void>;
}

export function openThreadPool(threads = 2): ThreadPool {
  const all = Array.from({ length: threads }, openThread);
  const slots = openSlots(all);
  return {
    async run<Result>(name: string, task: unknown, limits: { timeout: number; signal?: AbortSignal }) {
      const thread = await slots.take(limits.signal);
      try {
        return (await thread.run(name, task, limits)) as Result;
      } finally {
        slots.give(thread);
      }
    },
    async close() {
      const reason = new DOMException('the threads have been closed', 'AbortError');
      slots.close(reason);
      await Promise.all(all.map((thread) => thread.close(reason)));
    },
  };
}
