import type { PollJob } from '../model/jobs.ts';

/**
 * The canary: a poll that asks nobody, put into the queue like any other. Its outcome comes back through worker and inbox
 * and is written into the record; where it does not, nothing else does either, however alive the process looks.
 */
export interface Canary {
  /** Silence counts from now. */
  start(): void;
  isDue(): boolean;
  sent(): void;
  /** Its outcome is in the record. */
  landed(): void;
  /** One line where it is missing; null while all is well. */
  problem(): string | null;
}

const EVERY = 120_000;
/** Three are missing by then, and the last one had a minute. */
const LATE = 420_000;

/** What a worker that knows no canaries makes of it is a poll of an address that it cannot ask: that has travelled, too. */
export const CANARY_JOB: PollJob = {
  kind: 'canary',
  feedId: '',
  url: 'canary:',
  etag: null,
  lastModified: null,
  bodyHash: null,
};

/** @param steady milliseconds from any origin, untouched by whoever sets the clock or sends the machine to sleep */
export function openCanary(steady: () => number): Canary {
  let sentAt = -Infinity;
  let landedAt = steady();
  return {
    start() {
      landedAt = steady();
    },
    isDue: () => steady() - sentAt >= EVERY,
    sent() {
      sentAt = steady();
    },
    landed() {
      landedAt = steady();
    },
    problem() {
      const silence = steady() - landedAt;
      return silence < LATE
        ? null
        : `nothing has moved from queue to record for ${Math.floor(silence / 60_000)} min (canary)`;
    },
  };
}
