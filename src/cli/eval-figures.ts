import type { Figures } from '../judge/figures.ts';
import { printLine, type Io } from './io.ts';

/** Seven characters wide: `  0.881`. */
const percent = (share: number | null): string => (share === null ? '–' : share.toFixed(3)).padStart(7);

/** A table of figures, one line a name. */
export function printFigures(io: Io, figures: Readonly<Record<string, Figures>>): void {
  printLine(io, `${''.padEnd(20)} precision  recall      F1   right  false  missed`);
  for (const [name, { precision, recall, f1, right, falseAlarms, missed }] of Object.entries(figures)) {
    const counts = `${String(right).padStart(5)}  ${String(falseAlarms).padStart(5)}  ${String(missed).padStart(6)}`;
    printLine(io, `${name.padEnd(20)} ${percent(precision)}  ${percent(recall)}  ${percent(f1)}   ${counts}`);
  }
}
