import type { Place, Thresholds } from '../topic-rules.ts';
import { FACTORS, scaled, type Part, type Setting } from './setting.ts';

/** One number of a topic file to be replaced. `path` is dotted, such as `for.2.points.title`. */
export interface Change {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** A topic file's value as far as it is changed here. To be used on what compileTopic accepted. */
export interface TunableTopic {
  readonly match: number | Thresholds;
  readonly for: readonly TunableRule[];
  readonly against?: readonly TunableRule[];
}

interface TunableRule {
  readonly name: string;
  readonly points: number | Partial<Readonly<Record<Place, number>>>;
  readonly most?: number;
}

/** The numbers that one part of a setting changes in the file. */
export function changesOf(topic: TunableTopic, part: Part, setting: Setting, effect: string): Change[] {
  if (typeof part === 'number') return ruleChanges(topic, part, FACTORS[setting.steps[part] ?? 0] ?? 1, effect);
  const { match } = topic;
  if (typeof match === 'number') {
    return [{ path: 'match', from: match, to: setting.match.article, why: `threshold: ${effect}` }];
  }
  return part.map((kind) => ({
    path: `match.${kind}`,
    from: match[kind],
    to: setting.match[kind],
    why: `threshold for ${kind}s: ${effect}`,
  }));
}

function ruleChanges(topic: TunableTopic, number: number, factor: number, effect: string): Change[] {
  const { for: speaksFor, against = [] } = topic;
  const isFor = number < speaksFor.length;
  const index = isFor ? number : number - speaksFor.length;
  const rule = (isFor ? speaksFor : against)[index];
  if (rule === undefined) return [];
  const { name, points, most } = rule;
  const path = `${isFor ? 'for' : 'against'}.${index}`;
  const numbers: [string, number | undefined][] =
    typeof points === 'number'
      ? [['points', points]]
      : Object.entries(points).map(([place, one]) => [`points.${place}`, one]);
  const why = `“${name}” ×${factor}: ${effect}`;
  return [...numbers, ['most', most] as const].flatMap(([key, from]) => {
    const to = from === undefined ? from : scaled(from, factor);
    return from === undefined || to === undefined || to === from ? [] : [{ path: `${path}.${key}`, from, to, why }];
  });
}

/** A copy of a topic file's value with the changes made. */
export function changedTopic(topic: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(topic);
  for (const { path, to } of changes) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = copy as Record<string, unknown>;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    at[last] = to;
  }
  return copy;
}
