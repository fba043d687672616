import { createHash } from 'node:crypto';
import type { Basis } from '../model/article.ts';
import type { Database, Row } from './open.ts';
import { textOrNull } from './values.ts';

/** The user's judgement, with the words it was passed on and all that judging them takes, so that it outlives the item. */
export interface Mark {
  readonly uid: string;
  readonly mark: 'right' | 'wrong';
  /** Whether the rules had matched it: a wrong match is a false alarm, a wrong near miss was rightly rejected. */
  readonly matched: boolean;
  /** The topic that showed it: of a match its own, of a near miss the one that came closest. Null where none is known. */
  readonly topic: string | null;
  /** What stood for the article when it was marked. */
  readonly basis: Basis | null;
  readonly title: string;
  readonly text: string;
  readonly markedAt: number;
}

/** A mark as it is kept. */
export interface KeptMark extends Mark {
  /** SHA-256 of title and text, in hex: what was marked, by which the same words are known again. */
  readonly textHash: string;
}

export interface MarksRecord {
  /** A later mark on the same item takes the place of the one before. */
  set(mark: Mark): void;
  get(uid: string): KeptMark | undefined;
  /** Oldest first. */
  all(): KeptMark[];
}

export function marksRecord(db: Database): MarksRecord {
  return {
    set({ uid, mark, matched, topic, basis, title, text, markedAt }) {
      const hash = createHash('sha256').update(`${title}\n\n${text}`).digest('hex');
      db.run(
        `INSERT OR REPLACE INTO marks (uid, mark, matched, topic, basis, text_hash, title, text, marked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        uid,
        mark,
        matched ? 1 : 0,
        topic,
        basis,
        hash,
        title,
        text,
        markedAt,
      );
    },
    get(uid) {
      const row = db.get('SELECT * FROM marks WHERE uid = ?', uid);
      return row === undefined ? undefined : keptMark(row);
    },
    all: () => db.all('SELECT * FROM marks ORDER BY marked_at, uid').map(keptMark),
  };
}

const keptMark = (row: Row): KeptMark => ({
  uid: String(row['uid']),
  mark: row['mark'] as Mark['mark'],
  matched: row['matched'] === 1,
  topic: textOrNull(row['topic']),
  basis: row['basis'] as Basis | null,
  textHash: String(row['text_hash']),
  title: String(row['title']),
  text: String(row['text']),
  markedAt: Number(row['marked_at']),
});
