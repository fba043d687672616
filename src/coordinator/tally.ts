/** What happened since the process started: the summary of `run --once` (CONTRACT 1.1), and counters for the metrics. */
export interface Tally {
  readonly feeds: { polled: number; unchanged: number; failed: number; skipped: number };
  readonly items: { new: number; stale: number; duplicate: number };
  readonly articles: { fetched: number; failed: number; skipped: number };
  matches: number;
  readonly alerts: { sent: number; failed: number };
}

export const openTally = (): Tally => ({
  feeds: { polled: 0, unchanged: 0, failed: 0, skipped: 0 },
  items: { new: 0, stale: 0, duplicate: 0 },
  articles: { fetched: 0, failed: 0, skipped: 0 },
  matches: 0,
  alerts: { sent: 0, failed: 0 },
});
