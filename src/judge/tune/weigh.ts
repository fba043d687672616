import { combineTopics } from '../combine.ts';
import { conceptHits, hitsByTopic } from '../concepts.ts';
import { findHits, type Hit } from '../hits.ts';
import { judge, type Judged } from '../judge.ts';
import { scanText } from '../scan.ts';
import { applyRule, round } from '../score.ts';
import type { CompiledTopic } from '../topic-rules.ts';
import { FACTORS, scaledRule, type Kind, type Setting } from './setting.ts';

/** A text with the user's word on it: right belongs to the topic, wrong does not. */
export interface Marked extends Judged {
  readonly right: boolean;
}

/** What a text collects under every setting, so that trying one is a matter of adding numbers. */
export interface Weighed {
  readonly right: boolean;
  readonly judgedAs: Kind;
  /** The points that each rule gives or takes, by rule and by step of {@link FACTORS}. */
  readonly worth: readonly (readonly number[])[];
}

/** Applies every rule at every factor to every text: the engine itself, so that a setting scores as it will once written. */
export function weigh(topic: CompiledTopic, texts: readonly Marked[]): Weighed[] {
  const rules = combineTopics([topic], '');
  const variants = topic.rules.map((rule) => FACTORS.map((factor) => scaledRule(rule, factor)));
  return texts.map((one) => {
    const scanned = scanText(one.title, one.text, rules.vocabulary);
    const own = hitsByTopic(rules.slots, findHits(rules, scanned)).get(0);
    const hits: readonly (readonly Hit[])[] = own === undefined ? [] : conceptHits(topic, own, scanned);
    const judgedAs = judge(rules, one)[0]?.judgedAs ?? 'article';
    const worth = variants.map((steps) =>
      steps.map((rule) => {
        if (rule.only !== null && rule.only !== judgedAs) return 0;
        return applyRule(rule, topic, hits, scanned).reduce((sum, { points }) => sum + points, 0);
      }),
    );
    return { right: one.right, judgedAs, worth };
  });
}

export const worthOf = ({ worth }: Weighed, rule: number, step: number): number => worth[rule]?.[step] ?? 0;

export const scoreOf = (text: Weighed, { steps }: Setting): number =>
  round(steps.reduce((sum, step, rule) => sum + worthOf(text, rule, step), 0));

export const isMatch = (text: Weighed, setting: Setting): boolean =>
  scoreOf(text, setting) >= setting.match[text.judgedAs];
