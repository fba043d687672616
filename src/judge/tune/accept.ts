import { counted, type Figures, type Outcome } from '../measure/figures.ts';
import type { Counts } from './contrast.ts';
import { LEAST_GAIN } from './search.ts';
import { chanceOf } from '../measure/mcnemar.ts';

const LEAST_MARKS = 10;
const LEAST_EACH = 3;
/** How likely chance alone may be to do as well: three marks judged better and none worse pass, two do not. */
const MOST_CHANCE = 0.2;

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

/**
 * Whether changes are worth proposing, with a sentence that says why. They are if texts they were not found on are judged
 * better: by F1, and by more texts than chance would have it. F1 alone rises where everything matches.
 * @param now the marks as judged by the present rules
 * @param found the same, by the changes that were found on them all
 * @param validated the same, each by changes found on others
 */
export function accept(
  now: readonly Outcome[],
  found: readonly Outcome[],
  validated: readonly Outcome[],
): { readonly accepted: boolean; readonly note: string } {
  const [before, after, unseen] = [counted(now), counted(found), counted(validated)];
  if (before.falseAlarms + before.missed === 0) {
    return { accepted: false, note: 'the rules judge every mark as you did: nothing to change' };
  }
  if ((after.f1 ?? 0) < (before.f1 ?? 0) + LEAST_GAIN) {
    return { accepted: false, note: 'no small change of points or thresholds does better on the marks' };
  }
  const better = countTrue(now.map((one, index) => isError(one) && !isError(validated[index])));
  const worse = countTrue(now.map((one, index) => !isError(one) && isError(validated[index])));
  const effect = `on marks they were not found on: F1 ${shown(unseen)} instead of ${shown(before)}, ${better} marks judged better and ${worse} worse`;
  if ((unseen.f1 ?? 0) < (before.f1 ?? 0) + LEAST_GAIN) {
    return {
      accepted: false,
      note: `nothing proposed: changes with F1 ${shown(after)} on all marks over-fit; ${effect}`,
    };
  }
  if (chanceOf(better, worse) > MOST_CHANCE) {
    return { accepted: false, note: `nothing proposed: what the changes do may be chance; ${effect}` };
  }
  return { accepted: true, note: `the changes hold ${effect}` };
}

const isError = (one: Outcome | undefined): boolean => one !== undefined && one.label !== one.match;
const countTrue = (list: readonly boolean[]): number => list.filter(Boolean).length;
const shown = ({ f1 }: Figures): string => (f1 ?? 0).toFixed(3);

/** What a change brings: `2 fewer missed, 1 more false alarm`. */
export function effectOf(before: Figures, after: Figures): string {
  const told = (difference: number, one: string, many: string): string[] =>
    difference === 0
      ? []
      : [`${Math.abs(difference)} ${difference < 0 ? 'fewer' : 'more'} ${Math.abs(difference) === 1 ? one : many}`];
  return [
    ...told(after.missed - before.missed, 'missed', 'missed'),
    ...told(after.falseAlarms - before.falseAlarms, 'false alarm', 'false alarms'),
  ].join(', ');
}
