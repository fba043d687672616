/**
 * Whether rules that judge some texts better and some worse are better at all: the chance that of so many fair coins at
 * most `worse` show tails. McNemar's test (Psychometrika 12, 1947), exact and one-sided.
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
