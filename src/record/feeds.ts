import type { FeedHints, FeedState } from '../model/feed.ts';
import type { Database, Row } from './open.ts';
import { packUids, unpackUids } from './pack.ts';

/** What we learnt about feeds. */
export interface FeedRecord {
  /** The state of a feed, created (due at once) if it is new. */
  ensure(feedId: string, url: string, now: number): FeedState;
  get(feedId: string): FeedState | undefined;
  /** Writes what an outcome taught; untouched keys keep their values. */
  update(feedId: string, patch: Partial<Omit<FeedState, 'feedId' | 'url'>>): void;
  /** Remembers which items the body that was read last listed. */
  setListed(feedId: string, uids: readonly string[]): void;
  listed(feedId: string): Set<string>;
  /** Feeds that are polled well at this address, or whose last body is this one, or that are taken for the same as this one. */
  alike(feed: Pick<FeedState, 'feedId' | 'url' | 'movedTo' | 'bodyHash'>): FeedState[];
  /** Ids of the feeds that are taken for the same as this one. */
  twinsOf(feedId: string): string[];
}

const COLUMNS = {
  movedTo: 'moved_to',
  title: 'title',
  etag: 'etag',
  lastModified: 'last_modified',
  bodyHash: 'body_hash',
  dueAt: 'due_at',
  polledAt: 'polled_at',
  succeededAt: 'succeeded_at',
  newItemAt: 'new_item_at',
  failures: 'failures',
  failingSince: 'failing_since',
  problem: 'problem',
  refusedUntil: 'refused_until',
  goneAt: 'gone_at',
  hints: 'hints',
  fullAt: 'full_at',
  gapAt: 'gap_at',
  freshUntil: 'fresh_until',
  sameAs: 'same_as',
} as const;

export function feedRecord(db: Database): FeedRecord {
  const get = (feedId: string): FeedState | undefined => {
    const row = db.get('SELECT * FROM feeds WHERE id = ?', feedId);
    return row === undefined ? undefined : feedState(row);
  };
  return {
    get,
    ensure(feedId, url, now) {
      db.run('INSERT OR IGNORE INTO feeds (id, url, due_at) VALUES (?, ?, ?)', feedId, url, now);
      return get(feedId) as FeedState;
    },
    update(feedId, patch) {
      const keys = Object.keys(patch) as (keyof typeof COLUMNS)[];
      if (keys.length === 0) return;
      const sets = keys.map((key) => `${COLUMNS[key]} = ?`).join(', ');
      const values = keys.map((key) => (key === 'hints' ? hintsJson(patch.hints) : (patch[key] ?? null)));
      db.run(`UPDATE feeds SET ${sets} WHERE id = ?`, ...values, feedId);
    },
    setListed(feedId, uids) {
      db.run('UPDATE feeds SET listed = ? WHERE id = ?', packUids(uids), feedId);
    },
    listed(feedId) {
      const blob = db.get('SELECT listed FROM feeds WHERE id = ?', feedId)?.['listed'];
      return new Set(blob instanceof Uint8Array ? unpackUids(blob) : []);
    },
    alike: ({ feedId, url, movedTo, bodyHash }) =>
      db
        .all(
          'SELECT * FROM feeds WHERE succeeded_at IS NOT NULL AND (coalesce(moved_to, url) = ? OR body_hash = ? OR same_as = ?)',
          movedTo ?? url,
          bodyHash,
          feedId,
        )
        .map(feedState),
    twinsOf: (feedId) => db.all('SELECT id FROM feeds WHERE same_as = ?', feedId).map((row) => String(row['id'])),
  };
}

const hintsJson = (hints: FeedHints | null | undefined): string | null =>
  hints == null ? null : JSON.stringify(hints);

export function feedState(row: Row): FeedState {
  const state: Record<string, unknown> = { feedId: row['id'], url: row['url'] };
  for (const [key, column] of Object.entries(COLUMNS)) state[key] = row[column];
  state['hints'] = row['hints'] == null ? null : (JSON.parse(String(row['hints'])) as FeedHints);
  return state as unknown as FeedState;
}
