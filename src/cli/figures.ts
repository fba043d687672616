import type { Figures } from '../judge/measure/figures.ts';
import type { Intervals } from '../judge/measure/intervals.ts';
import type { Interval } from '../judge/measure/bootstrap.ts';
import { paint, printLine, type Io } from './io.ts';
import { table } from './table.ts';

/** Five characters: `0.881`; a dash where there is none. */
export const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

/** A table of figures, one line a name; with `intervals` of the same names, these stand beside the shares. */
export function printFigures(
  io: Io,
  figures: Readonly<Record<string, Figures>>,
  intervals: Readonly<Record<string, Intervals>> = {},
): void {
  const rows = Object.entries(figures).map(([name, { precision, recall, f1, right, falseAlarms, missed }]) => {
    const own = intervals[name];
    const shares = [
      withInterval(precision, own?.precision),
      withInterval(recall, own?.recall),
      withInterval(f1, own?.f1),
    ];
    return [name, ...shares, String(right), String(falseAlarms), String(missed)];
  });
  const lines = table(['', 'precision', 'recall', 'F1', 'right', 'false', 'missed'], rows, [], 1);
  // In columns of their own they would stand apart from their shares, and colour within a cell would count as its width.
  const dim = (interval: string): string => paint(io, 'dim', interval);
  for (const line of lines) printLine(io, line.replaceAll(INTERVAL, dim));
}

const withInterval = (value: number | null, interval: Interval | null | undefined): string =>
  interval === undefined ? share(value) : `${share(value)} ${interval === null ? NONE : shown(interval)}`;

const shown = ([low, high]: Interval): string => `${low.toFixed(2)}–${high.toFixed(2)}`;
const INTERVAL = /(?<=\d )\d\.\d\d–\d\.\d\d/g;
/** As wide as an interval, so that the shares stay below each other. */
const NONE = '–'.padStart(9);
