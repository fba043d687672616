/**
 * The measure of the public article-extraction benchmark (Scrapinghub), as ../shared/data/README.md defines it: multisets of
 * four-word runs of the predicted and the true text.
 */
export interface PageScore {
  readonly precision: number;
  readonly recall: number;
  readonly exact: boolean;
}

const RUN = 4;

/** What Python's `\w+` matches. */
const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

export function scorePage(predicted: string, truth: string): PageScore {
  const [ours, theirs] = [tokensOf(predicted), tokensOf(truth)];
  const [found, wanted] = [runsOf(ours), runsOf(theirs)];
  let [hits, extra, missing] = [0, 0, 0];
  for (const run of new Set([...found.keys(), ...wanted.keys()])) {
    const [has, wants] = [found.get(run) ?? 0, wanted.get(run) ?? 0];
    hits += Math.min(has, wants);
    extra += Math.max(0, has - wants);
    missing += Math.max(0, wants - has);
  }
  const exact = ours.join(' ') === theirs.join(' ');
  if (hits + extra + missing === 0) return { precision: 1, recall: 1, exact };
  if (hits === 0) return { precision: 0, recall: 0, exact };
  return { precision: hits / (hits + extra), recall: hits / (hits + missing), exact };
}

function runsOf(tokens: readonly string[]): Map<string, number> {
  const runs = new Map<string, number>();
  const last = Math.max(tokens.length - RUN, tokens.length > 0 ? 0 : -1);
  for (let at = 0; at <= last; at++) {
    const run = tokens.slice(at, at + RUN).join(' ');
    runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  return runs;
}

/** Means over pages; F1 of the means. */
export function summarize(scores: readonly PageScore[]): { F1: number; P: number; R: number; exact: number } {
  const mean = (of: (score: PageScore) => number): number =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  const [P, R] = [mean(({ precision }) => precision), mean(({ recall }) => recall)];
  return { F1: (2 * P * R) / (P + R), P, R, exact: mean(({ exact }) => Number(exact)) };
}
