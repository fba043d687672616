import type { Database } from './open.ts';

export interface Totals {
  readonly items: Readonly<{ [state: string]: number }>;
  readonly waiting: number;
  /** Rejected items whose pages did not have to be read: their words ruled out that any topic matches. */
  readonly ruledOut: number;
  readonly matches: number;
  readonly alerts: Readonly<{ [state: string]: number }>;
  readonly corpusFiles: number;
  readonly lastMatchAt: number | null;
}

/** Its inner part is answered from an index alone. */
const BY_STATE = `SELECT state, n FROM (SELECT kind AS of_kind, min(id) AS one, count(*) AS n FROM items INDEXED BY items_feed GROUP BY kind)
  JOIN items ON items.id = one`;

export function totals(db: Database): Totals {
  const counts = (sql: string): { [state: string]: number } =>
    Object.fromEntries(db.all(sql).map((row) => [String(row['state']), Number(row['n'])]));
  const matches = db.get('SELECT count(*) AS n, count(corpus_number) AS files, max(matched_at) AS last FROM matches');
  return {
    items: counts(BY_STATE),
    ruledOut: Number(db.get('SELECT count(*) AS n FROM items WHERE ruled_out = 1')?.['n'] ?? 0),
    waiting: Number(db.get('SELECT count(*) AS n FROM items WHERE due_at IS NOT NULL')?.['n'] ?? 0),
    matches: Number(matches?.['n'] ?? 0),
    alerts: counts('SELECT state, count(*) AS n FROM alerts GROUP BY state'),
    corpusFiles: Number(matches?.['files'] ?? 0),
    lastMatchAt: matches?.['last'] == null ? null : Number(matches['last']),
  };
}
