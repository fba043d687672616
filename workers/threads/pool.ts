import { openThread } from './one-thread.ts';
import { openSlots } from './slots.ts';
import type * as Tasks from './thread.ts';

/**
 * Threads for work on hostile input: parsing feeds and pages. A task that runs over its time or memory costs its thread,
 * not the process. Idle threads end, so that a daemon at rest holds no DOM in memory.
 */
export interface ThreadPool {
  /**
   * Runs one of the functions that thread.ts exports, as soon as a thread is free; the time limit runs from then on. `bytes` is
   * the size of its input: of large ones only one runs at a time, so that they do not hold up the others.
   * @throws NewswatchError `thread-timeout` or `thread-memory` (never), `thread-failed` for what a library threw, or as the
   * function threw it; the signal's reason if it fires; AbortError if the pool is closed.
   */
  run<Result>(name: keyof typeof Tasks, task: unknown, limits: TaskLimits): Promise<Result>;
  close(): Promise<void>;
}

interface TaskLimits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly bytes?: number;
  readonly signal?: AbortSignal;
}

/** Two news pages of three hundred are larger; what is slow to read mostly is. */
const LARGE_BYTES = 1_000_000;

export function openThreadPool(threads = 2): ThreadPool {
  const all = Array.from({ length: threads }, openThread);
  const slots = openSlots(all);
  const large = openSlots(['the large task']);
  const run = async <Result>(name: string, task: unknown, limits: TaskLimits): Promise<Result> => {
    const thread = await slots.take(limits.signal);
    try {
      return (await thread.run(name, task, limits)) as Result;
    } finally {
      slots.give(thread);
    }
  };
  return {
    async run<Result>(name: string, task: unknown, limits: TaskLimits) {
      if ((limits.bytes ?? 0) <= LARGE_BYTES) return run<Result>(name, task, limits);
      const turn = await large.take(limits.signal);
      try {
        return await run<Result>(name, task, limits);
      } finally {
        large.give(turn);
      }
    },
    async close() {
      const reason = new DOMException('the threads have been closed', 'AbortError');
      slots.close(reason);
      large.close(reason);
      await Promise.all(all.map((thread) => thread.close(reason)));
    },
  };
}
