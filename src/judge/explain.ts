import type { Contribution, TopicBound, Verdict } from '../model/topic.ts';

const PLACE = { title: 'title', lead: 'lead', body: 'text' } as const;

/** A number of points as people write them: 7, 7.5, +2, −0.3. */
const signed = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points)}`;

/** One line: what was decided, by how much, judged as what. */
export function summaryLine({ topic, match, near, score, threshold, judgedAs }: Verdict): string {
  const word = match ? 'match' : near ? 'near miss' : 'no match';
  return `${topic}: ${word}, ${score} points of ${threshold} needed (judged as ${judgedAs === 'brief' ? 'a brief' : 'an article'})`;
}

/**
 * A verdict in words: the summary, then one line for each rule that counted, weightiest first, with what it found where
 * and one snippet. Plain text without colour; one line an entry, not indented.
 * @param most how many rules are told; the rest is summed up.
 */
export function explainVerdict(verdict: Verdict, most = 12): string[] {
  const groups = byRule(verdict.contributions);
  if (groups.length === 0) return [summaryLine(verdict), 'no rule found anything'];
  const told = groups.slice(0, most).map(ruleLine);
  const rest = groups.slice(most);
  const sum = rest.reduce((total, { points }) => total + points, 0);
  return [
    summaryLine(verdict),
    ...told,
    ...(rest.length === 0 ? [] : [`${signed(tenths(sum))}  ${rest.length} further rules`]),
  ];
}

/** One line: how far a page that was not read could come. */
export const explainBound = ({ topic, most, near }: TopicBound): string =>
  most === 0
    ? `${topic}: no rule can find anything; a near miss takes ${near} points`
    : `${topic}: at most ${tenths(most)} points, however its words come to stand; a near miss takes ${near}`;

interface RuleGroup {
  readonly name: string;
  readonly points: number;
  readonly contributions: readonly Contribution[];
}

const tenths = (points: number): number => Math.round(points * 10) / 10;

function byRule(contributions: readonly Contribution[]): RuleGroup[] {
  const groups = Map.groupBy(contributions, ({ rule, concept }) => rule ?? concept);
  return [...groups]
    .map(([name, list]) => ({
      name,
      points: tenths(list.reduce((sum, { points }) => sum + points, 0)),
      contributions: list,
    }))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function ruleLine({ name, points, contributions }: RuleGroup): string {
  const best = contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))[0];
  const places = Map.groupBy(contributions, ({ where }) => where);
  const where = [...places].map(([place, { length }]) => (length === 1 ? PLACE[place] : `${PLACE[place]} ×${length}`));
  const words = [...new Set(contributions.map(wordsOf))].slice(0, 3).join(', ');
  return `${signed(points)}  ${name}: ${words} (${where.join(', ')}): “${best?.snippet ?? ''}”`;
}

const wordsOf = ({ term, together = [] }: Contribution): string =>
  [term, ...together.map((other) => other.term)].map((one) => `"${one}"`).join(' + ');
