import type { Verdict } from '../model/topic.ts';
import { conceptHits, hitsByTopic, missingConcepts, type OwnHits } from './concepts.ts';
import { findHits, type Hit } from './hits.ts';
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
  const own = hitsByTopic(rules.slots, findHits(rules, scanned));
  return rules.topics.map((topic, index) => judgeTopic(topic, own.get(index), scanned, kind));
}

function judgeTopic(
  topic: CompiledTopic,
  own: OwnHits | undefined,
  text: ScannedText,
  kind: 'brief' | 'article' | undefined,
): Verdict {
  const words = text.end - text.bodyStart;
  const judgedAs = kind ?? (words <= topic.briefWords ? 'brief' : 'article');
  const hits = own === undefined ? [] : conceptHits(topic, own, text);
  const missing = missingConcepts(topic, hits);
  const contributions = own === undefined || missing.length > 0 ? [] : contributionsOf(topic, hits, text, judgedAs);
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
    ...(missing.length === 0 ? {} : { missing: missing.map((concept) => topic.concepts[concept]?.id ?? '') }),
  };
}

function contributionsOf(
  topic: CompiledTopic,
  hits: readonly (readonly Hit[])[],
  text: ScannedText,
  judgedAs: 'brief' | 'article',
) {
  return topic.rules
    .filter(({ only }) => only === null || only === judgedAs)
    .flatMap((rule) => applyRule(rule, topic, hits, text));
}
