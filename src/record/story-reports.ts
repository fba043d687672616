import type { Database, Row } from './open.ts';
import { textOrNull } from './values.ts';

/** Who else tells a match's story: for the dashboard and the commands. */
export interface StoryView {
  /** The match that told it first; null for that one itself. */
  readonly first: Teller | null;
  /** Later copies, the earliest first; listed under the first match alone. */
  readonly copies: readonly Teller[];
  /** How many more copies there are. */
  readonly more: number;
}

/** One telling of a story: an article on a site. `matchedAt` is ISO 8601. */
export interface Teller {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly feedTitle: string;
  readonly matchedAt: string;
  readonly corpusFile: string | null;
}

const ALONE: StoryView = { first: null, copies: [], more: 0 };

/** By the public id of a match. */
export type StoryReports = (id: string) => StoryView;

/** `most` copies of a story are named. Two queries, however many matches are asked for. */
export function storyReports(db: Database, ids: readonly string[], most: number): StoryReports {
  const views = new Map<string, StoryView>();
  const asked = JSON.stringify(ids);
  for (const row of db.all(FIRSTS, asked)) views.set(String(row['asked']), { ...ALONE, first: teller(row) });
  for (const row of db.all(COPIES, asked, most)) {
    const id = String(row['asked']);
    const copies = [...(views.get(id)?.copies ?? []), teller(row)];
    views.set(id, { first: null, copies, more: Number(row['total']) - copies.length });
  }
  return (id) => views.get(id) ?? ALONE;
}

const TELLER = `lower(hex(items.uid)) AS uid, told.title, told.url, told.feed_title, told.matched_at, told.corpus_file`;
const ASKED = `SELECT matches.id, matches.duplicate_of, lower(hex(items.uid)) AS uid FROM json_each(?1)
  JOIN items ON items.uid = unhex(value) JOIN matches ON matches.item = items.id`;

const FIRSTS = `WITH asked AS (${ASKED})
  SELECT asked.uid AS asked, ${TELLER} FROM asked JOIN matches AS told ON told.id = asked.duplicate_of JOIN items ON items.id = told.item`;

const COPIES = `WITH asked AS (${ASKED}), copies AS (
    SELECT asked.uid AS asked, matches.id, row_number() OVER (PARTITION BY asked.id ORDER BY matches.id) AS place,
      count(*) OVER (PARTITION BY asked.id) AS total FROM asked JOIN matches ON matches.duplicate_of = asked.id)
  SELECT asked, total, ${TELLER} FROM copies JOIN matches AS told ON told.id = copies.id JOIN items ON items.id = told.item
  WHERE place <= ?2 ORDER BY told.id`;

const teller = (row: Row): Teller => ({
  id: String(row['uid']),
  title: String(row['title']),
  url: String(row['url']),
  feedTitle: String(row['feed_title']),
  matchedAt: new Date(Number(row['matched_at'])).toISOString(),
  corpusFile: textOrNull(row['corpus_file']),
});
