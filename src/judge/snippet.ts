import type { Hit } from './hits.ts';
import type { ScannedText } from './scan.ts';

const LONGEST_SNIPPET = 160;
const LONGEST_TERM = 100;

const textOf = (hit: Hit, { title, body }: ScannedText): string => (hit.sentence === 0 ? title : body);

/** Blanks, line breaks, control and direction characters become one blank: fit for one line anywhere. */
// oxlint-disable-next-line no-control-regex -- removing control characters is the point
const INVISIBLE = /[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const oneLine = (text: string): string => text.replace(INVISIBLE, ' ').toWellFormed();

/** The words of a hit as they stand in the text, on one line. */
export const wordsOf = (hit: Hit, text: ScannedText): string => {
  const words = oneLine(textOf(hit, text).slice(hit.start, Math.min(hit.end, hit.start + LONGEST_TERM)));
  return hit.end - hit.start > LONGEST_TERM ? `${words.trimEnd()}…` : words;
};

/** The words of a hit with their surroundings: at most 160 characters of its paragraph, cut between words, one line. */
export function snippetOf(hit: Hit, text: ScannedText): string {
  const whole = textOf(hit, text);
  const room = LONGEST_SNIPPET - 2 - Math.min(hit.end - hit.start, LONGEST_TERM);
  const middle = Math.min(hit.end, hit.start + LONGEST_TERM);
  const before = whole.slice(Math.max(0, hit.start - room), hit.start);
  const after = whole.slice(middle, middle + room);
  const paragraphBefore = before.slice(before.lastIndexOf('\n') + 1);
  const [paragraphAfter = ''] = after.split('\n', 1);
  const right = paragraphAfter.slice(0, Math.max(room / 2, room - paragraphBefore.length));
  const left = paragraphBefore.slice(-Math.max(1, room - right.length));
  const cutLeft = left.length < hit.start && whole[hit.start - left.length - 1] !== '\n';
  const cutRight = middle + right.length < whole.length && whole[middle + right.length] !== '\n';
  const start = cutLeft ? left.slice(left.search(/\s|$/)) : left;
  const end = cutRight ? right.slice(0, right.search(/\s\S*$/) + 1 || right.length) : right;
  const line = oneLine(start + whole.slice(hit.start, middle) + end).trim();
  return `${cutLeft ? '…' : ''}${line}${cutRight ? '…' : ''}`;
}
