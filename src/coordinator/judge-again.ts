import { ofTopics } from '../decide/match.ts';
import { judge } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import type { Basis } from '../model/article.ts';
import type { Verdict } from '../model/topic.ts';

/** What the rules think now of an article of which the words are there. @param topics those its feed names; all where absent */
export function judgeAgain(
  rules: CompiledRules,
  { title, text, basis }: { readonly title: string; readonly text: string; readonly basis: Basis | null },
  topics: readonly string[] | undefined,
): readonly Verdict[] {
  return ofTopics(judge(rules, { title, text, ...(basis === 'summary' ? { kind: 'brief' } : {}) }), topics);
}
