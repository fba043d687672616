import type { Database } from './open.ts';
import { dropWords } from './details.ts';

/**
 * Dropping what is not kept any longer, in portions of some milliseconds each: the caller lets everything else have its turn
 * in between. Each call is whole by itself, so that a crash leaves nothing half done.
 */
export interface Pruning {
  /**
   * The time by which to prune, for a clock that says `now`. It follows the clock, but at most by `step` ms ahead with each
   * call: one that is wrong by a year for an hour must not cost a year's rows.
   */
  believe(now: number, step: number): number;
  /** Drops kept words of items done before then. Returns how many; fewer than a portion when all are dropped. */
  words(before: number): number;
  /**
   * Drops rows of items done before then that did not match, are to be tried no more, and are listed by no feed: one
   * that is would be new again.
   * @param after where the portion before ended, 0 for the first
   * @returns `next` is null after the last portion
   */
  rows(before: number, after: number): { dropped: number; next: number | null };
  /** Drops addresses of which no item is left. `next` is null after the last portion. @param after null for the first */
  addresses(after: Uint8Array | null): { dropped: number; next: Uint8Array | null };
}

export const PORTION = 1_000;
const NO_HASH = new Uint8Array();

export function openPruning(db: Database): Pruning {
  return {
    believe: (now, step) => db.transaction(() => believe(db, now, step)),
    words: (before) =>
      db.transaction(() => {
        const old = db.all(
          'SELECT item FROM details WHERE since IS NOT NULL AND since < ? ORDER BY since LIMIT ?',
          before,
          PORTION,
        );
        for (const { item } of old) dropWords(db, Number(item));
        return old.length;
      }),
    rows: (before, after) => db.transaction(() => dropRows(db, before, after)),
    addresses: (after) => db.transaction(() => dropAddresses(db, after)),
  };
}

function believe(db: Database, now: number, step: number): number {
  const last = db.get(`SELECT value FROM meta WHERE key = 'pruned-by'`)?.['value'];
  const time = last === undefined ? now : Math.min(now, Number(last) + step);
  db.run(`INSERT OR REPLACE INTO meta (key, value) VALUES ('pruned-by', ?)`, String(time));
  return time;
}

/** Rows stand in the order in which they were seen; done is later. The last one stays, for its id would be given again. */
const OLD = `SELECT id, uid, seen_at, due_at IS NULL AND state <> 'matched' AND done_at < ?1 AS over FROM items
  WHERE id > ?2 AND id < (SELECT max(id) FROM items) ORDER BY id LIMIT ?3`;

function dropRows(db: Database, before: number, after: number): { dropped: number; next: number | null } {
  const rows = db.all(OLD, before, after, PORTION);
  const over = new Map(
    rows.filter((row) => row['over'] === 1).map((row) => [nameOf(row['uid'] as Uint8Array), row['id']]),
  );
  if (over.size > 0) for (const uid of listedUids(db)) over.delete(uid);
  for (const id of over.values()) {
    db.run('UPDATE items SET duplicate_of = NULL WHERE duplicate_of = ?', id as number);
    db.run('DELETE FROM items WHERE id = ?', id as number);
  }
  const done = rows.length < PORTION || rows.every((row) => Number(row['seen_at']) >= before);
  return { dropped: over.size, next: done ? null : Number(rows.at(-1)?.['id']) };
}

const UID_BYTES = 8;

/** Eight bytes as a key. */
const nameOf = (uid: Uint8Array): string => Buffer.from(uid).toString('latin1');

function* listedUids(db: Database): Generator<string> {
  for (const { listed } of db.all('SELECT listed FROM feeds WHERE listed IS NOT NULL')) {
    const uids = Buffer.from(listed as Uint8Array);
    for (let at = 0; at < uids.length; at += UID_BYTES) yield uids.toString('latin1', at, at + UID_BYTES);
  }
}

function dropAddresses(db: Database, after: Uint8Array | null): { dropped: number; next: Uint8Array | null } {
  const portion = db.all(
    `SELECT hash, EXISTS (SELECT 1 FROM items WHERE items.id = urls.item) AS known FROM urls WHERE hash > ? ORDER BY hash LIMIT ?`,
    after ?? NO_HASH,
    PORTION,
  );
  const orphans = portion.filter((row) => row['known'] === 0);
  for (const { hash } of orphans) db.run('DELETE FROM urls WHERE hash = ?', hash as Uint8Array);
  return {
    dropped: orphans.length,
    next: portion.length < PORTION ? null : (portion.at(-1)?.['hash'] as Uint8Array),
  };
}
