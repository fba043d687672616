import type { TopicBound, Verdict } from '../model/topic.ts';
import { judgementIn, packScores, type Cell, type JudgedRow } from './judgement.ts';
import type { Database, Row } from './open.ts';
import { packJson, packWords } from './pack.ts';

/** What an end has to say of the article: verdicts take the place of bounds. */
export interface WhatWasFound {
  readonly verdicts?: readonly Verdict[];
  readonly kept?: { readonly title: string; readonly text: string } | null;
  /** Why the page was not read, and what is left of it (null where nothing is kept). */
  readonly ruledOut?: { readonly bounds: readonly TopicBound[]; readonly page: Uint8Array | null };
}

/** What stands beside an item while it is of use (table `details`): what its feed said, the whole judgement, words. */
interface Details {
  readonly feedText: Cell;
  readonly verdicts: Cell;
  readonly bounds: Cell;
  readonly kept: Cell;
  readonly page: Cell;
}

const OF_ITEM = `SELECT state, near, done_at, due_at, ruled_out, scores, details.* FROM items
  LEFT JOIN details ON item = items.id WHERE items.id = ?`;

/** Notes what an end says and drops what it makes useless. The item's own row has that end already. */
export function endDetails(db: Database, id: number, end: WhatWasFound): void {
  const row = db.get(OF_ITEM, id);
  if (row === undefined) return;
  const judged = end.verdicts !== undefined;
  const details: Details = {
    feedText: row['due_at'] === null ? null : (row['feed_text'] ?? null),
    verdicts: judged ? packJson(end.verdicts) : (row['verdicts'] ?? null),
    bounds: judged ? null : (packJson(end.ruledOut?.bounds) ?? row['bounds'] ?? null),
    kept: end.kept ? packWords(end.kept) : (row['kept'] ?? null),
    page: judged ? null : (end.ruledOut?.page ?? row['page'] ?? null),
  };
  if (isOver(row) && details.kept === null && details.page === null)
    reduce(db, id, { ...row, verdicts: details.verdicts, bounds: details.bounds });
  else write(db, id, details, Number(row['done_at']));
}

/** Nothing is left to try, and it is neither a match nor a near miss, of which the reasons are kept. */
const isOver = (row: Row): boolean => row['due_at'] === null && row['state'] !== 'matched' && row['near'] === 0;

/** Drops the words of an item; of one that came close the reasons stay. */
export function dropWords(db: Database, id: number): void {
  const row = db.get(OF_ITEM, id);
  if (row === undefined) return;
  if (isOver(row)) reduce(db, id, row);
  else db.run('UPDATE details SET kept = NULL, page = NULL, since = NULL WHERE item = ?', id);
}

/** Leaves the scores. */
function reduce(db: Database, id: number, row: JudgedRow): void {
  const scores = packScores(db, judgementIn(db, row));
  if (scores !== row['scores']) db.run('UPDATE items SET scores = ? WHERE id = ?', scores, id);
  if (row['item'] !== null) db.run('DELETE FROM details WHERE item = ?', id);
}

function write(db: Database, id: number, { feedText, verdicts, bounds, kept, page }: Details, doneAt: number): void {
  db.run(
    `INSERT OR REPLACE INTO details (item, feed_text, verdicts, bounds, kept, page, since) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    feedText,
    verdicts,
    bounds,
    kept,
    page,
    kept === null && page === null ? null : doneAt,
  );
}
