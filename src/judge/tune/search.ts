import { round } from '../score.ts';
import type { Thresholds } from '../topic-rules.ts';
import { changedParts, FACTORS, withStep, withThreshold, type Kind, type Setting, type Space } from './setting.ts';
import { scoreOf, worthOf, type Weighed } from './weigh.ts';

/** A change must be worth it: it gains at least so much F1, also over each that was tried before it, which was smaller. */
export const LEAST_GAIN = 0.01;
const MOST_CHANGES = 8;

interface Tried {
  readonly setting: Setting;
  readonly f1: number;
}

/**
 * Coordinate search for the best F1 on the texts: of all single changes the best one, again and again, until none gains
 * enough; then those that later ones made idle are taken back. Deterministic; of near equals the smaller change wins.
 */
export function search(texts: readonly Weighed[], space: Space): Setting {
  let best = tried(texts, space.start);
  for (let changes = 0; changes < MOST_CHANGES; changes++) {
    let next = best;
    for (const one of alternatives(texts, best.setting, space)) if (one.f1 >= next.f1 + LEAST_GAIN) next = one;
    if (next === best) break;
    best = next;
  }
  for (let idle = idlePart(texts, best, space); idle !== undefined; idle = idlePart(texts, best, space)) best = idle;
  return best.setting;
}

const tried = (texts: readonly Weighed[], setting: Setting): Tried => ({
  setting,
  f1: f1At(
    texts,
    texts.map((text) => scoreOf(text, setting)),
    setting.match,
  ),
});

/** The setting without one of its changes, where that loses nothing. */
const idlePart = (texts: readonly Weighed[], { setting, f1 }: Tried, space: Space): Tried | undefined =>
  changedParts(setting, space)
    .map(({ without }) => tried(texts, without))
    .find((one) => one.f1 >= f1);

function* alternatives(texts: readonly Weighed[], setting: Setting, { near, thresholds }: Space): Generator<Tried> {
  const sums = texts.map((text) => scoreOf(text, setting));
  for (const kinds of thresholds) {
    const least = Math.max(...kinds.map((kind) => near[kind]));
    for (const cut of cuts(texts, sums, kinds, least, setting.match)) {
      const other = withThreshold(setting, kinds, () => cut);
      yield { setting: other, f1: f1At(texts, sums, other.match) };
    }
  }
  for (const step of FACTORS.keys()) {
    for (const [rule, now] of setting.steps.entries()) {
      if (step === now) continue;
      const scores = texts.map((text, index) =>
        round((sums[index] ?? 0) - worthOf(text, rule, now) + worthOf(text, rule, step)),
      );
      yield { setting: withStep(setting, rule, step), f1: f1At(texts, scores, setting.match) };
    }
  }
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
