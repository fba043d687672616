import { createHash } from 'node:crypto';
import type { Database } from './open.ts';

/** The user's judgement, with the words it was passed on, so that it outlives the item. */
export interface Mark {
  readonly uid: string;
  readonly mark: 'right' | 'wrong';
  /** Whether the rules had matched it: a wrong match is a false alarm, a wrong near miss was rightly rejected. */
  readonly matched: boolean;
  readonly title: string;
  readonly text: string;
  readonly markedAt: number;
}

export interface MarksRecord {
  set(mark: Mark): void;
  all(): Mark[];
}

export function marksRecord(db: Database): MarksRecord {
  return {
    set({ uid, mark, matched, title, text, markedAt }) {
      const hash = createHash('sha256').update(`${title}\n\n${text}`).digest('hex');
      db.run(
        `INSERT INTO marks (uid, mark, matched, text_hash, title, text, marked_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (uid) DO UPDATE SET mark = excluded.mark, matched = excluded.matched, text_hash = excluded.text_hash,
           title = excluded.title, text = excluded.text, marked_at = excluded.marked_at`,
        uid,
        mark,
        matched ? 1 : 0,
        hash,
        title,
        text,
        markedAt,
      );
    },
    all: () =>
      db.all('SELECT * FROM marks ORDER BY marked_at, uid').map((row) => ({
        uid: String(row['uid']),
        mark: row['mark'] as Mark['mark'],
        matched: row['matched'] === 1,
        title: String(row['title']),
        text: String(row['text']),
        markedAt: Number(row['marked_at']),
      })),
  };
}
