import type { Figures } from '../../judge/measure/figures.ts';
import { share } from '../figures.ts';
import { counted, paint, plain, printLine, type Io } from '../io.ts';
import { table } from '../table.ts';
import { inWords, MEANING } from './chance.ts';
import type { Comparison, Difference } from './comparison.ts';

/**
 * Figures of both sets side by side, McNemar's test in words, and every document that one of them judges right.
 * @param now figures of the present set, by group
 * @param names what the other set is called: its files
 */
export function printComparison(
  io: Io,
  now: Readonly<Record<string, Figures>>,
  comparison: Comparison,
  names: readonly string[],
): void {
  const { changes, gained, lost } = comparison;
  printLine(io);
  printLine(io, paint(io, 'bold', `now → with ${plain(names.join(', '))}`));
  for (const line of sideBySide(now, comparison)) printLine(io, line);
  printLine(io);
  for (const name of ['all', 'clear-cut']) {
    const change = changes[name];
    if (name in now && change !== undefined) printLine(io, `${name}: ${inWords(change)}`);
  }
  printLine(io, paint(io, 'dim', MEANING));
  printDifferences(io, 'gained', gained);
  printDifferences(io, 'lost', lost);
}

function sideBySide(now: Readonly<Record<string, Figures>>, { figures, changes }: Comparison): string[] {
  const rows = Object.entries(now).map(([name, before]) => {
    const after = figures[name];
    const { by = null, interval = null } = changes[name]?.f1 ?? {};
    return [
      name,
      ...(['precision', 'recall', 'f1'] as const).map(
        (key) => `${share(before[key])} → ${share(after?.[key] ?? null)}`,
      ),
      by === null ? '–' : signed(by),
      interval === null ? '–' : `${signed(interval[0])} to ${signed(interval[1])}`,
    ];
  });
  return table(['', 'precision', 'recall', 'F1', 'change of F1', '95 % interval'], rows, [], 1);
}

function signed(change: number): string {
  const size = Math.abs(change).toFixed(3);
  if (Number(size) === 0) return size;
  return `${change < 0 ? '−' : '+'}${size}`;
}

const NAMES = {
  gained: ['no longer a false alarm', 'no longer missed'],
  lost: ['new false alarm', 'newly missed'],
} as const;
const COLOUR = { gained: 'green', lost: 'red' } as const;
const MOST_REASONS = 8;

function printDifferences(io: Io, what: 'gained' | 'lost', list: readonly Difference[]): void {
  printLine(io);
  printLine(io, paint(io, 'bold', `${what}: ${list.length === 0 ? 'nothing' : counted(list.length, 'document')}`));
  for (const { id, title, label, borderline, explanation } of list) {
    const name = `${NAMES[what][label]}${borderline ? ' (borderline)' : ''}`;
    printLine(io);
    printLine(io, `${paint(io, COLOUR[what], name)} ${plain(id)}: ${plain(title)}`);
    printSide(io, 'now', explanation.now);
    printSide(io, 'other', explanation.other);
  }
}

/** A verdict, and the reasons that the other does not have. */
function printSide(io: Io, side: string, [summary = '', ...reasons]: readonly string[]): void {
  printLine(io, `  ${side.padEnd(5)}  ${plain(summary)}`);
  for (const reason of reasons.slice(0, MOST_REASONS)) printLine(io, `         ${plain(reason)}`);
  const untold = reasons.length - MOST_REASONS;
  if (untold > 0) printLine(io, paint(io, 'dim', `         ${counted(untold, 'further reason')}`));
}
