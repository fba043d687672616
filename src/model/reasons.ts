import type { Contribution, Verdict } from './topic.ts';

/** What one rule gave or took in all, fit to be shown. */
export interface Reason {
  /** What the rule looks for, in the words of the topic file. */
  readonly rule: string;
  /** Tenths; negative where it spoke against. */
  readonly points: number;
  /** The most that the rule gives or takes, where it has come to that. */
  readonly most: number | null;
  /** "title, 2 sentences in the lead, 5 in the body"; "3 of 30 sentences". */
  readonly where: string;
  /** The words that it found in one sentence, as they stand there. */
  readonly words: readonly string[];
  /** That sentence, or as much of it as is needed; null where an earlier reason shows it. */
  readonly snippet: string | null;
  /** What it found in other sentences, each once. */
  readonly also: readonly (readonly string[])[];
}

/** A verdict's reasons: those for it, weightiest first, those against it, and what both come to. */
export interface Reasons {
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
  /** The sums: the first is positive or 0, the second negative or 0. */
  readonly gained: number;
  readonly taken: number;
}

export const tenths = (points: number): number => Math.round(points * 10) / 10 || 0;

const sum = (list: readonly { readonly points: number }[]): number =>
  tenths(list.reduce((total, { points }) => total + points, 0));

export function reasonsOf({ contributions }: Pick<Verdict, 'contributions'>): Reasons {
  const groups = [...Map.groupBy(contributions, ({ rule, concept }) => rule ?? concept)]
    .map(([rule, list]) => ({ rule, list, points: sum(list) }))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const told: string[] = [];
  const [speaking, opposing] = [groups.filter(({ points }) => points > 0), groups.filter(({ points }) => points < 0)];
  return {
    for: speaking.map((group) => reason(group, told)),
    against: opposing.map((group) => reason(group, told)),
    gained: sum(speaking),
    taken: sum(opposing),
  };
}

interface Group {
  readonly rule: string;
  readonly points: number;
  readonly list: readonly Contribution[];
}

/**
 * Shown is one of the sentences that gave most: rather one with all its words in the snippet, and none twice.
 * @param told the snippets that are shown already; the reason's own is added.
 */
function reason({ rule, points, list }: Group, told: string[]): Reason {
  const weight = Math.max(...list.map((one) => Math.abs(one.points)));
  const weightiest = list.filter((one) => Math.abs(one.points) === weight);
  const known = weightiest.find((one) => isTold(one, told));
  const fresh = weightiest.filter((one) => !isTold(one, told));
  const shown = fresh.find(isWhole) ?? known ?? fresh[0];
  const snippet = shown === undefined || shown === known ? null : shown.snippet;
  if (snippet !== null) told.push(snippet);
  const words = shown === undefined ? [] : wordsOf(shown);
  const others = new Map(list.map((one) => [keyOf(wordsOf(one)), wordsOf(one)]));
  others.delete(keyOf(words));
  return {
    rule,
    points,
    most: list.find(({ most }) => most !== undefined)?.most ?? null,
    where: whereOf(list),
    words,
    snippet,
    also: [...others.values()],
  };
}

const keyOf = (words: readonly string[]): string => words.join('\n').toLowerCase();

const isWhole = (one: Contribution): boolean => wordsOf(one).every((word) => one.snippet.includes(word));

const AROUND = 15;

/** Whether its sentence is shown already, cut perhaps at other words. */
function isTold({ snippet, term }: Contribution, told: readonly string[]): boolean {
  const at = snippet.indexOf(term);
  const core = snippet.slice(Math.max(0, at - AROUND), at + term.length + AROUND).replace(/^…|…$/g, '');
  return told.some((one) => one.includes(core));
}

const wordsOf = ({ term, together = [] }: Contribution): string[] => [
  ...new Set([term, ...together.map((other) => other.term)]),
];

function whereOf(list: readonly Contribution[]): string {
  const density = list.find((one) => one.density !== undefined)?.density;
  if (density !== undefined) return `${density.held} of ${density.of} sentences`;
  const places = [...Map.groupBy(list, ({ where }) => where)].map(([where, { length }]) => ({ where, length }));
  const first = places.find(({ length }) => length > 1);
  return places
    .map((place) =>
      place.length === 1 ? place.where : `${place.length}${place === first ? ' sentences' : ''} in the ${place.where}`,
    )
    .join(', ');
}
