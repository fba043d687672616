import { Piscina } from 'piscina';
import { NewswatchError } from '../../src/errors.ts';

/**
 * Threads for work on hostile input: parsing feeds and pages. A task that runs over its time or memory costs its thread,
 * not the process. Idle threads end, so that a daemon at rest holds no DOM in memory.
 */
export interface ThreadPool {
  /**
   * Runs one of the functions that thread.ts exports.
   * @throws NewswatchError `thread-timeout` (never) or `thread-memory` (never); AbortError if the signal fires; what the task threw.
   */
  run<Result>(name: string, task: unknown, limits: { timeout: number; signal?: AbortSignal }): Promise<Result>;
  close(): Promise<void>;
}

const HEAP_MB = 192;
const IDLE_MS = 10_000;

export function openThreadPool(threads = 2): ThreadPool {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./thread.${extension}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  return {
    async run(name, task, { timeout, signal }) {
      const limit = AbortSignal.timeout(timeout);
      const ended = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      try {
        return await pool.run(task, { name, signal: ended });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (limit.aborted)
          throw new NewswatchError('thread-timeout', `took longer than ${timeout} ms`, { cause: error });
        if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
          throw new NewswatchError('thread-memory', `needed more than ${HEAP_MB} MB of memory`, { cause: error });
        }
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}
