import { bootstrap, type Interval } from './bootstrap.ts';
import { ratiosOf, type Outcome, type Pair, type Ratios } from './figures.ts';

/** How far off figures may be, at 95 %; null where {@link bootstrap} cannot tell. */
export type Intervals = { readonly [Name in keyof Ratios]: Interval | null };

export const intervalsOf = (judged: readonly Outcome[]): Intervals =>
  bootstrap(cellsOf(judged.map(({ label, match }) => ({ label, now: match, other: match }))), (cells) =>
    ratiosIn(cells, 'now'),
  );

/** How much better the other set of rules does than the present one. */
export interface Change {
  /** F1 of the other less F1 of the present one; null if either is not defined. */
  readonly by: number | null;
  readonly interval: Interval | null;
}

/** Both sets are tried on the same drawn documents, which tells more than an interval of each. */
export function changeOfF1(pairs: readonly Pair[]): Change {
  const change = (cells: readonly number[]): { by: number | null } => {
    const [now, other] = [ratiosIn(cells, 'now').f1, ratiosIn(cells, 'other').f1];
    return { by: now === null || other === null ? null : other - now };
  };
  const cells = cellsOf(pairs);
  return { by: change(cells).by, interval: bootstrap(cells, change).by };
}

const EITHER = [false, true] as const;
/** Whatever can be said of a document and of its two judgements. */
const CELLS: readonly Pair[] = EITHER.flatMap((label) =>
  EITHER.flatMap((now) => EITHER.map((other) => ({ label, now, other }))),
);

const cellsOf = (pairs: readonly Pair[]): number[] =>
  CELLS.map(
    (cell) =>
      pairs.filter((one) => one.label === cell.label && one.now === cell.now && one.other === cell.other).length,
  );

function ratiosIn(cells: readonly number[], side: 'now' | 'other'): Ratios {
  const sum = (label: boolean, match: boolean): number =>
    CELLS.reduce(
      (total, cell, index) => total + (cell.label === label && cell[side] === match ? (cells[index] ?? 0) : 0),
      0,
    );
  return ratiosOf({ right: sum(true, true), falseAlarms: sum(false, true), missed: sum(true, false) });
}
