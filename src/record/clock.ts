import { hostOf } from '../model/url.ts';
import { briefIn } from './brief.ts';
import type { Database } from './open.ts';

/** What is reckoned by the clock, for when the clock was wrong. */
export interface ClockRecord {
  /** The latest time that the record knows to have been; null if nothing has happened yet. */
  latest(): number | null;
  /**
   * The clock has been set back by so many milliseconds, to `now`. What lies ahead keeps its distance, and what seems to have
   * happened in the future has happened that much earlier. Items that only the wrong clock took for stale are to be read after
   * all: those published since `freshSince`. Returns how many they are.
   */
  setBack(by: number, now: number, freshSince: number): number;
}

const TIMES = {
  feeds: [
    'due_at',
    'polled_at',
    'succeeded_at',
    'new_item_at',
    'failing_since',
    'refused_until',
    'gone_at',
    'full_at',
    'gap_at',
    'fresh_until',
  ],
  items: ['due_at', 'seen_at', 'done_at', 'fetched_at'],
  alerts: ['due_at'],
  held_hosts: ['held_until'],
} as const;

export const clockRecord = (db: Database): ClockRecord => ({
  latest() {
    const latest = db.get('SELECT max(polled_at) AS latest FROM feeds')?.['latest'];
    return latest == null ? null : Number(latest);
  },
  setBack: (by, now, freshSince) =>
    db.transaction(() => {
      const reopened = reopenStale(db, now, freshSince);
      for (const [table, columns] of Object.entries(TIMES)) {
        for (const column of columns)
          db.run(`UPDATE ${table} SET ${column} = ${column} - ? WHERE ${column} > ?`, by, now);
      }
      return reopened;
    }),
});

function reopenStale(db: Database, now: number, freshSince: number): number {
  const items = db.all(
    `SELECT items.id, items.url, items.title, brief, feeds.url AS feed_url FROM items JOIN feeds ON feeds.num = items.feed
     WHERE state = 'stale' AND seen_at > ? AND (published_at IS NULL OR published_at >= ?)`,
    now,
    freshSince,
  );
  for (const row of items) {
    const { url } = briefIn(row);
    const host = (url === null ? null : hostOf(url)) ?? '';
    db.run(
      `UPDATE items SET state = 'waiting', done_at = NULL, due_at = ?, host = ? WHERE id = ?`,
      now,
      host,
      Number(row['id']),
    );
  }
  return items.length;
}
