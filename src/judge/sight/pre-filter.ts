import type { TopicBound } from '../../model/topic.ts';
import { withoutPossessive } from '../fold.ts';
import { askedFor, madeOf } from '../made-of.ts';
import { possiblePoints, type FilterConcept, type SpeaksFor } from './possible-points.ts';
import { mostOf, roundUp } from './upper-bound.ts';
import type { Sightings } from './sightings.ts';
import type { TermWord } from '../term.ts';
import type { CompiledRules, CompiledTopic, Concept, Pattern } from '../topic-rules.ts';
import { VocabularyBuilder, type WordId, type WordPattern } from '../vocabulary.ts';

/**
 * What an article must be made from before any topic can match it or nearly match it. Derived from the rules, so that it
 * never asks for more than they do: what it rules out, judge.ts would reject, whatever article were made of the words seen.
 */
export interface PreFilter {
  /**
   * The words that can speak for a topic; a word's place is its id. Those of exceptions, and of rules against, are not
   * among them.
   */
  readonly words: readonly WordPattern[];
  /** By topic, how far an article made of what was seen may come. @param topics topic ids; all where absent. */
  bounds(seen: Sightings, topics?: readonly string[]): TopicBound[];
}

/** Whether an article so made may match or nearly match. */
export const isPossible = ({ most, near }: TopicBound): boolean => most >= near;

/** A page has some hundred, with a long discussion a few thousand; of more only the words are looked at. */
const MOST_SIGHTINGS = 20_000;

export function preFilterOf(rules: CompiledRules): PreFilter {
  const list = new WordList();
  const topics = rules.topics.map((topic) => topicFilter(topic, list));
  return {
    words: list.words,
    bounds(seen, asked) {
      const present = new Set(seen.words);
      return topics
        .filter(({ id }) => asked === undefined || asked.includes(id))
        .map((topic) => {
          // By the words alone, wherever they stand: the first, cheap answer.
          const bound = boundOf(topic, pointsByWords(topic, present));
          const sure = !isPossible(bound) || seen.words.length > MOST_SIGHTINGS;
          return sure ? bound : boundOf(topic, possiblePoints(topic, seen));
        });
    },
  };
}

/** Numbers word patterns as a VocabularyBuilder does, and keeps them. */
class WordList {
  readonly words: WordPattern[] = [];
  readonly #builder = new VocabularyBuilder();

  /** A possessive may stand apart from its word on a page: the word alone is looked for. */
  add(written: WordPattern): WordId {
    const pattern = { ...written, shape: withoutPossessive(written.shape) };
    const id = this.#builder.add(pattern);
    this.words[id] ??= pattern;
    return id;
  }
}

interface TopicFilter extends SpeaksFor {
  readonly id: string;
  readonly near: CompiledTopic['near'];
}

function topicFilter(topic: CompiledTopic, list: WordList): TopicFilter {
  const rules = topic.rules.filter((rule) => mostOf(rule) > 0);
  const asked = rules.flatMap(({ pattern }) => askedFor(pattern, null));
  const needed = madeOf([...topic.needs, ...asked], topic, null);
  const concepts = topic.concepts.map((concept, index) =>
    needed.has(index) ? filterConcept(concept, list) : undefined,
  );
  return { id: topic.id, near: topic.near, rules, needs: topic.needs, concepts };
}

const filterConcept = ({ terms, includes, patterns }: Concept, list: WordList): FilterConcept => ({
  terms: terms.map(({ words }) =>
    withoutFillers(words).map(({ forms, gap }) => ({ ids: forms.map((form) => list.add(form)), gap })),
  ),
  includes,
  patterns,
});

/** They are on every page, and say little of it. */
const FILLERS = new Set('a and at by for in of on the to with'.split(' '));

/** A term without small words inside: instead, as many more words may stand between the others. */
function withoutFillers(words: readonly TermWord[]): TermWord[] {
  const kept: TermWord[] = [];
  let wider = 0;
  for (const [index, word] of words.entries()) {
    const within = index > 0 && index < words.length - 1;
    if (within && word.forms.every(({ spelling }) => FILLERS.has(spelling))) {
      wider += word.gap + 1;
      continue;
    }
    kept.push({ forms: word.forms, gap: word.gap + wider });
    wider = 0;
  }
  return kept;
}

/** By rule: the most points it can give. */
type Points = readonly number[];

function boundOf({ id, rules, near }: TopicFilter, points: Points): TopicBound {
  const bounds = (['brief', 'article'] as const).map((kind) => {
    const counting = points.filter((_, index) => rules[index]?.only === null || rules[index]?.only === kind);
    const most = roundUp(counting.reduce((sum, one) => sum + one, 0));
    return { topic: id, most, near: near[kind] };
  });
  return bounds.reduce((one, other) => (other.most - other.near > one.most - one.near ? other : one));
}

function pointsByWords({ rules, needs, concepts }: TopicFilter, present: ReadonlySet<WordId>): Points {
  // A concept stands after those it is made of, so that one walk does.
  const found: boolean[] = [];
  const holds = (pattern: Pattern): boolean => askedFor(pattern, null).every((concept) => found[concept]);
  for (const concept of concepts) {
    found.push(
      concept !== undefined &&
        (concept.includes.some((one) => found[one]) ||
          concept.patterns.some(holds) ||
          concept.terms.some((words) => words.every(({ ids }) => ids.some((id) => present.has(id))))),
    );
  }
  const counts = needs.every((concept) => found[concept]);
  return rules.map((rule) => (counts && holds(rule.pattern) ? mostOf(rule) : 0));
}
