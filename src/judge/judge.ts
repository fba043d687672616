import type { Contribution, Verdict } from '../model/topic.ts';
import { conceptHits, missingConcepts } from './concepts.ts';
import { findHits } from './hits.ts';
import type { ConceptHits } from './relations.ts';
import { scanText, type ScannedText } from './scan.ts';
import { applyRule, round } from './score.ts';
import type { CompiledRules, CompiledTopic } from './topic-rules.ts';

/** What is judged. Without a kind, the length decides whether it is a brief. */
export interface Judged {
  readonly title: string;
  /** The body, one paragraph a line. */
  readonly text: string;
  /** `brief`: a headline with a summary. */
  readonly kind?: 'brief' | 'article';
}

/**
 * What the rules think of an article: one verdict a topic, in the topics' order. Pure; linear in the text: it is read
 * once, however many topics there are, and a topic whose words it does not contain costs nothing.
 */
export function judge(rules: CompiledRules, { title, text, kind }: Judged): Verdict[] {
  const scanned = scanText(title, text, rules.vocabulary);
  const own = findHits(rules, scanned);
  const words = scanned.end - scanned.bodyStart;
  return rules.topics.map((topic, index) => {
    const judgedAs = kindOf(topic, scanned, kind);
    const named = own[index];
    const hits = named === undefined ? [] : conceptHits(topic, rules.followers[index] ?? [], named, scanned);
    const missing = missingConcepts(topic, hits);
    const counts = named !== undefined && missing.length === 0;
    const contributions = counts ? contributionsOf(topic, hits, scanned, judgedAs) : [];
    const verdict = verdictOn(topic, judgedAs, words, contributions);
    if (missing.length === 0) return verdict;
    return { ...verdict, missing: missing.map((concept) => topic.concepts[concept]?.id ?? '') };
  });
}

/** What a text is judged as. @param given what it is for certain */
export const kindOf = (
  { briefWords }: Pick<CompiledTopic, 'briefWords'>,
  { bodyStart, end }: Pick<ScannedText, 'bodyStart' | 'end'>,
  given: Judged['kind'],
): Verdict['judgedAs'] => given ?? (end - bodyStart <= briefWords ? 'brief' : 'article');

function contributionsOf(
  topic: CompiledTopic,
  hits: ConceptHits,
  text: ScannedText,
  judgedAs: 'brief' | 'article',
): readonly Contribution[] {
  const contributions: Contribution[] = [];
  for (const rule of topic.rules) {
    if (rule.only === null || rule.only === judgedAs) contributions.push(...applyRule(rule, topic, hits, text));
  }
  return contributions;
}

function verdictOn(
  topic: CompiledTopic,
  judgedAs: 'brief' | 'article',
  words: number,
  contributions: readonly Contribution[],
): Verdict {
  const score = Math.max(0, round(contributions.reduce((sum, { points }) => sum + points, 0)));
  const threshold = topic.match[judgedAs];
  const match = score >= threshold;
  return {
    topic: topic.id,
    match,
    near: !match && score >= topic.near[judgedAs],
    score,
    threshold,
    judgedAs,
    words,
    contributions,
  };
}
