/** A limit on what a task takes, and the caller's own signal: whichever comes first. */
export interface TimeLimit {
  /** Fires when the task is to end. */
  readonly signal: AbortSignal;
  /** Whether it fired because the time was up. */
  expired(): boolean;
  /** Leaves no timer and no listener behind. */
  clear(): void;
}

/** A task that gets the processor for less than this part of its time is ended, too: it may not be working at all. */
const LEAST_SHARE = 1 / 3;

/**
 * Limits a task's time on the processor: on a machine that is busy with other things it takes longer by the clock, which is no
 * fault of what it reads.
 * @param ms of the processor's time; by the clock it may take up to three times as long
 * @param spent what the task has had of it, in ms
 */
export function openTimeLimit(ms: number, spent: () => Promise<number>, outer?: AbortSignal): TimeLimit {
  const inner = new AbortController();
  let expired = false;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (): void => inner.abort();
  const expire = (): void => {
    expired = true;
    inner.abort();
  };
  const check = async (): Promise<void> => {
    // Whoever cannot tell what it spent has ended.
    const had = await spent().catch(() => ms);
    if (timer === undefined) return;
    if (had >= ms) expire();
    else wait(ms - had);
  };
  const wait = (left: number): void => void (timer = setTimeout(() => void check(), Math.ceil(left)));
  const latest = setTimeout(expire, ms / LEAST_SHARE);
  wait(ms);
  outer?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: inner.signal,
    expired: () => expired,
    clear() {
      clearTimeout(timer);
      clearTimeout(latest);
      timer = undefined;
      outer?.removeEventListener('abort', giveUp);
    },
  };
}
