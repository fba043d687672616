import { explainVerdict } from '../judge/explain.ts';
import { unstarred } from '../model/marked.ts';
import type { Verdict } from '../model/topic.ts';
import { paint, plain, type Io } from './io.ts';

/** Wider lines are tiring to read; a terminal that says that it is narrower does not know. */
const [NARROWEST, WIDEST] = [40, 100];
/** "+12.5  " */
const POINTS = 7;
/** "+12.5 → +14  " */
const CHANGE = 13;

/**
 * A verdict in words for people at a terminal: wrapped there under the rule's name, in colour where it has any, what was
 * found in bold. Elsewhere one line a rule.
 */
export function verdictLines(io: Io, verdict: Verdict, indent: number): string[] {
  const [head = '', ...reasons] = explainVerdict(verdict).map(plain);
  const colour = verdict.match ? 'green' : 'yellow';
  return [paint(io, colour, wrapped(io, head, indent, 4)), ...reasons.map((line) => reason(io, line, indent + 2))];
}

/** One line of reasons ("+4  …") or of changes ("+4 → 0  …"): its points aligned, in green where they help, else in red. */
export function reason(io: Io, line: string, indent: number): string {
  const [, before = '0', after = before, words] = /^(\S+)(?: → (\S+))? {2}(.*)$/.exec(line) ?? [];
  if (words === undefined) return wrapped(io, line, indent, 0);
  const points = line.slice(0, line.length - words.length).trimEnd();
  const column = points === before ? POINTS : CHANGE;
  const hanging = wrapped(io, `${points.padEnd(column)}${words}`, indent, column);
  const helps = numberIn(after) > (points === before ? 0 : numberIn(before));
  return bold(io, hanging).replace(points, () => paint(io, helps ? 'green' : 'red', points));
}

const numberIn = (points: string): number => Number(points.replace('−', '-'));

/** Broken between words at the terminal's edge; the lines that follow stand further in. */
function wrapped(io: Io, text: string, indent: number, hanging: number): string {
  const width = io.stdout.isTTY ? Math.min(Math.max(io.stdout.columns, NARROWEST), WIDEST) : Infinity;
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of text.split(/(?<=\S) /)) {
    const wider = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (wider.length <= width || line.trim() === '') {
      line = wider;
      continue;
    }
    lines.push(line);
    line = `${' '.repeat(indent + hanging)}${word}`;
  }
  return [...lines, line].join('\n');
}

/** Bold instead of asterisks, where there is bold. */
const bold = (io: Io, text: string): string =>
  unstarred(text)
    .map((piece, index) => {
      if (index % 2 === 0) return piece;
      const painted = paint(io, 'bold', piece);
      return painted === piece ? `*${piece}*` : painted;
    })
    .join('');
