import type { MatchedTerm } from '../model/alert.ts';
import type { Basis } from '../model/article.ts';
import type { Verdict } from '../model/topic.ts';
import { briefIn } from './brief.ts';
import type { Database, Row } from './open.ts';
import { unpackText, unpackWords, type Words } from './pack.ts';

/** What is kept of rejected items, and of matches, for `replay` to ask other rules about. */

export interface KeptItem extends Words {
  readonly uid: string;
  readonly itemId: number;
  readonly url: string | null;
  readonly feedId: string;
  readonly basis: Basis | null;
  readonly verdicts: readonly Verdict[];
}

export interface RuledOutItem {
  readonly uid: string;
  readonly itemId: number;
  readonly title: string;
  readonly url: string | null;
  readonly feedId: string;
  /** As judge/sight/stored-page.ts writes it. */
  readonly page: string;
}

export interface MatchedItem extends KeptItem {
  readonly topic: string;
  readonly topics: readonly { readonly id: string; readonly score: number }[];
  readonly score: number;
  readonly matched: readonly MatchedTerm[];
}

const KEPT = `SELECT items.id, hex(items.uid) AS uid, items.url, items.title, brief, feeds.url AS feed_url, feeds.id AS feed_id,
    items.basis, verdicts, kept FROM details JOIN items ON items.id = item JOIN feeds ON feeds.num = items.feed
  WHERE kept IS NOT NULL AND items.state = 'rejected' AND seen_at >= ? AND item > ? ORDER BY item LIMIT ?`;
const RULED_OUT = `SELECT items.id, hex(items.uid) AS uid, items.title, items.url, brief, feeds.url AS feed_url, feeds.id AS feed_id, page
  FROM details JOIN items ON items.id = item JOIN feeds ON feeds.num = items.feed
  WHERE page IS NOT NULL AND items.state = 'rejected' AND items.due_at IS NULL AND seen_at >= ? AND item > ? ORDER BY item LIMIT ?`;
const MATCHED = `SELECT items.id, hex(items.uid) AS uid, feeds.id AS feed_id, details.verdicts, matches.title, matches.text, matches.url,
    matches.basis, topic, topics, score, matched
  FROM items JOIN matches ON matches.item = items.id JOIN feeds ON feeds.num = items.feed LEFT JOIN details ON details.item = items.id
  WHERE matched_at >= ? AND items.id > ? ORDER BY items.id LIMIT ?`;
/** So that the words of two weeks are never in memory together. */
const KEPT_AT_ONCE = 100;

export const keptItems = (db: Database, since: number): Generator<KeptItem> => inPortions(db, KEPT, since, keptItem);

export const ruledOutItems = (db: Database, since: number): Generator<RuledOutItem> =>
  inPortions(db, RULED_OUT, since, ruledOutItem);

/** @param topic one of those that agreed; any where absent */
export function* matchedItems(db: Database, since: number, topic: string | undefined): Generator<MatchedItem> {
  for (const item of inPortions(db, MATCHED, since, matchedItem)) {
    if (topic === undefined || item.topics.some(({ id }) => id === topic)) yield item;
  }
}

function* inPortions<Item>(db: Database, sql: string, since: number, read: (row: Row) => Item): Generator<Item> {
  for (let after = 0, rows: Row[] = []; ; after = Number(rows.at(-1)?.['id'])) {
    rows = db.all(sql, since, after, KEPT_AT_ONCE);
    if (rows.length === 0) return;
    for (const row of rows) yield read(row);
  }
}

const ruledOutItem = (row: Row): RuledOutItem => ({
  uid: String(row['uid']).toLowerCase(),
  itemId: Number(row['id']),
  ...briefIn(row),
  feedId: String(row['feed_id']),
  page: unpackText(row['page'] as Uint8Array),
});

const keptItem = (row: Row): KeptItem => ({
  ...itemOf(row),
  url: briefIn(row).url,
  ...unpackWords(row['kept'] as Uint8Array),
});

const matchedItem = (row: Row): MatchedItem => ({
  title: String(row['title']),
  text: String(row['text']),
  ...itemOf(row),
  url: row['url'] as string | null,
  topic: String(row['topic']),
  topics: JSON.parse(String(row['topics'])) as MatchedItem['topics'],
  score: Number(row['score']),
  matched: JSON.parse(String(row['matched'])) as MatchedTerm[],
});

function itemOf(row: Row): Omit<KeptItem, keyof Words | 'url'> {
  return {
    uid: String(row['uid']).toLowerCase(),
    itemId: Number(row['id']),
    feedId: String(row['feed_id']),
    basis: row['basis'] as Basis | null,
    verdicts: row['verdicts'] == null ? [] : (JSON.parse(String(row['verdicts'])) as Verdict[]),
  };
}
