import { shorten } from './plain.ts';
import { reasonsOf, tenths, type Reason } from './reasons.ts';
import type { Verdict } from './topic.ts';
import { LONGEST_LINE, nothingCounts, reasonWords, signed } from './verdict-words.ts';

interface Changed {
  readonly before: number;
  readonly after: number;
  readonly reason: Reason;
}

/**
 * What became of a verdict on one article when the rules changed, for people: what is needed, if that changed, then one line
 * for each rule that gives or takes more or less than before ("+4 → 0  …"), the greatest change first. Null where there was
 * no such topic, or is none any longer.
 * @param most how many rules are told
 */
export function verdictChanges(before: Verdict | null, after: Verdict | null, most = 8): string[] {
  if (after === null) return ['there is no such topic any longer'];
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const all = [...new Set([...old.keys(), ...now.keys()])].flatMap((rule) => change(old.get(rule), now.get(rule)));
  const changed = all
    .filter((one) => one.before !== one.after)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const same = all.filter((one) => one.before === one.after);
  const told = changed.slice(0, most);
  return [
    ...needs(before, after),
    ...told.map((one) =>
      shorten(`${points(one.before)} → ${points(one.after)}  ${reasonWords(one.reason)}`, LONGEST_LINE),
    ),
    ...summed('more', changed.slice(most)),
    ...summed('as before', same),
  ];
}

const rulesOf = (verdict: Verdict | null): ReadonlyMap<string, Reason> => {
  const reasons = reasonsOf(verdict ?? { contributions: [] });
  return new Map([...reasons.for, ...reasons.against].map((reason) => [reason.rule, reason]));
};

/** Shown is the sentence of the time when the rule weighed more. */
function change(before: Reason | undefined, after: Reason | undefined): Changed[] {
  const [was, is] = [before?.points ?? 0, after?.points ?? 0];
  const reason = Math.abs(was) > Math.abs(is) ? before : after;
  return reason === undefined ? [] : [{ before: was, after: is, reason }];
}

function needs(before: Verdict | null, after: Verdict): string[] {
  if (before === null) return ['no verdict of this topic before'];
  const unnamed = nothingCounts(after);
  return [
    ...(unnamed === null || unnamed === nothingCounts(before) ? [] : [unnamed]),
    ...(before.threshold === after.threshold
      ? []
      : [`${after.threshold} points are needed now, ${before.threshold} before`]),
    ...(before.judgedAs === after.judgedAs ? [] : [`judged as ${kind(after)}, before as ${kind(before)}`]),
  ];
}

const kind = ({ judgedAs }: Verdict): string => (judgedAs === 'brief' ? 'a brief' : 'an article');

const points = (number: number): string => (number === 0 ? '0' : signed(number));

function summed(what: string, list: readonly Changed[]): string[] {
  if (list.length === 0) return [];
  const sum = tenths(list.reduce((total, { after }) => total + after, 0));
  return [`${points(sum)}  ${list.length === 1 ? '1 rule' : `${list.length} rules`} ${what}`];
}
