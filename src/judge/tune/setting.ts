import { round } from '../score.ts';
import type { Rule, Thresholds } from '../topic-rules.ts';
import { nameOfTerm, type TermChange } from './term-change.ts';

export type Kind = keyof Thresholds;

/** What the search tries: other thresholds for a match, each rule's points times one of {@link FACTORS}, other terms. */
export interface Setting {
  readonly match: Thresholds;
  /** For each rule of the topic an index of {@link FACTORS}. */
  readonly steps: readonly number[];
  readonly terms: readonly TermChange[];
}

/** Where the search may go from. */
export interface Space {
  readonly start: Setting;
  /** No threshold goes below the one for near misses: nobody has marked what lies under it. */
  readonly near: Thresholds;
  /** The thresholds that may move, and those that move together: both kinds where the file has one number for both. */
  readonly thresholds: readonly (readonly Kind[])[];
  /** The rules whose points may change. */
  readonly rules: readonly number[];
  /** The changes of terms to choose from, surest first. */
  readonly terms: readonly TermChange[];
  /** Whether a change may be made, by its {@link nameOfPart}. */
  readonly allows: (name: string) => boolean;
}

/** As it is first, then small steps before large ones. They do not compound: a rule keeps half to double of its points. */
export const FACTORS: readonly number[] = [1, 0.8, 1.25, 0.65, 1.5, 0.5, 2];

export const factorOf = ({ steps }: Setting, rule: number): number => FACTORS[steps[rule] ?? 0] ?? 1;

const MOST_POINTS = 1_000;

/** Points times a factor, in tenths as everywhere; a place that gives no points goes on giving none. */
export function scaled(points: number, factor: number): number {
  if (points === 0 || factor === 1) return points;
  return Math.sign(points) * Math.min(MOST_POINTS, Math.max(0.1, round(Math.abs(points) * factor)));
}

export const scaledRule = (rule: Rule, factor: number): Rule => ({
  ...rule,
  points: {
    title: scaled(rule.points.title, factor),
    lead: scaled(rule.points.lead, factor),
    body: scaled(rule.points.body, factor),
  },
  most: rule.most === Infinity ? Infinity : scaled(rule.most, factor),
});

/** A thing that can be changed: thresholds that move together, a rule by its number, a term. */
export type Part = readonly Kind[] | number | TermChange;

/** What a setting changes, each with the setting in which this alone is as at the start. */
export function changedParts(setting: Setting, { start, thresholds }: Space): { part: Part; without: Setting }[] {
  const moved = thresholds
    .filter(([kind]) => kind !== undefined && setting.match[kind] !== start.match[kind])
    .map((kinds) => ({ part: kinds, without: withThreshold(setting, kinds, (kind) => start.match[kind]) }));
  const scaledRules = setting.steps.flatMap((step, rule) =>
    step === 0 ? [] : [{ part: rule, without: withStep(setting, rule, 0) }],
  );
  const terms = setting.terms.map((term) => ({ part: term, without: withoutTerm(setting, term) }));
  return [...moved, ...scaledRules, ...terms];
}

/** What a change is in one word, so that it is known again where other texts led to it: `rule 3 up`, whatever the factor. */
export function nameOfPart(part: Part, setting: Setting, start: Setting): string {
  if (typeof part === 'number') return `rule ${part} ${factorOf(setting, part) > 1 ? 'up' : 'down'}`;
  if ('term' in part) return nameOfTerm(part);
  const [kind = 'article'] = part;
  return `threshold ${part.join(' ')} ${setting.match[kind] > start.match[kind] ? 'up' : 'down'}`;
}

export const withThreshold = (setting: Setting, kinds: readonly Kind[], value: (kind: Kind) => number): Setting => ({
  ...setting,
  match: { ...setting.match, ...Object.fromEntries(kinds.map((kind) => [kind, value(kind)])) },
});

export const withStep = (setting: Setting, rule: number, step: number): Setting => ({
  ...setting,
  steps: setting.steps.with(rule, step),
});

export const withTerm = (setting: Setting, term: TermChange): Setting => ({
  ...setting,
  terms: [...setting.terms, term],
});

const withoutTerm = (setting: Setting, term: TermChange): Setting => ({
  ...setting,
  terms: setting.terms.filter((one) => one !== term),
});
