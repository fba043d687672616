import type { Place, Thresholds } from '../topic-rules.ts';
import { LEARNT, type Learner, type Side } from './learnt.ts';
import { factorOf, scaled, scaledRule, type Part, type Setting } from './setting.ts';
import type { Candidate, TermChange } from './term-change.ts';

/** One change of a topic file's value. */
export interface Change {
  /** `number`: another number. `out`: a term goes. `except`, `in`: a term comes. `rule`: the rule that learnt words need. */
  readonly kind: 'number' | 'out' | 'except' | 'in' | 'rule';
  /** Dotted: `for.2.points.title`; the term that goes (`concepts.place.words.1`); the list that a term or rule joins. */
  readonly path: string;
  readonly from: number | string | null;
  readonly to: number | string | LearntRule | null;
  readonly why: string;
  /** In how many of the five folds learning without that fold led to the same change. Null for what follows from others. */
  readonly folds: number | null;
}

export interface LearntRule {
  readonly name: string;
  readonly find: string;
  readonly points: Readonly<Record<Place, number>>;
  readonly most: number;
}

/** A topic file's value as far as it is changed here. To be used on what compileTopic accepted. */
export interface TunableTopic {
  readonly match: number | Thresholds;
  readonly for: readonly TunableRule[];
  readonly against?: readonly TunableRule[];
  readonly concepts: Readonly<Record<string, TunableConcept>>;
}

interface TunableRule {
  readonly name: string;
  readonly points: number | Partial<Readonly<Record<Place, number>>>;
  readonly most?: number;
}

type TunableConcept = readonly Word[] | { readonly words?: readonly Word[]; readonly exact?: readonly Word[] };
type Word = string | number;

/** What is said of a change beside where and what. */
type Told = Pick<Change, 'why' | 'folds'>;

/**
 * What a setting changes in the file.
 * @param candidates those that its terms were chosen from
 * @param parts what it changes, and what is to be said of that
 */
export function changesOf(
  topic: TunableTopic,
  learner: Learner,
  candidates: readonly Candidate[],
  setting: Setting,
  parts: readonly (Told & { readonly part: Part })[],
): Change[] {
  const ofNewRules = Object.values(learner.newRules);
  const changes = parts.flatMap(({ part, ...told }) => {
    if (typeof part === 'number' && ofNewRules.includes(part)) return [];
    if (typeof part === 'number' || !('term' in part)) return numberChanges(topic, part, setting, told);
    const candidate = candidates.find(({ change }) => change === part);
    const id = learner.topic.concepts[part.concept]?.id ?? '';
    return candidate === undefined ? [] : [termChange(topic, candidate, id, told)];
  });
  return [...changes, ...rulesFor(learner, setting)];
}

/** The numbers that a moved threshold or a rule with other points changes in the file. */
function numberChanges(topic: TunableTopic, part: Exclude<Part, TermChange>, setting: Setting, told: Told): Change[] {
  if (typeof part === 'number') return ruleChanges(topic, part, factorOf(setting, part), told);
  const { match } = topic;
  const { why, folds } = told;
  if (typeof match === 'number') {
    return [{ kind: 'number', path: 'match', from: match, to: setting.match.article, why: `threshold: ${why}`, folds }];
  }
  return part.map((kind) => ({
    kind: 'number',
    path: `match.${kind}`,
    from: match[kind],
    to: setting.match[kind],
    why: `threshold for ${kind}s: ${why}`,
    folds,
  }));
}

function ruleChanges(topic: TunableTopic, number: number, factor: number, told: Told): Change[] {
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
  const why = `“${name}” ×${factor}: ${told.why}`;
  return [...numbers, ['most', most] as const].flatMap(([key, from]) => {
    const to = from === undefined ? from : scaled(from, factor);
    if (from === undefined || to === undefined || to === from) return [];
    return [{ kind: 'number' as const, path: `${path}.${key}`, from, to, why, folds: told.folds }];
  });
}

/** What a term that comes, goes or is excepted changes in the file. */
function termChange(topic: TunableTopic, { change, right, wrong }: Candidate, id: string, told: Told): Change {
  const { kind, term } = change;
  const concept = topic.concepts[id];
  const path = `concepts.${id}`;
  const why = `in ${right} right, ${wrong} wrong: ${told.why}`;
  const base = { kind, why, folds: told.folds };
  if (kind === 'except') return { ...base, path: `${path}.except`, from: null, to: term.written };
  const isList = concept === undefined || Array.isArray(concept);
  if (kind === 'in') return { ...base, path: isList ? path : `${path}.words`, from: null, to: term.written };
  for (const [list, words] of listsOf(concept)) {
    const index = words.findIndex((word) => String(word) === term.written);
    if (index >= 0) return { ...base, path: `${path}${list}.${index}`, from: term.written, to: null };
  }
  throw new Error(`${path} has no ${term.written}`);
}

function listsOf(concept: TunableConcept | undefined): [path: string, words: readonly Word[]][] {
  if (concept === undefined) return [];
  if (!('words' in concept || 'exact' in concept)) return [['', concept as readonly Word[]]];
  return [
    ['.words', concept.words ?? []],
    ['.exact', concept.exact ?? []],
  ];
}

/** The rules that the file lacks for the words that it learns. */
function rulesFor({ topic, concepts, newRules }: Learner, setting: Setting): Change[] {
  return (['for', 'against'] as const).flatMap((side: Side) => {
    const number = newRules[side];
    const rule = number === undefined ? undefined : topic.rules[number];
    const needed = setting.terms.some(({ kind, concept }) => kind === 'in' && concept === concepts[side]);
    if (number === undefined || rule === undefined || !needed) return [];
    const { points, most } = scaledRule(rule, factorOf(setting, number));
    const to: LearntRule = {
      name: rule.name,
      find: LEARNT[side].concept,
      points: { title: Math.abs(points.title), lead: Math.abs(points.lead), body: Math.abs(points.body) },
      most,
    };
    return [{ kind: 'rule', path: side, from: null, to, why: 'counts the new words', folds: null }];
  });
}
