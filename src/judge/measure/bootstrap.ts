import { mulberry32 } from './random.ts';

/** From the low end to the high one. */
export type Interval = readonly [low: number, high: number];

const RESAMPLES = 2_000;
const OUTSIDE = 0.05;
/** Any number would do; the same one always, so that the same documents always get the same intervals. */
const SEED = 1;

/**
 * 95 % intervals by the percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): as
 * many documents as there are, drawn from them with replacement, over and over. Documents of one cell are alike to the
 * statistics, so that drawing a document is drawing its cell.
 * @param cells how many documents there are in each, at most 256 cells
 * @param statistics of so many documents in each cell; null where one is not defined, which leaves that draw out
 * @returns for each statistic its interval; null where all draws come to the same, as where no document is judged wrong:
 * the documents then hold nothing by which to tell how far off it may be
 */
export function bootstrap<Name extends string>(
  cells: readonly number[],
  statistics: (cells: readonly number[]) => Readonly<Record<Name, number | null>>,
): Record<Name, Interval | null> {
  const documents = Uint8Array.from(cells.flatMap((count, cell) => Array.from({ length: count }, () => cell)));
  const random = mulberry32(SEED);
  const draws = Array.from({ length: RESAMPLES }, () => statistics(resample(documents, cells.length, random)));
  const names = Object.keys(statistics(cells)) as Name[];
  return Object.fromEntries(names.map((name) => [name, middle(draws.map((draw) => draw[name]))])) as Record<
    Name,
    Interval | null
  >;
}

function resample(documents: Uint8Array, cells: number, random: () => number): number[] {
  const drawn = Array.from({ length: cells }, () => 0);
  for (let index = 0; index < documents.length; index++) {
    const cell = documents[Math.floor(random() * documents.length)] ?? 0;
    drawn[cell] = (drawn[cell] ?? 0) + 1;
  }
  return drawn;
}

function middle(values: readonly (number | null)[]): Interval | null {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).toSorted();
  const cut = Math.floor((sorted.length * OUTSIDE) / 2);
  const [low, high] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  return low === undefined || high === undefined || sorted[0] === sorted.at(-1) ? null : [low, high];
}
