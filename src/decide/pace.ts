/** Spaces the starts of jobs per host, so that the queue hands each out about when its host may be asked. */
export interface Pace {
  /** Books the host's next start at or after `now` and returns it. */
  book(host: string, now: number): number;
  /** The clock was set back: what was booked by it is void. */
  clear(): void;
  /** Forgets hosts whose booked starts are over. */
  forget(now: number): void;
}

/** @param delay milliseconds from start to start */
export function openPace(delay: number): Pace {
  const next = new Map<string, number>();
  return {
    book(host, now) {
      if (delay === 0 || host === '') return now;
      const start = Math.max(now, next.get(host) ?? 0);
      next.set(host, start + delay);
      return start;
    },
    clear: () => next.clear(),
    forget(now) {
      for (const [host, start] of next) if (start <= now) next.delete(host);
    },
  };
}
