import { plain } from './io.ts';

/**
 * Columns side by side. Text from outside is made safe, and cut to its column's limit; the last column may be long.
 * @param numbersFrom columns from this one on are numbers and set to the right
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  limits: readonly number[],
  numbersFrom = Infinity,
): string[] {
  const cut = (text: string, column: number): string => {
    const clean = plain(text);
    const limit = limits[column] ?? 80;
    return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
  };
  const cells = rows.map((row) => row.map(cut));
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const set = (cell: string, column: number): string =>
    column < numbersFrom ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (row: readonly string[]): string => row.map(set).join('  ').trimEnd();
  return [line(head), ...cells.map(line)];
}

/** `3m ago`, `in 12m`; `never` for null. */
export function relative(at: number | null, now: number, format: (ms: number) => string): string {
  if (at === null) return 'never';
  return at <= now ? `${format(now - at)} ago` : `in ${format(at - now)}`;
}
