/**
 * Tells a thread that holds on to what it read from one whose garbage has not been collected yet: of so many tasks, the
 * lowest heap was seen soon after a collection.
 */
export interface HeapWatch {
  /** The heap after a task, in MB. True once a whole watch has passed without it sinking below what a thread needs. */
  hasGrown(heapMb: number): boolean;
  restart(): void;
}

/** A page needs some 20 beside the 40 MB of what is loaded, if jsdom had to be (../article/dom.ts). */
const NEEDED_MB = 100;
const WATCHED_TASKS = 50;

export function openHeapWatch(): HeapWatch {
  let tasks = 0;
  let lowest = Infinity;
  const restart = (): void => {
    tasks = 0;
    lowest = Infinity;
  };
  return {
    hasGrown(heapMb) {
      lowest = Math.min(lowest, heapMb);
      if (++tasks < WATCHED_TASKS) return false;
      const grown = lowest > NEEDED_MB;
      restart();
      return grown;
    },
    restart,
  };
}
