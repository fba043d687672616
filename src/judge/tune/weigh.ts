import { round } from '../score.ts';
import type { Judged } from '../judge.ts';
import type { Kind, Setting } from './setting.ts';

/** A text with the user's word on it: right belongs to the topic, wrong does not. */
export interface Marked extends Judged {
  readonly right: boolean;
}

/** What a text collects at every step of every rule, so that trying other points is a matter of adding numbers. */
export interface Weighed {
  readonly right: boolean;
  readonly judgedAs: Kind;
  /** The points that each rule gives or takes, by rule and by step of FACTORS. */
  readonly worth: readonly (readonly number[])[];
}

export const worthOf = ({ worth }: Weighed, rule: number, step: number): number => worth[rule]?.[step] ?? 0;

export const scoreOf = (text: Weighed, steps: readonly number[]): number =>
  round(steps.reduce((sum, step, rule) => sum + worthOf(text, rule, step), 0));

export const isMatch = (text: Weighed, { match, steps }: Setting): boolean =>
  scoreOf(text, steps) >= match[text.judgedAs];
