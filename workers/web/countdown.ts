/** A time limit that can be held. */
export interface Countdown {
  run(): void;
  /** Stops counting until `run`; also ends it for good. */
  hold(): void;
}

/** Calls `expire` after so many milliseconds in which it ran. */
export function openCountdown(ms: number, expire: () => void): Countdown {
  let left = ms;
  let started = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    run() {
      started = performance.now();
      timer = setTimeout(expire, left);
    },
    hold() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      left = Math.max(0, left - (performance.now() - started));
    },
  };
}
