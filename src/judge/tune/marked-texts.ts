import { combineTopics } from '../combine.ts';
import { conceptHits, followersIn, missingConcepts } from '../concepts.ts';
import { findHits, outermost, withoutExcepted, type Hit, type OwnHits } from '../hits.ts';
import { kindOf } from '../judge.ts';
import { askedFor, madeOf } from '../made-of.ts';
import { scanText, type ScannedText } from '../scan.ts';
import { applyRule } from '../score.ts';
import type { Term } from '../term.ts';
import type { CompiledTopic, Concept, ConceptIndex, Followers, Rule } from '../topic-rules.ts';
import { FACTORS, scaledRule } from './setting.ts';
import { nameOfTerm, type TermChange } from './term-change.ts';
import type { Marked, Weighed } from './weigh.ts';

interface ReadText {
  readonly scanned: ScannedText;
  readonly judgedAs: Weighed['judgedAs'];
  /** Where each term was found. */
  readonly hits: Map<Term, readonly Hit[]>;
  readonly exceptions: OwnHits['exceptions'];
  /** What it is worth, by the changes of terms that concern it. */
  readonly weighed: Map<string, Weighed>;
}

const NONE: readonly Hit[] = [];

/**
 * Marked texts, read once, and what each is worth under any choice of terms and points: the engine's own functions on its
 * own hits, so that a setting scores as it will once it is written.
 */
export class MarkedTexts {
  readonly topic: CompiledTopic;
  readonly marks: readonly Marked[];
  readonly #read: readonly ReadText[];
  readonly #known: Set<Term>;
  readonly #variants: readonly (readonly Rule[])[];
  readonly #madeOf: readonly ReadonlySet<ConceptIndex>[];
  readonly #followers: Followers;

  constructor(topic: CompiledTopic, marks: readonly Marked[]) {
    this.topic = topic;
    this.marks = marks;
    const terms = topic.concepts.flatMap((concept) => concept.terms);
    this.#known = new Set(terms);
    this.#read = readTexts(topic, terms, marks);
    this.#variants = topic.rules.map((rule) => FACTORS.map((factor) => scaledRule(rule, factor)));
    this.#followers = followersIn(topic);
    this.#madeOf = topic.rules.map(({ pattern }) =>
      madeOf([...topic.needs, ...askedFor(pattern, 'without')], topic, 'without'),
    );
  }

  /** Finds new terms in all texts, for the methods below. */
  find(terms: readonly Term[]): void {
    const unknown = terms.filter((term) => !this.#known.has(term));
    if (unknown.length === 0) return;
    const rules = combineTopics([apart(this.topic, unknown)], '');
    for (const [index, { hits }] of this.#read.entries()) {
      const { title = '', text = '' } = this.marks[index] ?? {};
      const found = findHits(rules, scanText(title, text, rules.vocabulary))[0];
      for (const [number, term] of unknown.entries()) hits.set(term, found?.terms[number] ?? NONE);
    }
    for (const term of unknown) this.#known.add(term);
  }

  /** Where a text has a term, as far as the exceptions of a concept leave it. */
  hits(index: number, term: Term, concept: ConceptIndex): readonly Hit[] {
    const hits = this.#read[index]?.hits.get(term) ?? NONE;
    const excepted = this.#read[index]?.exceptions[concept];
    return excepted === undefined ? hits : withoutExcepted(outermost(hits), outermost(excepted));
  }

  /** What a text is worth with the terms changed so. */
  weighed(index: number, changes: readonly TermChange[]): Weighed {
    const read = this.#read[index] as ReadText;
    const felt = changes.filter(({ term }) => (read.hits.get(term)?.length ?? 0) > 0);
    const key = felt.map(nameOfTerm).toSorted().join('\n');
    const known = read.weighed.get(key);
    if (known !== undefined) return known;
    const weighed = {
      right: this.marks[index]?.right ?? false,
      judgedAs: read.judgedAs,
      worth: this.#worth(read, felt, felt.length === 0 ? undefined : this.weighed(index, [])),
    };
    read.weighed.set(key, weighed);
    return weighed;
  }

  /** By rule and step; rules that do not ask for a changed concept are worth what they were before. */
  #worth(read: ReadText, changes: readonly TermChange[], before: Weighed | undefined): Weighed['worth'] {
    const { topic } = this;
    const hits = conceptHits(topic, this.#followers, ownHits(topic, read, changes), read.scanned);
    const nothingCounts = missingConcepts(topic, hits).length > 0;
    return this.#variants.map((steps, rule) => {
      const same = before?.worth[rule];
      if (same !== undefined && !changes.some(({ concept }) => this.#madeOf[rule]?.has(concept))) return same;
      return steps.map((one) => {
        if (nothingCounts || (one.only !== null && one.only !== read.judgedAs)) return 0;
        return applyRule(one, topic, hits, read.scanned).reduce((sum, { points }) => sum + points, 0);
      });
    });
  }
}

/** A topic with one concept a term, to see terms apart. */
const apart = (topic: CompiledTopic, terms: readonly Term[]): CompiledTopic => ({
  ...topic,
  concepts: terms.map((term): Concept => ({ id: '', terms: [term], except: [], includes: [], patterns: [] })),
  rules: [],
});

function readTexts(topic: CompiledTopic, terms: readonly Term[], marks: readonly Marked[]): ReadText[] {
  const rules = combineTopics([apart(topic, terms), topic], '');
  return marks.map(({ title, text, kind }) => {
    const scanned = scanText(title, text, rules.vocabulary);
    const [found, own] = findHits(rules, scanned);
    const hits = new Map<Term, readonly Hit[]>();
    for (const [number, some] of found?.terms.entries() ?? []) {
      const term = terms[number];
      if (some !== undefined && term !== undefined) hits.set(term, some);
    }
    return {
      scanned,
      judgedAs: kindOf(topic, scanned, kind),
      hits,
      exceptions: own?.exceptions ?? [],
      weighed: new Map(),
    };
  });
}

function ownHits(topic: CompiledTopic, read: ReadText, changes: readonly TermChange[]): OwnHits {
  const terms: (readonly Hit[])[] = [];
  const exceptions = [...read.exceptions];
  const out = new Set(changes.filter(({ kind }) => kind === 'out').map(({ term }) => term));
  const hitsOf = (term: Term): readonly Hit[] => read.hits.get(term) ?? NONE;
  for (const [index, concept] of topic.concepts.entries()) {
    const own = concept.terms.flatMap((term) => (out.has(term) ? NONE : hitsOf(term)));
    if (own.length > 0) terms[index] = own;
  }
  for (const { kind, concept, term } of changes) {
    const list = kind === 'in' ? terms : exceptions;
    if (kind !== 'out') list[concept] = [...(list[concept] ?? NONE), ...hitsOf(term)];
  }
  return { terms, exceptions };
}
