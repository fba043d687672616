/**
 * Text from outside, fit for a terminal, a log line and a header: control characters (escape sequences, line breaks,
 * bidirectional overrides) become blanks, so that a title cannot repaint the screen or forge a line.
 */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- removing control characters is the point
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();

/** At most `max` UTF-16 units, an ellipsis included where something was cut; no surrogate pair is torn. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.isWellFormed() ? cut : cut.replace(/[\ud800-\udbff]$/, '')}…`;
}
