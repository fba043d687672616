import { counted, type Figures, type Outcome } from '../measure/figures.ts';
import type { Counts } from './contrast.ts';
import { LEAST_GAIN } from './search.ts';
import { chanceOf } from '../measure/mcnemar.ts';
import type { Group } from './term-change.ts';

const LEAST_MARKS = 10;
const LEAST_EACH = 3;
/** How likely chance alone may be to do as well: four marks judged better and none worse pass, three do not. */
const MOST_CHANCE = 0.1;

/** Which marks are missing before anything can be learnt; null where there are enough. */
export function missingMarks({ right, wrong }: Counts): string | null {
  const lacking = [
    ...(right < LEAST_EACH ? [`${LEAST_EACH - right} more right`] : []),
    ...(wrong < LEAST_EACH ? [`${LEAST_EACH - wrong} more wrong`] : []),
    ...(right + wrong < LEAST_MARKS ? [`${LEAST_MARKS - right - wrong} more in all`] : []),
  ];
  if (lacking.length === 0) return null;
  return `too few marks to learn from: ${lacking.join(', ')} needed (at least ${LEAST_MARKS}, ${LEAST_EACH} of each kind)`;
}

/** What one group of changes does beside those that were accepted before it. */
export interface GroupReport {
  readonly group: Group;
  readonly accepted: boolean;
  /** On the marks that the changes were found on: too good. */
  readonly found: Figures;
  /** On marks that they were not found on, each judged by what was learnt without it. */
  readonly crossValidated: Figures;
  /** The marks that the latter judges better, and worse, than without the group. */
  readonly better: number;
  readonly worse: number;
  /** How likely chance alone is to do as well: a sign test on these. */
  readonly chance: number;
}

/**
 * A group is accepted if marks that its changes were not found on are judged better: by F1, and by more marks than chance
 * would have it. F1 alone rises where everything matches.
 * @param before the marks as judged without the group
 * @param after the same, each by changes found on others
 */
export function reportOn(
  group: Group,
  before: readonly Outcome[],
  after: readonly Outcome[],
  found: Figures,
): GroupReport {
  const better = countTrue(before.map((one, index) => isError(one) && !isError(after[index])));
  const worse = countTrue(before.map((one, index) => !isError(one) && isError(after[index])));
  const crossValidated = counted(after);
  const chance = chanceOf(better, worse);
  const accepted = gains(counted(before), crossValidated) && chance <= MOST_CHANCE;
  return { group, accepted, found, crossValidated, better, worse, chance };
}

const gains = (before: Figures, after: Figures): boolean => (after.f1 ?? 0) >= (before.f1 ?? 0) + LEAST_GAIN;

/** Why nothing is proposed where no group was accepted: what came closest, and what is wrong with it. */
export function refusal(now: Figures, reports: readonly GroupReport[]): string {
  const [best] = reports.toSorted((a, b) => (b.found.f1 ?? 0) - (a.found.f1 ?? 0));
  if (best === undefined || !gains(now, best.found)) return 'no small change does better on the marks';
  const { group, found, crossValidated, better, worse } = best;
  const effect = `on marks they were not found on: F1 ${shown(crossValidated)} instead of ${shown(now)}, ${better} marks judged better and ${worse} worse`;
  return gains(now, crossValidated)
    ? `nothing proposed: what other ${group} do may be chance; ${effect}`
    : `nothing proposed: other ${group} with F1 ${shown(found)} on all marks over-fit; ${effect}`;
}

const shown = ({ f1 }: Figures): string => (f1 ?? 0).toFixed(3);
const isError = (one: Outcome | undefined): boolean => one !== undefined && one.label !== one.match;
const countTrue = (list: readonly boolean[]): number => list.filter(Boolean).length;

/** What a change brings: `2 fewer missed, 1 more false alarm`. */
export function broughtBy(before: Figures, after: Figures): string {
  const told = (difference: number, one: string, many: string): string[] =>
    difference === 0
      ? []
      : [`${Math.abs(difference)} ${difference < 0 ? 'fewer' : 'more'} ${Math.abs(difference) === 1 ? one : many}`];
  return [
    ...told(after.missed - before.missed, 'missed', 'missed'),
    ...told(after.falseAlarms - before.falseAlarms, 'false alarm', 'false alarms'),
  ].join(', ');
}
