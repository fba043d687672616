/** How well matches agree with labels. */
export interface Figures {
  readonly documents: number;
  /** Matches that are labelled so. */
  readonly right: number;
  readonly falseAlarms: number;
  readonly missed: number;
  /** Shares between 0 and 1; null where there is nothing to divide by. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** What was said of a document, and what the rules say. */
export interface Outcome {
  readonly label: boolean;
  readonly match: boolean;
}

export function counted(judged: readonly Outcome[]): Figures {
  const count = (label: boolean, match: boolean): number =>
    judged.filter((one) => one.label === label && one.match === match).length;
  const right = count(true, true);
  const falseAlarms = count(false, true);
  const missed = count(true, false);
  return {
    documents: judged.length,
    right,
    falseAlarms,
    missed,
    precision: ratio(right, right + falseAlarms),
    recall: ratio(right, right + missed),
    f1: ratio(2 * right, 2 * right + falseAlarms + missed),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
