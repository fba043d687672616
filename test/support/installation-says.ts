import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Summary } from '../../src/coordinator/run-once.ts';
import type { Installation } from './daemon.ts';

/** What an installation answers to the commands that end-to-end tests ask it with, and its record in their hands. */

export async function runOnce(place: Installation, code = 0): Promise<Summary> {
  const ended = await place.run('run', '--once', '--json');
  assert.equal(ended.code, code, ended.stderr);
  return JSON.parse(ended.stdout) as Summary;
}

export interface Known {
  readonly title: string;
  readonly state: string;
  readonly basis: string | null;
  readonly problem: string | null;
  readonly nextTryAt: string | null;
  readonly match: { readonly corpusFile: string | null } | null;
}

/** What `newswatch why` says of an address. */
export async function why(place: Installation, url: string): Promise<Known> {
  const { stdout } = await place.run('why', url, '--json');
  const [item] = (JSON.parse(stdout) as { items: Known[] }).items;
  assert.ok(item, `nothing is known of ${url}`);
  return item;
}

export function inRecord<Result>(place: Installation, work: (db: DatabaseSync) => Result): Result {
  const db = new DatabaseSync(join(place.folder, 'data', 'newswatch.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Every retry that waits is due now. */
export const passTime = (place: Installation, table: 'alerts' | 'items'): void =>
  inRecord(place, (db) => db.exec(`UPDATE ${table} SET due_at = 1 WHERE due_at IS NOT NULL`));
