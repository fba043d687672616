import { DatabaseSync } from 'node:sqlite';
import type { Sample } from './samples.ts';

export interface Criterion {
  readonly what: string;
  readonly figure: string;
  readonly holds: boolean;
}

const MOST_GROWTH = 1.05;
const MOST_BYTES = 300;
/** In ms. */
const HEALTH_WITHIN = 1_000;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The run in four parts of equal length. */
export function quarters(samples: readonly Sample[]): readonly (readonly Sample[])[] {
  return [0, 1, 2, 3].map((part) =>
    samples.slice(Math.floor((part * samples.length) / 4), Math.floor(((part + 1) * samples.length) / 4)),
  );
}

/** What the issue asks of a soak. */
export function criteria(samples: readonly Sample[], database: string): Criterion[] {
  const flat = (
    what: string,
    key: 'rss' | 'descriptors' | 'handles',
    of: (sample: Sample) => boolean = () => true,
  ): Criterion => {
    const [, second = [], , last = []] = quarters(samples.filter(of));
    const [before, after] = [second, last].map((part) => median(part.map((sample) => sample[key]))) as [number, number];
    const ratio = after / before;
    return {
      what: `${what}, last quarter over second`,
      figure: `${after.toFixed(0)} / ${before.toFixed(0)} = ${ratio.toFixed(3)} (median)`,
      holds: ratio <= MOST_GROWTH,
    };
  };
  const { items, bytes } = growth(database);
  const slowest = Math.max(...samples.map(({ health }) => health));
  return [
    flat('memory in MB', 'rss'),
    // In between most of these are exchanges under way, whose number goes up and down with the load.
    flat('open files and sockets at rest', 'descriptors', ({ resting }) => resting),
    flat('active handles at rest', 'handles', ({ resting }) => resting),
    {
      what: `database, an item that was no match (${items} items)`,
      figure: `${(bytes / items).toFixed(0)} bytes`,
      holds: bytes / items < MOST_BYTES,
    },
    { what: '/healthz, the slowest answer', figure: `${slowest.toFixed(0)} ms`, holds: slowest < HEALTH_WITHIN },
  ];
}

/** Pages of everything that items make, and what is kept beside those that did not match, by their number. */
function growth(file: string): { items: number; bytes: number } {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const bytes = db
    .prepare(
      `SELECT sum(pgsize) AS n FROM dbstat WHERE aggregate = TRUE AND
         name IN (SELECT name FROM sqlite_master WHERE tbl_name IN ('items', 'urls'))`,
    )
    .get()?.['n'];
  const beside = db
    .prepare(
      `SELECT sum(length(coalesce(verdicts, '')) + length(coalesce(bounds, ''))) AS n FROM details
         JOIN items ON items.id = item WHERE state NOT IN ('matched', 'waiting')`,
    )
    .get()?.['n'];
  const items = db.prepare(`SELECT count(*) AS n FROM items`).get()?.['n'];
  db.close();
  return { items: Number(items), bytes: Number(bytes) + Number(beside) };
}
