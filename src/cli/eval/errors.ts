import { UsageError } from '../../errors.ts';
import { explainVerdict } from '../../judge/explain.ts';
import { counted, paint, plain, printLine, type Io } from '../io.ts';
import type { Judgement } from './judged.ts';

/** How many errors `--errors N|all` and `--no-errors` ask for; undefined where neither is given. @throws UsageError */
export function wantedErrors(given: string | false | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (given === false) return 0;
  if (given === 'all') return Infinity;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`--errors ${given} is no number of errors`, 'give a whole number, or all');
}

/** Each error with its explanation, at most so many. */
export function printErrors(io: Io, errors: readonly Judgement[], most: number): void {
  for (const { document, verdict } of errors.slice(0, most)) {
    const what = `${document.label ? 'missed' : 'false alarm'}${document.borderline ? ' (borderline)' : ''}`;
    printLine(io);
    printLine(
      io,
      `${paint(io, document.label ? 'yellow' : 'red', what)} ${plain(document.id)}: ${plain(document.title)}`,
    );
    const [summary = '', ...reasons] = explainVerdict(verdict);
    printLine(io, `  ${plain(summary)}`);
    for (const reason of reasons) printLine(io, `    ${plain(reason)}`);
  }
  if (errors.length <= most) return;
  const untold = errors.length - most;
  printLine(io);
  printLine(
    io,
    paint(io, 'dim', `${most === 0 ? counted(untold, 'error') : `${untold} more`}; --errors all explains every one`),
  );
}

export const errorJson = ({ document, verdict }: Judgement): object => ({
  id: document.id,
  title: document.title,
  label: document.label ? 1 : 0,
  borderline: document.borderline,
  verdict,
  explanation: explainVerdict(verdict),
});
