import { starred } from './marked.ts';
import { shorten } from './plain.ts';
import { reasonsOf, tenths, type Reason } from './reasons.ts';
import type { Verdict } from './topic.ts';

/** A number of points as people write them: +7, −0.3. */
export const signed = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points)}`;

/** "3.1 over the 10 needed". */
export function distance(score: number, threshold: number): string {
  const over = tenths(score - threshold);
  if (over === 0) return `exactly the ${threshold} needed`;
  return over > 0 ? `${over} over the ${threshold} needed` : `${-over} short of the ${threshold} needed`;
}

/** One line: what was decided, by how much, judged as what. */
export function standing(verdict: Verdict): string {
  const { match, near, score, threshold, judgedAs, words } = verdict;
  const { gained, taken } = reasonsOf(verdict);
  const word = match ? 'match' : near ? 'near miss' : 'no match';
  const sums = taken === 0 ? '' : ` (${gained} for, ${-taken} against)`;
  const length = words === undefined ? '' : ` (${words === 1 ? '1 word' : `${words} words`})`;
  return `${word}, ${score} points${sums}, ${distance(score, threshold)}, judged as ${judgedAs === 'brief' ? 'a brief' : 'an article'}${length}`;
}

const ALSO = 2;
/** UTF-16 units. */
export const LONGEST_LINE = 400;

/** One line: the points, the rule, where it holds, and a sentence with the words that it found between asterisks. */
export function reasonLine(reason: Reason): string {
  return shorten(`${signed(reason.points)}  ${reasonWords(reason)}`, LONGEST_LINE);
}

/** A {@link reasonLine} without the points. */
export function reasonWords({ rule, most, where, words, snippet, also }: Reason): string {
  const cap = most === null ? '' : `; capped at ${most}`;
  const elsewhere = also.slice(0, ALSO).map(quoted).join(', ');
  return `${rule} (${where}${cap}): ${sentence(words, snippet)}${elsewhere === '' ? '' : `; also ${elsewhere}`}`;
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' + ');

function sentence(words: readonly string[], snippet: string | null): string {
  if (snippet === null) return `${quoted(words)}, as above`;
  const missing = words.filter((word) => !snippet.includes(word));
  return `“${starred(snippet, words)}”${missing.length === 0 ? '' : ` near ${quoted(missing)}`}`;
}

/** One line where a concept is missing that the topic needs; else null. */
export const nothingCounts = ({ missing = [] }: Pick<Verdict, 'missing'>): string | null =>
  missing.length === 0 ? null : `nothing counts: nothing names ${missing.join(' or ')}`;

/**
 * Why a verdict came out as it did, for people: its standing, then one line for each rule that counted, those for it before
 * those against it, weightiest first. Plain text, one line an entry.
 * @param most how many rules are told, the weightiest; the rest is summed up.
 */
export function verdictWords(verdict: Verdict, most = 10): string[] {
  if (verdict.bare) return [standing(verdict), 'its reasons went with its words (keep.rejectedText)'];
  const unnamed = nothingCounts(verdict);
  if (unnamed !== null) return [standing(verdict), unnamed];
  const reasons = reasonsOf(verdict);
  const all = [...reasons.for, ...reasons.against];
  if (all.length === 0) return [standing(verdict), 'no rule found anything'];
  const weightiest = all.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const told = new Set(weightiest.slice(0, most));
  const rest = weightiest.slice(most);
  const sum = tenths(rest.reduce((total, { points }) => total + points, 0));
  return [
    standing(verdict),
    ...all.filter((one) => told.has(one)).map(reasonLine),
    ...(rest.length === 0
      ? []
      : [`${signed(sum)}  ${rest.length === 1 ? '1 more rule' : `${rest.length} more rules`}`]),
  ];
}
