import stringWidth from 'string-width';
import { plain } from './io.ts';

/**
 * Columns side by side. Text from outside is made safe, and cut to its column's limit; the last column may be long. What
 * counts is the width on a terminal: an ideograph takes two places, a combining mark none.
 * @param numbersFrom columns from this one on are numbers and set to the right
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  limits: readonly number[],
  numbersFrom = Infinity,
): string[] {
  const cells = rows.map((row) => row.map((text, column) => cutToWidth(plain(text), limits[column] ?? 80)));
  const widths = head.map((title, column) =>
    Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[column] ?? ''))),
  );
  const set = (cell: string, column: number): string => {
    const room = ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
    return column < numbersFrom ? cell + room : room + cell;
  };
  const line = (row: readonly string[]): string => row.map(set).join('  ').trimEnd();
  return [line(head), ...cells.map(line)];
}

const characters = new Intl.Segmenter();

function cutToWidth(text: string, limit: number): string {
  if (stringWidth(text) <= limit) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of characters.segment(text)) {
    width += stringWidth(segment);
    if (width >= limit) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** `3m ago`, `in 12m`; `never` for null. */
export function relative(at: number | null, now: number, format: (ms: number) => string): string {
  if (at === null) return 'never';
  return at <= now ? `${format(now - at)} ago` : `in ${format(at - now)}`;
}
