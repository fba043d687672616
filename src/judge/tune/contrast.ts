/** In how many marked texts something stands. */
export interface Counts {
  readonly right: number;
  readonly wrong: number;
}

/** Of the texts named those among some, by their marks. */
export function countsOf(
  texts: Iterable<number>,
  among: ReadonlySet<number>,
  marks: readonly { readonly right: boolean }[],
): Counts {
  let right = 0;
  let wrong = 0;
  for (const index of texts) {
    if (!among.has(index)) continue;
    if (marks[index]?.right === true) right++;
    else wrong++;
  }
  return { right, wrong };
}

/**
 * How surely something tells right from wrong texts: the log-likelihood ratio G² of its counts against the numbers of
 * texts (T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993). Positive where it stands more
 * often in right ones, negative in wrong ones. By chance alone 6.6 is passed once in 100 words, 10.8 once in 1000.
 */
export function contrast({ right, wrong }: Counts, all: Counts): number {
  const total = all.right + all.wrong;
  const share = (right + wrong) / total;
  const g2 =
    2 *
    (cell(right, all.right * share) +
      cell(wrong, all.wrong * share) +
      cell(all.right - right, all.right * (1 - share)) +
      cell(all.wrong - wrong, all.wrong * (1 - share)));
  return right * all.wrong >= wrong * all.right ? g2 : -g2;
}

const cell = (observed: number, expected: number): number =>
  observed === 0 ? 0 : observed * Math.log(observed / expected);
