import { createHash } from 'node:crypto';
import type { Basis } from '../model/article.ts';
import type { FeedText } from '../model/jobs.ts';
import type { TopicBound, Verdict } from '../model/topic.ts';
import type { Database, Row } from './open.ts';
import { packJson, packWords, unpackUids, unpackWords, type Words } from './pack.ts';
import { numberOrNull } from './values.ts';

export type ItemStatus = 'waiting' | 'matched' | 'rejected' | 'duplicate' | 'stale' | 'given-up';

/** An item as the coordinator sees it. `dueAt` is null once nothing is left to try. */
export interface ItemState {
  readonly id: number;
  readonly uid: string;
  readonly feedId: string;
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: number | null;
  readonly seenAt: number;
  readonly state: ItemStatus;
  readonly quiet: boolean;
  readonly host: string;
  readonly dueAt: number | null;
  readonly tries: number;
  readonly feedText: FeedText | null;
  readonly basis: Basis | null;
  /** Its page was not read: its words ruled out that any topic matches. */
  readonly ruledOut: boolean;
}

export interface NewItem {
  readonly uid: string;
  readonly feedId: string;
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: number | null;
  readonly seenAt: number;
  readonly state: 'waiting' | 'stale' | 'duplicate';
  readonly quiet: boolean;
  readonly host: string;
  readonly feedText: FeedText | null;
  readonly duplicateOf: number | null;
}

/** How an item's way ended, or goes on: a null `dueAt` ends it. */
export interface ItemEnd {
  readonly state: ItemStatus;
  readonly at: number;
  readonly dueAt?: number | null;
  readonly tries?: number;
  readonly problemCode?: string | null;
  readonly problem?: string | null;
  readonly fetchedAt?: number | null;
  readonly basis?: Basis | null;
  readonly duplicateOf?: number | null;
  readonly verdicts?: readonly Verdict[];
  readonly kept?: { readonly title: string; readonly text: string } | null;
  readonly publishedAt?: number | null;
  /** Why the page was not read, and what is left of it (null where nothing is kept). Verdicts take its place. */
  readonly ruledOut?: { readonly bounds: readonly TopicBound[]; readonly page: Uint8Array | null };
}

export interface ItemRecord {
  /** Which of these uids are known. */
  known(uids: readonly string[]): Set<string>;
  insert(item: NewItem): number;
  get(id: number): ItemState | undefined;
  byUid(uid: string): ItemState | undefined;
  end(id: number, end: ItemEnd): void;
  /** Has the page of an item that was ruled out fetched again; `quiet`: it then raises no alert. */
  readAgain(id: number, at: number, host: string, quiet: boolean): void;
  /** The kept words of a rejected item. */
  words(id: number): Words | undefined;
  /** What every topic thought of the item's text; empty where none was judged. */
  verdicts(id: number): readonly Verdict[];
  /** The article known under one of these url keys (the original of a duplicate), given-up ones excepted: they get another chance. */
  knownAs(urlKeys: readonly string[]): number | undefined;
  /** Notes the keys under which the item's article is known; a key that another article holds stays with it. */
  claim(urlKeys: readonly string[], id: number): void;
  /** Hosts with items to try before `before`. */
  waitingHosts(before: number): string[];
  /** The host's next items to try, due before `before`, except those named. */
  nextOf(host: string, before: number, limit: number, except: ReadonlySet<number>): ItemState[];
  /** No item of this host is tried before `until`. */
  holdHost(host: string, until: number): void;
  /** When the next waiting item is due, and how many wait. */
  pending(): { count: number; nextDueAt: number | null };
  /** Drops kept words and rejected rows that are older than the configuration keeps. Returns what was dropped. */
  prune(before: { keptText: number; rejected: number }): { texts: number; rows: number };
}

/** 8 bytes of SHA-256: a name for a url key that is short enough to keep for every article ever seen. */
const urlHash = (key: string): Uint8Array => createHash('sha256').update(key).digest().subarray(0, 8);

/** The public name of an item: 16 hex digits over its feed and its identity within it. */
export const itemUid = (feedId: string, key: string): string =>
  createHash('sha256').update(`${feedId}\n${key}`).digest('hex').slice(0, 16);

const bytes = (uid: string): Uint8Array => Buffer.from(uid, 'hex');

const ITEM = 'SELECT items.*, feeds.id AS feed_id FROM items JOIN feeds ON feeds.num = items.feed';

export function itemRecord(db: Database): ItemRecord {
  return {
    known(uids) {
      const found = uids.filter((uid) => db.get('SELECT 1 FROM items WHERE uid = ?', bytes(uid)) !== undefined);
      return new Set(found);
    },
    insert: (item) => insertItem(db, item),
    get: (id) => itemState(db.get(`${ITEM} WHERE items.id = ?`, id)),
    byUid: (uid) => (/^[0-9a-f]{16}$/.test(uid) ? itemState(db.get(`${ITEM} WHERE uid = ?`, bytes(uid))) : undefined),
    end: (id, end) => endItem(db, id, end),
    readAgain(id, at, host, quiet) {
      db.run(
        'UPDATE items SET due_at = ?, host = ?, tries = 0, quiet = ? WHERE id = ? AND bounds IS NOT NULL',
        at,
        host,
        quiet ? 1 : 0,
        id,
      );
    },
    words(id) {
      const kept = db.get('SELECT kept FROM items WHERE id = ?', id)?.['kept'];
      return kept instanceof Uint8Array ? unpackWords(kept) : undefined;
    },
    verdicts(id) {
      const verdicts = db.get('SELECT verdicts FROM items WHERE id = ?', id)?.['verdicts'];
      return verdicts == null ? [] : (JSON.parse(String(verdicts)) as Verdict[]);
    },
    knownAs(urlKeys) {
      for (const key of urlKeys) {
        const row = db.get(
          `SELECT coalesce(items.duplicate_of, items.id) AS item FROM urls JOIN items ON items.id = urls.item
           WHERE hash = ? AND items.state <> 'given-up'`,
          urlHash(key),
        );
        if (row !== undefined) return Number(row['item']);
      }
      return undefined;
    },
    claim(urlKeys, id) {
      for (const key of urlKeys) {
        db.run(
          `INSERT INTO urls (hash, item) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET item = excluded.item
           WHERE NOT EXISTS (SELECT 1 FROM items WHERE items.id = urls.item AND items.state <> 'given-up')`,
          urlHash(key),
          id,
        );
      }
    },
    waitingHosts: (before) =>
      db
        .all('SELECT DISTINCT host FROM items WHERE due_at IS NOT NULL AND due_at <= ?', before)
        .map((row) => String(row['host'])),
    nextOf: (host, before, limit, except) =>
      db
        .all(
          `${ITEM} WHERE host = ? AND items.due_at IS NOT NULL AND items.due_at <= ? ORDER BY items.due_at, items.id LIMIT ?`,
          host,
          before,
          limit + except.size,
        )
        .map((row) => itemState(row) as ItemState)
        .filter((item) => !except.has(item.id))
        .slice(0, limit),
    holdHost(host, until) {
      db.run('UPDATE items SET due_at = ? WHERE host = ? AND due_at IS NOT NULL AND due_at < ?', until, host, until);
    },
    pending() {
      const row = db.get(`SELECT count(*) AS n, min(due_at) AS next FROM items WHERE due_at IS NOT NULL`);
      return { count: Number(row?.['n'] ?? 0), nextDueAt: row?.['next'] == null ? null : Number(row['next']) };
    },
    prune: (before) => db.transaction(() => pruneItems(db, before)),
  };
}

function insertItem(db: Database, item: NewItem): number {
  const waiting = item.state === 'waiting';
  const { id } = db.run(
    `INSERT INTO items (uid, feed, url, title, published_at, seen_at, state, quiet, host, due_at, feed_text, duplicate_of, done_at)
     VALUES (?, (SELECT num FROM feeds WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    bytes(item.uid),
    item.feedId,
    item.url,
    item.title,
    item.publishedAt,
    item.seenAt,
    item.state,
    item.quiet ? 1 : 0,
    waiting ? item.host : null,
    waiting ? item.seenAt : null,
    waiting ? packJson(item.feedText) : null,
    item.duplicateOf,
    waiting ? null : item.seenAt,
  );
  return id;
}

function endItem(db: Database, id: number, end: ItemEnd): void {
  const dueAt = end.dueAt ?? null;
  db.run(
    `UPDATE items SET state = ?, due_at = ?, host = CASE WHEN ?2 IS NULL THEN NULL ELSE host END,
       feed_text = CASE WHEN ?2 IS NULL THEN NULL ELSE feed_text END,
       done_at = coalesce(done_at, CASE WHEN ?1 = 'waiting' THEN NULL ELSE ?3 END),
       tries = coalesce(?4, tries), problem_code = ?5, problem = ?6, fetched_at = coalesce(?7, fetched_at),
       basis = coalesce(?8, basis), duplicate_of = coalesce(?9, duplicate_of), verdicts = coalesce(?10, verdicts),
       kept = coalesce(?11, kept), published_at = coalesce(?12, published_at),
       near = CASE WHEN ?1 <> 'rejected' THEN 0 ELSE coalesce(?13, near) END,
       page = CASE WHEN ?10 IS NULL THEN coalesce(?15, page) END, bounds = CASE WHEN ?10 IS NULL THEN coalesce(?16, bounds) END
     WHERE id = ?14`,
    end.state,
    dueAt,
    end.at,
    end.tries ?? null,
    end.problemCode ?? null,
    end.problem ?? null,
    end.fetchedAt ?? null,
    end.basis ?? null,
    end.duplicateOf ?? null,
    end.verdicts === undefined ? null : packJson(end.verdicts),
    end.kept ? packWords(end.kept) : null,
    end.publishedAt ?? null,
    end.verdicts === undefined ? null : Number(end.verdicts.some((verdict) => verdict.near)),
    id,
    end.ruledOut?.page ?? null,
    packJson(end.ruledOut?.bounds),
  );
}

function pruneItems(db: Database, before: { keptText: number; rejected: number }): { texts: number; rows: number } {
  const texts = db.run('UPDATE items SET kept = NULL WHERE kept IS NOT NULL AND done_at < ?', before.keptText).changes;
  db.run('UPDATE items SET page = NULL WHERE page IS NOT NULL AND done_at < ?', before.keptText);
  const listed = new Set<string>();
  for (const row of db.all('SELECT listed FROM feeds WHERE listed IS NOT NULL')) {
    for (const uid of unpackUids(row['listed'] as Uint8Array)) listed.add(uid);
  }
  const old = db
    .all(
      `SELECT id, hex(uid) AS uid FROM items WHERE due_at IS NULL AND state IN ('rejected', 'stale', 'given-up', 'duplicate') AND done_at < ?`,
      before.rejected,
    )
    .filter((row) => !listed.has(String(row['uid']).toLowerCase()));
  if (old.length > 0) {
    // All at once: each of these goes through a whole table.
    const ids = JSON.stringify(old.map(({ id }) => id));
    db.run('UPDATE items SET duplicate_of = NULL WHERE duplicate_of IN (SELECT value FROM json_each(?))', ids);
    db.run('DELETE FROM urls WHERE item IN (SELECT value FROM json_each(?))', ids);
    db.run('DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))', ids);
  }
  return { texts, rows: old.length };
}

function itemState(row: Row | undefined): ItemState | undefined {
  if (row === undefined) return undefined;
  return {
    id: Number(row['id']),
    uid: Buffer.from(row['uid'] as Uint8Array).toString('hex'),
    feedId: String(row['feed_id']),
    url: row['url'] as string | null,
    title: String(row['title']),
    publishedAt: numberOrNull(row['published_at']),
    seenAt: Number(row['seen_at']),
    state: row['state'] as ItemStatus,
    quiet: row['quiet'] === 1,
    host: (row['host'] as string | null) ?? '',
    dueAt: numberOrNull(row['due_at']),
    tries: Number(row['tries']),
    feedText: row['feed_text'] == null ? null : (JSON.parse(String(row['feed_text'])) as FeedText),
    basis: row['basis'] as Basis | null,
    ruledOut: row['bounds'] != null,
  };
}
