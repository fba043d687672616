import type { Outcome } from '../measure/figures.ts';
import type { MarkedTexts } from './marked-texts.ts';
import type { Setting } from './setting.ts';
import { isMatch } from './weigh.ts';

export const FOLDS = 5;

/** What came of learning on all folds but one, for each. */
export interface Validation {
  /** One a text, judged by what was learnt without it. */
  readonly outcomes: readonly Outcome[];
  readonly settings: readonly Setting[];
}

/** The texts that are learnt from when a fold is held out, by their index; one list a fold. */
export function trainingOf(folds: readonly number[]): number[][] {
  return Array.from({ length: FOLDS }, (_unused, fold) => [...folds.keys()].filter((index) => folds[index] !== fold));
}

/**
 * k-fold cross-validation: each text is judged by what is learnt from the other folds alone, terms and numbers alike; it has
 * had no part in it. What is gained on own texts and lost here is over-fitting.
 * @param folds in which fold each text is
 * @param settings what was learnt when that fold was held out
 */
export function validated(texts: MarkedTexts, folds: readonly number[], settings: readonly Setting[]): Validation {
  const outcomes = texts.marks.map(({ right }, index): Outcome => {
    const setting = settings[folds[index] ?? 0];
    return { label: right, match: setting !== undefined && isMatch(texts.weighed(index, setting.terms), setting) };
  });
  return { outcomes, settings };
}

/**
 * Deals the texts out. Names (hashes of their words) decide who is in which fold, not the order of the marks; right and wrong
 * ones are spread evenly.
 */
export function foldsOf(texts: readonly { readonly right: boolean }[], names: readonly string[]): number[] {
  const folds: number[] = [];
  for (const right of [true, false]) {
    const own = [...texts.keys()].filter((index) => texts[index]?.right === right);
    const sorted = own.toSorted((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
    for (const [place, index] of sorted.entries()) folds[index] = place % FOLDS;
  }
  return folds;
}
