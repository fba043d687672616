import { round } from '../score.ts';
import type { Thresholds } from '../topic-rules.ts';
import type { MarkedTexts } from './marked-texts.ts';
import {
  changedParts,
  FACTORS,
  nameOfPart,
  withStep,
  withTerm,
  withThreshold,
  type Kind,
  type Setting,
  type Space,
} from './setting.ts';
import { groupOf, type TermChange } from './term-change.ts';
import { scoreOf, worthOf, type Weighed } from './weigh.ts';

/** A change must be worth it: it gains at least so much F1, also over each that was tried before it, which was smaller. */
export const LEAST_GAIN = 0.01;
const MOST_CHANGES = 8;
/** Few terms are easier to trust than many, and hold better. */
const MOST_TERMS = 5;

interface Tried {
  readonly setting: Setting;
  readonly f1: number;
}

/**
 * Coordinate search for the best F1 on some of the texts: of all single changes the best one, again and again, until none
 * gains enough; then those that later ones made idle are taken back. Deterministic; of near equals the smaller change wins,
 * a number before a term.
 * @param among the texts that may be learnt from, by their index; the others are not looked at
 */
export function search(texts: MarkedTexts, among: readonly number[], space: Space): Setting {
  let best = tried(texts, among, space.start);
  for (let changes = 0; changes < MOST_CHANGES; changes++) {
    let next = best;
    for (const one of alternatives(texts, among, best.setting, space)) if (one.f1 >= next.f1 + LEAST_GAIN) next = one;
    if (next === best) break;
    best = next;
  }
  const idle = (): Tried | undefined => idlePart(texts, among, best, space);
  for (let one = idle(); one !== undefined; one = idle()) best = one;
  return best.setting;
}

const weighedUnder = (texts: MarkedTexts, among: readonly number[], terms: readonly TermChange[]): Weighed[] =>
  among.map((index) => texts.weighed(index, terms));

function tried(texts: MarkedTexts, among: readonly number[], setting: Setting): Tried {
  const weighed = weighedUnder(texts, among, setting.terms);
  const scores = weighed.map((text) => scoreOf(text, setting.steps));
  return { setting, f1: f1At(weighed, scores, setting.match) };
}

/** The setting without one of its changes, where that loses nothing. */
const idlePart = (
  texts: MarkedTexts,
  among: readonly number[],
  { setting, f1 }: Tried,
  space: Space,
): Tried | undefined =>
  changedParts(setting, space)
    .map(({ without }) => tried(texts, among, without))
    .find((one) => one.f1 >= f1);

function* alternatives(texts: MarkedTexts, among: readonly number[], setting: Setting, space: Space): Generator<Tried> {
  const weighed = weighedUnder(texts, among, setting.terms);
  yield* otherNumbers(weighed, setting, space);
  for (const term of space.terms) {
    if (mayChange(texts, term, setting) && space.allows(nameOfPart(term, setting, space.start))) {
      yield tried(texts, among, withTerm(setting, term));
    }
  }
}

function* otherNumbers(weighed: readonly Weighed[], setting: Setting, space: Space): Generator<Tried> {
  const sums = weighed.map((text) => scoreOf(text, setting.steps));
  for (const kinds of space.thresholds) {
    const least = Math.max(...kinds.map((kind) => space.near[kind]));
    for (const cut of cuts(weighed, sums, kinds, least, setting.match)) {
      const other = withThreshold(setting, kinds, () => cut);
      if (!space.allows(nameOfPart(kinds, other, space.start))) continue;
      yield { setting: other, f1: f1At(weighed, sums, other.match) };
    }
  }
  for (const step of FACTORS.keys()) {
    for (const rule of space.rules) {
      const now = setting.steps[rule] ?? 0;
      const other = withStep(setting, rule, step);
      if (step === now || (step !== 0 && !space.allows(nameOfPart(rule, other, space.start)))) continue;
      const scores = weighed.map((text, index) =>
        round((sums[index] ?? 0) - worthOf(text, rule, now) + worthOf(text, rule, step)),
      );
      yield { setting: other, f1: f1At(weighed, scores, setting.match) };
    }
  }
}

/** Each change once, few of a group, and no concept loses its last word. */
function mayChange({ topic }: MarkedTexts, term: TermChange, { terms }: Setting): boolean {
  if (terms.includes(term)) return false;
  if (terms.filter((one) => groupOf(one) === groupOf(term)).length >= MOST_TERMS) return false;
  if (term.kind !== 'out') return true;
  const gone = terms.filter(({ kind, concept }) => kind === 'out' && concept === term.concept).length;
  return (topic.concepts[term.concept]?.terms.length ?? 0) > gone + 1;
}

/** Thresholds half-way between neighbouring scores, nearest to the present one first. */
function cuts(
  texts: readonly Weighed[],
  scores: readonly number[],
  kinds: readonly Kind[],
  least: number,
  match: Thresholds,
): number[] {
  const [kind = 'article'] = kinds;
  const own = scores.filter((_score, index) => kinds.includes(texts[index]?.judgedAs ?? kind));
  const sorted = [...new Set([least, ...own])].filter((score) => score >= least).toSorted((a, b) => a - b);
  // In tenths, rounded up, so that the upper of two neighbouring scores stays above the cut.
  const between = sorted.slice(1).map((score, index) => Math.ceil(5 * (score + (sorted[index] ?? score)) - 1e-6) / 10);
  return between.toSorted((a, b) => Math.abs(a - match[kind]) - Math.abs(b - match[kind]));
}

function f1At(texts: readonly Weighed[], scores: readonly number[], match: Thresholds): number {
  let right = 0;
  let errors = 0;
  for (const [index, text] of texts.entries()) {
    const isMatch = (scores[index] ?? 0) >= match[text.judgedAs];
    if (isMatch !== text.right) errors++;
    else if (isMatch) right++;
  }
  return right === 0 ? 0 : (2 * right) / (2 * right + errors);
}
