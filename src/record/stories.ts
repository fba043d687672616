import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from './open.ts';
import { numberOrNull, textOrNull } from './values.ts';

/** Which matches tell the same story: an index of keys (`decide/story.ts`), and what was decided with its help. */
export interface StoryRecord {
  /** Has a match found by these keys, besides those that it has. */
  index(match: number, keys: readonly number[]): void;
  /** The matches that share most keys, those first that few others share: candidates for being the same story. */
  likely(keys: readonly number[]): StoryMatch[];
  /** Makes a match a copy of another, unless it is one, or has copies itself. */
  join(match: number, first: number): void;
  /** The first file of a story that is older than the file of that number. */
  fileBefore(first: number, number: number): string | null;
  /**
   * Makes the index anew of all texts, if it is not of that form. It is gone on with next time where it was left.
   * @param onStart told before, of how many texts
   * @throws AbortError between two portions, if the signal fires
   */
  rebuild(
    form: string,
    keysOf: (text: string) => readonly number[],
    options?: { readonly onStart?: (texts: number) => void; readonly signal?: AbortSignal | undefined },
  ): Promise<void>;
}

export interface StoryMatch {
  readonly id: number;
  readonly text: string;
  /** The first match of the story that it repeats. */
  readonly duplicateOf: number | null;
}

/**
 * A key that more matches have is in what a site puts under every article, and says little. No more of them, the newest, are
 * looked at, and of the matches only those that share most: so a search costs the same however many there are.
 */
const MOST_OF_A_KEY = 32;
const CANDIDATES = 8;
/** Texts read at once while the index is made anew. */
const CHUNK = 200;

export function storyRecord(db: Database): StoryRecord {
  const index = (match: number, keys: readonly number[]): void => {
    for (const key of keys) db.run('INSERT OR IGNORE INTO story_keys (key, match) VALUES (?, ?)', key, match);
  };
  return {
    index,
    likely: (keys) => likely(db, keys),
    join(match, first) {
      db.run(
        `UPDATE matches SET duplicate_of = ?2 WHERE id = ?1 AND duplicate_of IS NULL AND ?1 <> ?2
           AND NOT EXISTS (SELECT 1 FROM matches WHERE duplicate_of = ?1)`,
        match,
        first,
      );
    },
    fileBefore(first, number) {
      const row = db.get(
        `SELECT corpus_file FROM matches WHERE (id = ?1 OR duplicate_of = ?1) AND corpus_number < ?2 ORDER BY corpus_number LIMIT 1`,
        first,
        number,
      );
      return textOrNull(row?.['corpus_file']);
    },
    async rebuild(form, keysOf, { onStart = () => {}, signal } = {}) {
      if (db.get(`SELECT 1 FROM meta WHERE key = 'story-keys' AND value = ?`, form) !== undefined) return;
      onStart(Number(db.get('SELECT count(*) AS n FROM matches')?.['n']));
      // In portions, so that a kill in the middle of many texts loses a moment's work, and a signal is heard between them.
      while (!db.transaction(() => rebuildSome(db, form, (id, text) => index(id, keysOf(text)))))
        await breathe(undefined, signal === undefined ? {} : { signal });
    },
  };
}

function likely(db: Database, keys: readonly number[]): StoryMatch[] {
  const weights = new Map<number, number>();
  for (const key of keys) {
    const rows = db.all('SELECT match FROM story_keys WHERE key = ? ORDER BY match DESC LIMIT ?', key, MOST_OF_A_KEY);
    for (const { match } of rows) weights.set(Number(match), (weights.get(Number(match)) ?? 0) + 1 / rows.length);
  }
  return [...weights]
    .sort(([idA, a], [idB, b]) => b - a || idA - idB)
    .slice(0, CANDIDATES)
    .flatMap(([id]) => db.all('SELECT id, text, duplicate_of FROM matches WHERE id = ?', id))
    .map((row) => ({
      id: Number(row['id']),
      text: String(row['text']),
      duplicateOf: numberOrNull(row['duplicate_of']),
    }));
}

/** True once nothing is left to do. */
function rebuildSome(db: Database, form: string, index: (id: number, text: string) => void): boolean {
  const underway = db.get(`SELECT value FROM meta WHERE key = 'story-keys-next'`)?.['value'];
  const [last, of] = underway === undefined ? [0, null] : (JSON.parse(String(underway)) as [number, string]);
  if (of !== form) {
    db.run(`DELETE FROM meta WHERE key = 'story-keys'`);
    db.run('DELETE FROM story_keys');
  }
  const after = of === form ? last : 0;
  const rows = db.all('SELECT id, text FROM matches WHERE id > ? ORDER BY id LIMIT ?', after, CHUNK);
  for (const row of rows) index(Number(row['id']), String(row['text']));
  const remember = (key: string, value: string): void =>
    void db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
  if (rows.length === CHUNK) {
    remember('story-keys-next', JSON.stringify([Number(rows.at(-1)?.['id']), form]));
    return false;
  }
  db.run(`DELETE FROM meta WHERE key = 'story-keys-next'`);
  remember('story-keys', form);
  return true;
}
