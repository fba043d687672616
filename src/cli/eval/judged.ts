import { UsageError } from '../../errors.ts';
import { bestOf } from '../../model/best.ts';
import { combineTopics } from '../../judge/combine.ts';
import { judge } from '../../judge/judge.ts';
import { counted, type Figures, type Outcome } from '../../judge/measure/figures.ts';
import { intervalsOf, type Intervals } from '../../judge/measure/intervals.ts';
import type { CompiledRules } from '../../judge/topic-rules.ts';
import type { Verdict } from '../../model/topic.ts';
import { noSuchTopic } from '../topic-rules.ts';
import type { Labelled } from './labelled.ts';

/** A labelled text and what the rules think of it: of several topics, the best verdict. */
export interface Judgement {
  readonly document: Labelled;
  readonly verdict: Verdict;
}

/** Only this topic of the rules; all of them where none is named. @throws UsageError naming the topics that there are */
export function narrowed(rules: CompiledRules, topic: string | undefined): CompiledRules {
  if (topic === undefined) return rules;
  const wanted = rules.topics.filter(({ id }) => id === topic);
  if (wanted.length > 0) return combineTopics(wanted, rules.revision);
  throw noSuchTopic(topic, rules.topics);
}

/** @throws UsageError if the rules have no topic */
export function judgeAll(rules: CompiledRules, documents: readonly Labelled[]): Judgement[] {
  return documents.map((document) => {
    const { title, text, kind } = document;
    const verdict = bestOf(judge(rules, { title, text, ...(kind === undefined ? {} : { kind }) }));
    if (verdict === undefined) throw new UsageError('there is no topic to judge by');
    return { document, verdict };
  });
}

export const isError = ({ document, verdict }: Judgement): boolean => document.label !== verdict.match;

/** All, those without the borderline ones, and both by kind, as far as there are any. */
export function groupsOf<One extends Judgement>(judged: readonly One[]): [name: string, list: readonly One[]][] {
  const parts: [string, readonly One[]][] = [
    ['all', judged],
    ['clear-cut', judged.filter(({ document }) => !document.borderline)],
  ];
  const groups = parts.flatMap(([part, list]): [string, readonly One[]][] => [
    [part, list],
    [`${part}, articles`, list.filter(({ verdict }) => verdict.judgedAs === 'article')],
    [`${part}, briefs`, list.filter(({ verdict }) => verdict.judgedAs === 'brief')],
  ]);
  return groups.filter(([, list]) => list.length > 0);
}

/** Figures and their intervals for each group. @param verdictOf which of its verdicts is measured */
export function measured<One extends Judgement>(
  judged: readonly One[],
  verdictOf: (one: One) => Verdict = ({ verdict }) => verdict,
): { readonly figures: Readonly<Record<string, Figures>>; readonly intervals: Readonly<Record<string, Intervals>> } {
  const groups = groupsOf(judged).map(([name, list]): [string, Outcome[]] => [
    name,
    list.map((one) => ({ label: one.document.label, match: verdictOf(one).match })),
  ]);
  return {
    figures: Object.fromEntries(groups.map(([name, outcomes]) => [name, counted(outcomes)])),
    intervals: Object.fromEntries(groups.map(([name, outcomes]) => [name, intervalsOf(outcomes)])),
  };
}
