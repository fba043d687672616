import type { TopicBound, Verdict } from '../model/topic.ts';
import type { Database } from './open.ts';

/**
 * What every topic thought of an item: whole in `details` while its words are kept, for near misses and for matches;
 * later a line a topic is left in `items.scores`, without the reasons, which quote words.
 * Read from a row of `items` with `verdicts` and `bounds` of its details.
 */
export interface Judgement {
  /** Empty where none was judged. */
  readonly verdicts: readonly Verdict[];
  /** Null unless its page was ruled out unread. */
  readonly bounds: readonly TopicBound[] | null;
}

/** As SQLite gives and takes it. */
export type Cell = string | number | bigint | Uint8Array | null;
export type JudgedRow = Readonly<Record<string, Cell>>;

/** `[topic's number, score, threshold, 1 for a brief]`; of a ruled-out page `[topic's number, most, near]`. */
type Line = readonly [topic: number, points: number, needed: number, brief?: 0 | 1];

export function judgementIn(db: Database, row: JudgedRow): Judgement {
  if (row['scores'] != null) return fromScores(db, JSON.parse(String(row['scores'])) as Line[], row['ruled_out'] === 1);
  return {
    verdicts: (listIn(row['verdicts']) ?? []) as Verdict[],
    bounds: listIn(row['bounds']) as TopicBound[] | null,
  };
}

const listIn = (json: Cell | undefined): unknown[] | null =>
  json == null ? null : (JSON.parse(String(json)) as unknown[]);

/** What is kept of it once nothing else is; null where nothing was judged. */
export function packScores(db: Database, { verdicts, bounds }: Judgement): string | null {
  const lines: Line[] = [
    ...verdicts.map(({ topic, score, threshold, judgedAs }): Line => {
      const line = [topicNumber(db, topic), score, threshold] as const;
      return judgedAs === 'brief' ? [...line, 1] : line;
    }),
    ...(bounds ?? []).map(({ topic, most, near }): Line => [topicNumber(db, topic), most, near]),
  ];
  return lines.length === 0 ? null : JSON.stringify(lines);
}

function fromScores(db: Database, lines: readonly Line[], ruledOut: boolean): Judgement {
  const named = lines.map(([num, points, needed, brief]) => ({ topic: topicName(db, num), points, needed, brief }));
  if (ruledOut)
    return { verdicts: [], bounds: named.map(({ topic, points, needed }) => ({ topic, most: points, near: needed })) };
  return {
    bounds: null,
    verdicts: named.map(({ topic, points, needed, brief }) => ({
      topic,
      match: false,
      near: false,
      score: points,
      threshold: needed,
      judgedAs: brief === 1 ? 'brief' : 'article',
      contributions: [],
      bare: true,
    })),
  };
}

function topicNumber(db: Database, id: string): number {
  const known = db.get('SELECT num FROM topics WHERE id = ?', id);
  return known === undefined ? db.run('INSERT INTO topics (id) VALUES (?)', id).id : Number(known['num']);
}

const topicName = (db: Database, num: number): string =>
  String(db.get('SELECT id FROM topics WHERE num = ?', num)?.['id'] ?? '');
