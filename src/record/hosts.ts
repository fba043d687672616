import type { HostAnswers } from '../model/warning.ts';
import type { Database } from './open.ts';
import { numberOrNull } from './values.ts';

/** How hosts answer for their pages. */
export interface HostRecord {
  get(host: string): HostAnswers | undefined;
  put(answers: HostAnswers, now: number): void;
  /** Forgets hosts that were not heard of since. */
  prune(before: number): void;
}

export function hostRecord(db: Database): HostRecord {
  return {
    get(host) {
      const row = db.get('SELECT * FROM hosts WHERE host = ?', host);
      if (row === undefined) return undefined;
      return {
        host,
        readAt: numberOrNull(row['read_at']),
        refused: Number(row['refused']),
        stubs: Number(row['stubs']),
        since: numberOrNull(row['since']),
      };
    },
    put({ host, readAt, refused, stubs, since }, now) {
      db.run(
        'INSERT OR REPLACE INTO hosts (host, read_at, refused, stubs, since, seen_at) VALUES (?, ?, ?, ?, ?, ?)',
        host,
        readAt,
        refused,
        stubs,
        since,
        now,
      );
    },
    prune(before) {
      db.run('DELETE FROM hosts WHERE seen_at < ?', before);
    },
  };
}
