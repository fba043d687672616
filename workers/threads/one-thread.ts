import { Piscina } from 'piscina';
import { NewswatchError } from '../../src/errors.ts';
import { resultOf, type Answer } from './answer.ts';
import { openHeapWatch } from './heap-watch.ts';
import { openTimeLimit } from './time-limit.ts';

/** A thread's heap. A page needs some 20 MB beside the 13 MB of what is loaded, 40 MB with jsdom; what needs more is refused. */
const HEAP_MB = 160;
const YOUNG_MB = 16;
const IDLE_MS = 10_000;
/** Added to the time limit of a thread's first task: it has yet to start and to load its modules. */
const START_MS = 5_000;

interface Limits {
  /** Milliseconds of the processor's time. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** A thread that starts when it is needed, ends when it is idle, and is replaced when it was cut off or has grown. */
export interface OneThread {
  /**
   * Runs a function of thread.ts; one at a time.
   * @throws NewswatchError as the function threw, or `thread-timeout`, `thread-memory`; the signal's reason if it fires.
   */
  run(name: string, task: unknown, limits: Limits): Promise<unknown>;
  /** What runs, or is run later, rejects with the reason. */
  close(reason: Error): Promise<void>;
}

export function openThread(): OneThread {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./thread.${extension}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    // Where the thread sleeps on an atomic it never returns to its event loop, and what it holds weakly is never let go:
    // jsdom's documents, all of them.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  // A thread that dies without a task is replaced by the next one.
  pool.on('error', () => undefined);
  const heap = openHeapWatch();
  let grown = false;
  let closed: Error | undefined;

  /** The thread's time on the processor, in ms. */
  const spent = async (): Promise<number> => {
    const { user = 0, system = 0 } = (await pool.threads[0]?.cpuUsage()) ?? {};
    return (user + system) / 1_000;
  };

  const attempt = async (name: string, task: unknown, { timeout, signal }: Limits): Promise<unknown> => {
    if (closed !== undefined) throw closed;
    signal?.throwIfAborted();
    if (grown) await pool.destroy();
    grown = false;
    const fresh = pool.threads.length === 0;
    if (fresh) heap.restart();
    // One that ends just now is followed by a new one.
    const before = fresh ? 0 : spent().catch(() => 0);
    const limit = openTimeLimit(
      fresh ? timeout + START_MS : timeout,
      async () => (await spent()) - (await before),
      signal,
    );
    try {
      const answer = (await pool.run(task, { name, signal: limit.signal })) as Answer<unknown>;
      grown = heap.hasGrown(answer.heapMb);
      return resultOf(answer);
    } catch (error) {
      if (limit.expired()) throw new NewswatchError('thread-timeout', `it took longer than ${timeout / 1_000} seconds`);
      signal?.throwIfAborted();
      throw closed ?? error;
    } finally {
      limit.clear();
    }
  };

  return {
    async run(name, task, limits) {
      const used = pool.threads.length > 0;
      try {
        return await attempt(name, task, limits);
      } catch (error) {
        if (!isOutOfMemory(error)) throw error;
        // What earlier tasks left behind is not this one's fault: it gets a thread of its own.
        if (used) return this.run(name, task, limits);
        throw new NewswatchError('thread-memory', `it needed more than ${HEAP_MB} MB of memory`);
      }
    },
    async close(reason) {
      closed = reason;
      await pool.destroy();
    },
  };
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
