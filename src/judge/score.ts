import type { Contribution } from '../model/topic.ts';
import { placeOf } from './hits.ts';
import { findPattern, type ConceptHits, type Found } from './relations.ts';
import type { ScannedText } from './scan.ts';
import { snippetOf, wordsOf } from './snippet.ts';
import { PLACES, type CompiledTopic, type ConceptIndex, type Place, type Rule } from './topic-rules.ts';

/** Points are tenths: small enough to tune with, large enough to read. */
export const round = (points: number): number => Math.round(points * 10) / 10 || 0;

/** So many sentences count for a rule without "most", so that a verdict stays of a size to keep and to read. */
export const MOST_SENTENCES = 50;

const NOTHING: readonly Contribution[] = [];

/** What one rule gives or takes. Each sentence counts once, in reading order, until the rule's most is reached. */
export function applyRule(
  rule: Rule,
  topic: CompiledTopic,
  hits: ConceptHits,
  text: ScannedText,
): readonly Contribution[] {
  const found = onePerSentence(findPattern(rule.pattern, hits, text, topic.leadWords));
  if (found.length < rule.least) return NOTHING;
  return rule.share === null ? counted(rule, topic, found, text) : dense(rule, rule.share, topic, found, text);
}

function onePerSentence(found: readonly Found[]): readonly Found[] {
  return found.filter(({ hit }, index) => hit.sentence !== found[index - 1]?.hit.sentence);
}

function counted(rule: Rule, topic: CompiledTopic, found: readonly Found[], text: ScannedText): Contribution[] {
  const contributions: Contribution[] = [];
  let left = rule.most;
  for (const one of found.slice(0, MOST_SENTENCES)) {
    const full = rule.points[one.place];
    const points = round(Math.sign(full) * Math.min(Math.abs(full), left));
    if (points === 0) continue;
    left = round(left - Math.abs(points));
    const counts = contribution(points, rule, topic, one, text);
    contributions.push(left === 0 ? { ...counts, most: rule.most } : counts);
  }
  return contributions;
}

function dense(
  rule: Rule,
  full: number,
  topic: CompiledTopic,
  found: readonly Found[],
  text: ScannedText,
): readonly Contribution[] {
  const [first] = found;
  if (first === undefined) return NOTHING;
  const sentences = sentencesIn(rule.pattern.in, text, topic.leadWords);
  const points = round(rule.points.body * Math.min(1, found.length / sentences / full));
  if (points === 0) return NOTHING;
  const density = { held: found.length, of: sentences };
  return [{ ...contribution(points, rule, topic, first, text), density }];
}

/** How many sentences a text has at some places; an empty title is none. The lead is one stretch, behind the title. */
function sentencesIn(places: readonly Place[], text: ScannedText, leadWords: number): number {
  const all = text.sentenceStarts.length;
  let body = 1;
  while (body < all && placeOf({ sentence: body }, text, leadWords) === 'lead') body++;
  const counts = { title: text.bodyStart === 0 ? 0 : 1, lead: body - 1, body: all - body };
  return PLACES.reduce((sum, place) => (places.includes(place) ? sum + counts[place] : sum), 0);
}

function contribution(
  points: number,
  { name, pattern }: Rule,
  topic: CompiledTopic,
  { hit, place, together }: Found,
  text: ScannedText,
): Contribution {
  const idOf = (concept: ConceptIndex): string => topic.concepts[concept]?.id ?? '';
  const alone = {
    concept: idOf(pattern.find),
    term: wordsOf(hit, text),
    where: place,
    snippet: snippetOf(hit, text, together),
    points,
    rule: name,
  };
  if (together.length === 0) return alone;
  const others = together.map((other) => ({ concept: idOf(other.concept), term: wordsOf(other.hit, text) }));
  return { ...alone, together: others };
}
