import type { Verdict } from '../model/topic.ts';
import { conceptHits, hitsByTopic, type OwnHits } from './concepts.ts';
import { findHits } from './hits.ts';
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
  const contributions = own === undefined ? [] : contributionsOf(topic, own, text, judgedAs);
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

function contributionsOf(topic: CompiledTopic, own: OwnHits, text: ScannedText, judgedAs: 'brief' | 'article') {
  const hits = conceptHits(topic, own, text);
  return topic.rules
    .filter(({ only }) => only === null || only === judgedAs)
    .flatMap((rule) => applyRule(rule, topic, hits, text));
}
