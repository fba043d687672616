import { mostOf } from './sight/upper-bound.ts';
import { round } from './score.ts';
import { PLACES, type CompiledTopic, type Place } from './topic-rules.ts';
import type { PatternEntry, RuleEntry } from './topic-schema.ts';

/** What a schema cannot tell: keys that contradict each other, or can never do anything. */

/** A key below that of the pattern or rule, and what is wrong there. */
export type Told = readonly [key: string, message: string];

export function patternMistakes(entry: PatternEntry): Told[] {
  const { find, with: near = [], without: apart = [] } = entry;
  const told: Told[] = [];
  if (near.length + apart.length === 0) {
    for (const key of ['within', 'order'] as const) {
      if (entry[key] !== undefined) {
        told.push([key, 'needs "with" or "without": the concepts that must or must not be near']);
      }
    }
  }
  if (near.includes(find)) {
    told.push(['with', `is "${find}" as "find" is, and every place is near itself; for several places use "least"`]);
  }
  if (apart.includes(find)) told.push(['without', `is "${find}" as "find" is, so that it can never hold`]);
  const both = near.find((concept) => apart.includes(concept));
  if (both !== undefined) told.push(['without', `is "${both}" as "with" is, so that it can never hold`]);
  return told;
}

/** The points of a rule by place, as they are written. */
export function pointsOf({ points }: RuleEntry): Readonly<Record<Place, number>> {
  if (typeof points === 'number') return { title: points, lead: points, body: points };
  return { title: points.title ?? 0, lead: points.lead ?? 0, body: points.body ?? 0 };
}

export function ruleMistakes(entry: RuleEntry): Told[] {
  const { share, points, most, least, in: places } = entry;
  const told: Told[] = [];
  if (share !== undefined) {
    if (typeof points !== 'number') told.push(['points', 'must be one number for a rule with "share"']);
    if (most !== undefined) told.push(['most', 'must not stand beside "share": the points are the most']);
    if (least !== undefined) told.push(['least', 'must not stand beside "share"; leave one of them out']);
    return told;
  }
  const byPlace = pointsOf(entry);
  const largest = Math.max(...PLACES.map((place) => byPlace[place]));
  if (largest === 0) told.push(['points', 'must give points for title, lead or body']);
  else if (places.every((place) => byPlace[place] === 0)) {
    told.push(['points', `must give points for ${places.join(' or ')}, where the rule looks ("in")`]);
  }
  if (most !== undefined && most < largest) {
    told.push(['most', `is ${most}, must not be less than the points for one sentence (${largest})`]);
  }
  if (least !== undefined && places.every((place) => place === 'title')) {
    told.push(['least', `is ${least}, but the title is one sentence ("in")`]);
  }
  return told;
}

const KINDS = ['brief', 'article'] as const;
const NAMES = { brief: 'a brief', article: 'an article' } as const;

/** Thresholds that contradict each other, or that no article can reach. @param topic of which nothing else is wrong */
export function thresholdMistakes({ match, near, rules }: CompiledTopic): Told[] {
  const most = (kind: (typeof KINDS)[number]): number => {
    const counting = rules.filter(({ only }) => only === null || only === kind);
    return round(counting.reduce((sum, rule) => sum + mostOf(rule), 0));
  };
  const tooNear = KINDS.find((kind) => near[kind] > match[kind]);
  // One threshold for both need not be in reach of both, and a topic may be meant for one kind alone.
  const tooFar = KINDS.find((kind) => {
    const alike = KINDS.filter((other) => match[other] === match[kind]);
    return most(kind) > 0 && alike.every((other) => match[other] > most(other));
  });
  const told: Told[] = [];
  if (tooNear !== undefined) {
    told.push(['near', `is ${near[tooNear]}, must not be more than match (${match[tooNear]})`]);
  }
  if (tooFar !== undefined) {
    const given = `can give ${NAMES[tooFar]} (${most(tooFar)})`;
    told.push(['match', `is ${match[tooFar]}, must not be more than all rules together ${given}`]);
  }
  return told;
}
