import type { Outcome } from '../measure/figures.ts';
import type { Space } from './setting.ts';
import { search } from './search.ts';
import { isMatch, type Weighed } from './weigh.ts';

const FOLDS = 5;

/**
 * k-fold cross-validation: each text is judged by the setting that the search finds on the other folds, which it has had
 * no part in. What a search gains on its own texts and loses here is over-fitting.
 * @param names one a text (a hash of it): they, not the order of the marks, decide who is in which fold. Right and wrong
 * ones are spread evenly.
 */
export function crossValidate(texts: readonly Weighed[], names: readonly string[], space: Space): Outcome[] {
  const folds = foldsOf(texts, names);
  const settings = Array.from({ length: FOLDS }, (_unused, fold) =>
    search(
      texts.filter((_text, index) => folds[index] !== fold),
      space,
    ),
  );
  return texts.map((text, index) => ({
    label: text.right,
    match: isMatch(text, settings[folds[index] ?? 0] ?? space.start),
  }));
}

function foldsOf(texts: readonly Weighed[], names: readonly string[]): number[] {
  const folds: number[] = [];
  for (const right of [true, false]) {
    const own = [...texts.keys()].filter((index) => texts[index]?.right === right);
    const sorted = own.toSorted((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
    for (const [place, index] of sorted.entries()) folds[index] = place % FOLDS;
  }
  return folds;
}
