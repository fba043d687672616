import type { NewsDay } from '../model/warning.ts';
import type { Database } from './open.ts';
import { numberOrNull } from './values.ts';

/** The days on which feeds brought something new: what is known of their rhythm. */
export interface RhythmRecord {
  /** Newest first, at most `most`. */
  days(feedId: string, most: number): NewsDay[];
  /** Writes days, each in the place of what was known of it, and forgets all but the newest `most`, and what a wrong clock put after them. */
  note(feedId: string, days: readonly NewsDay[], most: number): void;
}

const FEED = '(SELECT num FROM feeds WHERE id = ?1)';

export function rhythmRecord(db: Database): RhythmRecord {
  return {
    days: (feedId, most) =>
      db
        .all(
          `SELECT day, longest, last_at FROM news_days WHERE feed = ${FEED} ORDER BY day DESC LIMIT ?2`,
          feedId,
          most,
        )
        .map((row) => ({
          day: Number(row['day']),
          longest: numberOrNull(row['longest']),
          lastAt: Number(row['last_at']),
        })),
    note(feedId, days, most) {
      for (const { day, longest, lastAt } of days) {
        db.run(
          `INSERT OR REPLACE INTO news_days (feed, day, longest, last_at) VALUES (${FEED}, ?2, ?3, ?4)`,
          feedId,
          day,
          longest,
          lastAt,
        );
      }
      db.run(
        `DELETE FROM news_days WHERE feed = ${FEED} AND (day > ?3 OR day <=
           (SELECT day FROM news_days WHERE feed = ${FEED} ORDER BY day DESC LIMIT 1 OFFSET ?2))`,
        feedId,
        most,
        Math.max(...days.map(({ day }) => day)),
      );
    },
  };
}
