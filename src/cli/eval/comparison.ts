import { explainVerdict } from '../../judge/explain.ts';
import type { Figures } from '../../judge/measure/figures.ts';
import { changeOfF1, type Change, type Intervals } from '../../judge/measure/intervals.ts';
import { mcnemar, type Uneven } from '../../judge/measure/mcnemar.ts';
import type { Verdict } from '../../model/topic.ts';
import { groupsOf, isError, measured, type Judgement } from './judged.ts';

/** What another set of rules does on the same documents. */
export interface Comparison {
  /** Of the other set, by group. */
  readonly figures: Readonly<Record<string, Figures>>;
  readonly intervals: Readonly<Record<string, Intervals>>;
  /** By group: how much better the other set is by F1, and by McNemar's test. */
  readonly changes: Readonly<Record<string, Uneven & { readonly f1: Change }>>;
  /** Documents that the other set judges right and the present one wrong. */
  readonly gained: readonly Difference[];
  /** The other way round. */
  readonly lost: readonly Difference[];
}

/** A document that one set judges right and the other wrong. */
export interface Difference {
  readonly id: string;
  readonly title: string;
  readonly label: 0 | 1;
  readonly borderline: boolean;
  readonly verdicts: { readonly now: Verdict; readonly other: Verdict };
  /** The summary of each verdict, then the lines that are not in the other's explanation. */
  readonly explanation: { readonly now: readonly string[]; readonly other: readonly string[] };
}

interface Compared extends Judgement {
  readonly other: Verdict;
}

/** @param others the same documents in the same order, as the other set judges them */
export function compared(judged: readonly Judgement[], others: readonly Judgement[]): Comparison {
  const both = judged.map((one, index): Compared => ({ ...one, other: others[index]?.verdict ?? one.verdict }));
  const changed = both.filter(({ verdict, other }) => verdict.match !== other.match);
  return {
    // By the groups of the present rules: others may take the same text for another kind.
    ...measured(both, ({ other }) => other),
    changes: Object.fromEntries(
      groupsOf(both).map(([name, list]) => {
        const pairs = list.map(({ document, verdict, other }) => ({
          label: document.label,
          now: verdict.match,
          other: other.match,
        }));
        return [name, { f1: changeOfF1(pairs), ...mcnemar(pairs) }];
      }),
    ),
    gained: changed.filter(isError).map(differenceOf),
    lost: changed.filter((one) => !isError(one)).map(differenceOf),
  };
}

function differenceOf({ document, verdict, other }: Compared): Difference {
  const { id, title, label, borderline } = document;
  const [now, then] = [explainVerdict(verdict, Infinity), explainVerdict(other, Infinity)];
  return {
    id,
    title,
    label: label ? 1 : 0,
    borderline,
    verdicts: { now: verdict, other },
    explanation: { now: without(now, then), other: without(then, now) },
  };
}

const without = ([summary = '', ...reasons]: readonly string[], others: readonly string[]): string[] => [
  summary,
  ...reasons.filter((reason) => !others.includes(reason)),
];
