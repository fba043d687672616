import type { Pair } from './figures.ts';

/** How many documents the other set of rules judges right where the present one errs, and the other way round. */
export interface Uneven {
  readonly better: number;
  readonly worse: number;
  /** If neither set were better: how likely chance alone is to part them so unevenly, or more so. */
  readonly p: number;
}

/** McNemar's test (Psychometrika 12, 1947), exact and two-sided. Documents that both judge alike have no say in it. */
export function mcnemar(pairs: readonly Pair[]): Uneven {
  const better = pairs.filter(({ label, now, other }) => now !== label && other === label).length;
  const worse = pairs.filter(({ label, now, other }) => now === label && other !== label).length;
  return { better, worse, p: Math.min(1, 2 * chanceOf(Math.max(better, worse), Math.min(better, worse))) };
}

/**
 * Whether rules that judge some texts better and some worse are better at all: the chance that of so many fair coins at
 * most `worse` show tails. McNemar's test, exact and one-sided.
 */
export function chanceOf(better: number, worse: number): number {
  const coins = better + worse;
  // By logarithms: 2^-n is no number beyond a thousand coins.
  let logTerm = -coins * Math.LN2;
  let sum = 0;
  for (let tails = 0; tails <= worse; tails++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((coins - tails) / (tails + 1));
  }
  return Math.min(1, sum);
}
