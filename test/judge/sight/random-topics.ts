import assert from 'node:assert/strict';
import { combineTopics } from '../../../src/judge/combine.ts';
import { compileTopic } from '../../../src/judge/compile.ts';
import { judge, type Judged } from '../../../src/judge/judge.ts';
import type { CompiledRules } from '../../../src/judge/topic-rules.ts';
import type { Random } from '../../support/random.ts';

/** A topic file's value. */
export type TopicValue = Readonly<Record<string, unknown>>;

/** A topic of all that the rule language has, about the words of a text: what it finds, it mostly finds there. */
export function randomTopic(random: Random, text: string, id = 'random'): TopicValue {
  const words = text.match(/[\p{L}\p{M}\p{N}’'.-]*[\p{L}\p{N}]/gu) ?? ['nothing'];
  const count = random.between(2, 5);
  const names = Array.from({ length: count }, (_, index) => `c${index}`);
  const concepts = Object.fromEntries(
    names.map((name, index) => [name, concept(random, words, names.slice(0, index))]),
  );
  const rules = Array.from({ length: random.between(1, 4) }, (_, index) => rule(random, names, `rule ${index}`));
  const against = random.between(0, 2) === 0 ? [{ ...rule(random, names, 'against'), only: undefined }] : [];
  const needs = random.between(0, 3) === 0 ? { needs: random.pick([names.slice(0, 2), names.slice(-1)]) } : {};
  return { id, match: 0.1, near: 0.1, ...needs, for: rules, against, concepts };
}

function concept(random: Random, words: readonly string[], others: readonly string[]): unknown {
  const terms = (): string[] => Array.from({ length: random.between(1, 3) }, () => term(random, words));
  const made = others.length > 0 && random.between(0, 2) === 0;
  return {
    [random.between(0, 4) === 0 ? 'exact' : 'words']: terms(),
    ...(random.between(0, 6) === 0 ? { except: terms() } : {}),
    ...(others.length > 0 && random.between(0, 5) === 0 ? { includes: random.pick(others) } : {}),
    ...(made ? { also: [pattern(random, others)] } : {}),
  };
}

/** A word, or some that follow each other, with a gap, an ending, or any ending. */
function term(random: Random, words: readonly string[]): string {
  const at = random.between(0, words.length - 1);
  const pieces = words.slice(at, at + random.pick([1, 1, 1, 2, 2, 3])).map((word) => word.replace(/[()*#.…]+/g, ''));
  if (pieces.length === 3 && random.between(0, 1) === 0) pieces[1] = random.pick(['...', '...2']);
  const last = pieces.length - 1;
  const word = pieces[last] ?? '';
  const cut = random.between(3, 5);
  const ending = /^\p{L}{4,}$/u.test(word) ? random.between(0, 5) : 5;
  if (ending === 0) pieces[last] = `${word.slice(0, cut)}*`;
  else if (ending === 1) pieces[last] = `${word.slice(0, -1)}(${word.slice(-1)}|zz)`;
  if (random.between(0, 7) === 0) pieces[0] = (pieces[0] ?? '').toUpperCase();
  if (random.between(0, 15) === 0) pieces[0] = '#';
  if (random.between(0, 9) === 0 && /^[\p{L}'’]+$/u.test(pieces[0] ?? '')) pieces[0] = `(${pieces[0]}|zz)`;
  return pieces.join(' ');
}

function pattern(random: Random, names: readonly string[]): Record<string, unknown> {
  const find = random.pick(names);
  const others = names.filter((name) => name !== find);
  const withOthers = others.length > 0 && random.between(0, 2) > 0;
  return {
    find,
    ...(withOthers
      ? { with: random.between(0, 3) === 0 ? [random.pick(others), random.pick(others)] : random.pick(others) }
      : {}),
    ...(withOthers
      ? {
          within: random.pick([
            'sentence',
            '2 sentences',
            '0 words',
            '1 word',
            '4 words',
            '20 words',
            'paragraph',
            'text',
          ]),
        }
      : {}),
    ...(withOthers && random.between(0, 3) === 0 ? { order: random.pick(['before', 'after']) } : {}),
    ...(random.between(0, 5) === 0 ? { in: random.pick(['title', 'lead', 'body']) } : {}),
    ...(others.length > 0 && random.between(0, 6) === 0 ? { without: random.pick(others) } : {}),
  };
}

function rule(random: Random, names: readonly string[], name: string): Record<string, unknown> {
  const base = { name, ...pattern(random, names) };
  const points = (): number => random.pick([0.1, 0.2, 0.3, 1, 1.5, 4]);
  if (random.between(0, 6) === 0) return { ...base, points: points(), share: random.pick(['5%', '30%', '100%']) };
  return {
    ...base,
    points: random.between(0, 1) === 0 ? points() : { title: points(), lead: points(), body: points() },
    ...(random.between(0, 2) === 0 ? { most: random.pick([4, 4.5, 7.2]) } : {}),
    ...(random.between(0, 4) === 0 ? { least: random.pick([2, 2, 3, 5]) } : {}),
    ...(random.between(0, 5) === 0 ? { only: random.pick(['brief', 'article']) } : {}),
  };
}

/** The rules of such topics; null if one has a mistake, as topics of random words may have. */
export function rulesOf(...topics: TopicValue[]): CompiledRules | null {
  const compiled = topics.map((rules) => compileTopic({ file: 'random.yaml', rules }));
  const whole = compiled.flatMap((one) => ('topic' in one ? [one.topic] : []));
  return whole.length === compiled.length ? combineTopics(whole, 'random') : null;
}

/** The rules with thresholds that an article just reaches; null if they find nothing in it. */
export function justReached(topic: TopicValue, article: Judged): CompiledRules | null {
  const rules = rulesOf(topic);
  const [verdict] = rules === null ? [] : judge(rules, article);
  if (verdict === undefined || verdict.score === 0) return null;
  const reached = rulesOf({ ...topic, match: verdict.score, near: verdict.score });
  assert.ok(reached);
  return reached;
}
