/** How often matches agree with labels. */
export interface Counts {
  /** Matches that are labelled so. */
  readonly right: number;
  readonly falseAlarms: number;
  readonly missed: number;
}

/** Shares between 0 and 1; null where there is nothing to divide by. */
export interface Ratios {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** How well matches agree with labels. */
export interface Figures extends Counts, Ratios {
  readonly documents: number;
}

/** What was said of a document, and what the rules say. */
export interface Outcome {
  readonly label: boolean;
  readonly match: boolean;
}

/** What was said of a document, and what two sets of rules say. */
export interface Pair {
  readonly label: boolean;
  readonly now: boolean;
  readonly other: boolean;
}

export function counted(judged: readonly Outcome[]): Figures {
  const count = (label: boolean, match: boolean): number =>
    judged.filter((one) => one.label === label && one.match === match).length;
  return figuresOf(judged.length, {
    right: count(true, true),
    falseAlarms: count(false, true),
    missed: count(true, false),
  });
}

export const figuresOf = (documents: number, counts: Counts): Figures => ({
  documents,
  ...counts,
  ...ratiosOf(counts),
});

export const ratiosOf = ({ right, falseAlarms, missed }: Counts): Ratios => ({
  precision: ratio(right, right + falseAlarms),
  recall: ratio(right, right + missed),
  f1: ratio(2 * right, 2 * right + falseAlarms + missed),
});

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
