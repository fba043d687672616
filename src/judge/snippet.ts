import type { Hit } from './hits.ts';
import type { ScannedText } from './scan.ts';

const LONGEST_SNIPPET = 160;
const LONGEST_TERM = 100;

const textOf = (hit: Hit, { title, body }: ScannedText): string => (hit.sentence === 0 ? title : body);

/** Blanks, line breaks, control and direction characters become one blank: fit for one line anywhere. */
const INVISIBLE = String.raw`\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069`;
/** A single blank before something visible is what it should be; there are many. */
const UNFIT = new RegExp(`(?! [^${INVISIBLE}])[${INVISIBLE}]+`, 'g');
const oneLine = (text: string): string => text.replace(UNFIT, ' ').toWellFormed();

/** The words of a hit as they stand in the text, on one line. */
export const wordsOf = (hit: Hit, text: ScannedText): string => {
  const words = oneLine(textOf(hit, text).slice(hit.start, Math.min(hit.end, hit.start + LONGEST_TERM)));
  return hit.end - hit.start > LONGEST_TERM ? `${words.trimEnd()}…` : words;
};

/**
 * The words of a hit with their surroundings: at most 160 characters of its paragraph, cut between words, one line. What was
 * found together with it is in it where that is near enough.
 */
export function snippetOf(hit: Hit, text: ScannedText, together: readonly { readonly hit: Hit }[]): string {
  const whole = textOf(hit, text);
  const span = spanOf(hit, whole, together);
  let known = snippets.get(text);
  if (known === undefined) snippets.set(text, (known = new Map()));
  const key = (span.start * LONGEST_SNIPPET + span.end - span.start) * 2 + (hit.sentence === 0 ? 1 : 0);
  let snippet = known.get(key);
  if (snippet === undefined) known.set(key, (snippet = around(span, whole)));
  return snippet;
}

/** Several rules, of several topics, quote the same words. */
const snippets = new WeakMap<ScannedText, Map<number, string>>();

function around({ start: from, end: to }: Span, whole: string): string {
  const room = LONGEST_SNIPPET - 2 - (to - from);
  const before = whole.slice(Math.max(0, from - room), from);
  const after = whole.slice(to, to + room);
  const paragraphBefore = before.slice(before.lastIndexOf('\n') + 1);
  const lineEnd = after.indexOf('\n');
  const paragraphAfter = lineEnd === -1 ? after : after.slice(0, lineEnd);
  const right = paragraphAfter.slice(0, Math.max(room / 2, room - paragraphBefore.length));
  const left = paragraphBefore.slice(-Math.max(1, room - right.length));
  const cutLeft = left.length < from && whole[from - left.length - 1] !== '\n';
  const cutRight = to + right.length < whole.length && whole[to + right.length] !== '\n';
  const start = cutLeft ? left.slice(left.search(/\s|$/)) : left;
  const end = cutRight ? (/^[^]*\s/.exec(right)?.[0] ?? right) : right;
  const line = oneLine(start + whole.slice(from, to) + end).trim();
  return `${cutLeft ? '…' : ''}${line}${cutRight ? '…' : ''}`;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Room for a word or two at both ends. */
const LONGEST_SPAN = LONGEST_SNIPPET - 40;

/** The words that a snippet must hold: those of the hit, and of what stands near it in the same paragraph. */
function spanOf({ sentence, start, end }: Hit, whole: string, together: readonly { readonly hit: Hit }[]): Span {
  const own = { start, end: Math.min(end, start + LONGEST_TERM) };
  return together.reduce<Span>((span, { hit: other }) => {
    if ((other.sentence === 0) !== (sentence === 0)) return span;
    const wider = { start: Math.min(span.start, other.start), end: Math.max(span.end, other.end) };
    const fits = wider.end - wider.start <= LONGEST_SPAN && !whole.slice(wider.start, wider.end).includes('\n');
    return fits ? wider : span;
  }, own);
}
