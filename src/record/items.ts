import { createHash } from 'node:crypto';
import type { Basis } from '../model/article.ts';
import type { FeedText } from '../model/jobs.ts';
import type { Verdict } from '../model/topic.ts';
import type { Database, Row } from './open.ts';
import { briefIn, packBrief } from './brief.ts';
import { endDetails, type WhatWasFound } from './details.ts';
import { packJson, unpackWords, type Words } from './pack.ts';
import { openPruning, type Pruning } from './pruning.ts';
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
export interface ItemEnd extends WhatWasFound {
  readonly state: ItemStatus;
  readonly at: number;
  readonly dueAt?: number | null;
  readonly tries?: number;
  readonly problemCode?: string | null;
  readonly problem?: string | null;
  readonly fetchedAt?: number | null;
  readonly basis?: Basis | null;
  readonly duplicateOf?: number | null;
  readonly publishedAt?: number | null;
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
  /** What every topic thought of the item's text; empty where none was judged, or its words are no longer kept. */
  verdicts(id: number): readonly Verdict[];
  /** The article known under one of these url keys (the original of a duplicate), given-up ones excepted: they get another chance. */
  knownAs(urlKeys: readonly string[]): number | undefined;
  /** Notes the keys under which the item's article is known; a key that another article holds stays with it. */
  claim(urlKeys: readonly string[], id: number): void;
  /** Hosts with items to try before `before`. */
  waitingHosts(before: number): string[];
  /** The host's next items to try, due before `before`, except those named. */
  nextOf(host: string, before: number, limit: number, except: ReadonlySet<number>): ItemState[];
  /** No item of this host is tried before `until`, also none that comes up meanwhile. */
  holdHost(host: string, until: number, now: number): void;
  /** When the next waiting item is due, and how many wait. */
  pending(): { count: number; nextDueAt: number | null };
  /** Drops what is older than the configuration keeps, portion by portion. */
  readonly pruning: Pruning;
}

/** 8 bytes of SHA-256: a name for a url key that is short enough to keep for every article ever seen. */
const urlHash = (key: string): Uint8Array => createHash('sha256').update(key).digest().subarray(0, 8);

/** The public name of an item: 16 hex digits over its feed and its identity within it. */
export const itemUid = (feedId: string, key: string): string =>
  createHash('sha256').update(`${feedId}\n${key}`).digest('hex').slice(0, 16);

const bytes = (uid: string): Uint8Array => Buffer.from(uid, 'hex');

const ITEM = `SELECT items.*, feed_text, feeds.id AS feed_id, feeds.url AS feed_url FROM items
  JOIN feeds ON feeds.num = items.feed LEFT JOIN details ON details.item = items.id`;

export function itemRecord(db: Database): ItemRecord {
  return {
    known(uids) {
      const found = uids.filter((uid) => db.get('SELECT 1 FROM items WHERE uid = ?', bytes(uid)) !== undefined);
      return new Set(found);
    },
    insert: (item) => insertItem(db, item),
    get: (id) => itemState(db.get(`${ITEM} WHERE items.id = ?`, id)),
    byUid: (uid) => (/^[0-9a-f]{16}$/.test(uid) ? itemState(db.get(`${ITEM} WHERE uid = ?`, bytes(uid))) : undefined),
    end: (id, end) => db.transaction(() => endItem(db, id, end)),

    readAgain(id, at, host, quiet) {
      db.run(
        'UPDATE items SET due_at = ?, host = ?, tries = 0, quiet = ? WHERE id = ? AND ruled_out = 1',
        at,
        host,
        quiet ? 1 : 0,
        id,
      );
    },
    words(id) {
      const kept = db.get('SELECT kept FROM details WHERE item = ?', id)?.['kept'];
      return kept instanceof Uint8Array ? unpackWords(kept) : undefined;
    },
    verdicts(id) {
      const verdicts = db.get('SELECT verdicts FROM details WHERE item = ?', id)?.['verdicts'];
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
    holdHost(host, until, now) {
      db.run('DELETE FROM held_hosts WHERE held_until <= ?', now);
      db.run(
        `INSERT INTO held_hosts (host, held_until) VALUES (?, ?)
         ON CONFLICT (host) DO UPDATE SET held_until = max(held_until, excluded.held_until)`,
        host,
        until,
      );
      db.run('UPDATE items SET due_at = ? WHERE host = ? AND due_at IS NOT NULL AND due_at < ?', until, host, until);
    },
    pending() {
      const row = db.get(`SELECT count(*) AS n, min(due_at) AS next FROM items WHERE due_at IS NOT NULL`);
      return { count: Number(row?.['n'] ?? 0), nextDueAt: row?.['next'] == null ? null : Number(row['next']) };
    },
    pruning: openPruning(db),
  };
}

function insertItem(db: Database, item: NewItem): number {
  const waiting = item.state === 'waiting';
  const feed = db.get('SELECT num, url FROM feeds WHERE id = ?', item.feedId);
  const brief = packBrief(item, String(feed?.['url'] ?? ''));
  const { id } = db.run(
    `INSERT INTO items (uid, feed, url, title, brief, published_at, seen_at, state, quiet, host, due_at, duplicate_of, done_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    bytes(item.uid),
    feed?.['num'] ?? null,
    brief === null ? item.url : null,
    brief === null ? item.title : '',
    brief,
    item.publishedAt,
    item.seenAt,
    item.state,
    item.quiet ? 1 : 0,
    waiting ? item.host : null,
    waiting ? Math.max(item.seenAt, heldUntil(db, item.host)) : null,
    item.duplicateOf,
    waiting ? null : item.seenAt,
  );
  if (waiting && item.feedText !== null)
    db.run('INSERT INTO details (item, feed_text) VALUES (?, ?)', id, packJson(item.feedText));
  return id;
}

function heldUntil(db: Database, host: string): number {
  const held = db.get('SELECT held_until FROM held_hosts WHERE host = ?', host);
  return Number(held?.['held_until'] ?? 0);
}

function endItem(db: Database, id: number, end: ItemEnd): void {
  db.run(
    `UPDATE items SET state = ?, due_at = ?, host = CASE WHEN ?2 IS NULL THEN NULL ELSE host END,
       done_at = coalesce(done_at, CASE WHEN ?1 = 'waiting' THEN NULL ELSE ?3 END),
       tries = coalesce(?4, tries), problem_code = ?5, problem = ?6, fetched_at = coalesce(?7, fetched_at),
       basis = coalesce(?8, basis), duplicate_of = coalesce(?9, duplicate_of), published_at = coalesce(?10, published_at),
       near = CASE WHEN ?1 <> 'rejected' THEN 0 ELSE coalesce(?11, near) END,
       ruled_out = coalesce(?12, ruled_out), scores = CASE WHEN ?12 IS NULL THEN scores END
     WHERE id = ?13`,
    end.state,
    end.dueAt ?? null,
    end.at,
    end.tries ?? null,
    end.problemCode ?? null,
    end.problem ?? null,
    end.fetchedAt ?? null,
    end.basis ?? null,
    end.duplicateOf ?? null,
    end.publishedAt ?? null,
    end.verdicts === undefined ? null : Number(end.verdicts.some((verdict) => verdict.near)),
    end.verdicts === undefined ? (end.ruledOut === undefined ? null : 1) : 0,
    id,
  );
  endDetails(db, id, end);
}

function itemState(row: Row | undefined): ItemState | undefined {
  if (row === undefined) return undefined;
  return {
    id: Number(row['id']),
    uid: Buffer.from(row['uid'] as Uint8Array).toString('hex'),
    feedId: String(row['feed_id']),
    ...briefIn(row),
    publishedAt: numberOrNull(row['published_at']),
    seenAt: Number(row['seen_at']),
    state: row['state'] as ItemStatus,
    quiet: row['quiet'] === 1,
    host: (row['host'] as string | null) ?? '',
    dueAt: numberOrNull(row['due_at']),
    tries: Number(row['tries']),
    feedText: row['feed_text'] == null ? null : (JSON.parse(String(row['feed_text'])) as FeedText),
    basis: row['basis'] as Basis | null,
    ruledOut: row['ruled_out'] === 1,
  };
}
