import { withoutOverlaps, outermost } from '../hits.ts';
import { askedFor, madeOf } from '../made-of.ts';
import { parseTerm, type Term } from '../term.ts';
import type { CompiledTopic, ConceptIndex } from '../topic-rules.ts';
import { contrast, countsOf, type Counts } from './contrast.ts';
import type { Learner } from './learnt.ts';
import type { MarkedTexts } from './marked-texts.ts';
import { NewTerms, type NewTerm } from './new-terms.ts';
import type { Candidate } from './term-change.ts';

const LEAST_WRONG = 3;
const SURE = 6.6;
const MOST_HARMFUL = 10;

/** Finds changes of terms that marks suggest: whether they help is for the search to say. */
export class Candidates {
  readonly #texts: MarkedTexts;
  readonly #learner: Learner;
  readonly #newTerms: NewTerms;
  readonly #speakingFor: readonly ConceptIndex[];
  /** Each new term compiled once, so that it is the same one wherever it is found. */
  readonly #compiled = new Map<string, Term | string>();

  constructor(texts: MarkedTexts, learner: Learner) {
    this.#texts = texts;
    this.#learner = learner;
    this.#newTerms = new NewTerms(texts.topic, texts.marks);
    this.#speakingFor = speakingFor(texts.topic);
  }

  /** Those that some of the texts suggest; the others are not looked at. Surest first, harmful ones before new ones. */
  among(training: readonly number[]): Candidate[] {
    const among = new Set(training);
    const all = countsOf(training, among, this.#texts.marks);
    const fresh = this.#newTerms.sure(among, all).flatMap((one) => {
      const term = this.#termOf(one.term);
      return term === undefined ? [] : [{ ...one, compiled: term }];
    });
    this.#texts.find(fresh.map(({ compiled }) => compiled));
    return [
      ...this.#harmful(training, all),
      ...fresh.map((one): Candidate => this.#asChange(one, one.compiled, training)),
    ];
  }

  /** The terms by which the topic finds texts although they stand mainly in wrong ones, worst first. */
  #harmful(training: readonly number[], all: Counts): Candidate[] {
    const among = new Set(training);
    return this.#speakingFor
      .flatMap((concept) =>
        (this.#texts.topic.concepts[concept]?.terms ?? []).map((term) => {
          const having = training.filter((index) => this.#texts.hits(index, term, concept).length > 0);
          return { change: { kind: 'out' as const, concept, term }, ...countsOf(having, among, this.#texts.marks) };
        }),
      )
      .filter(({ right, wrong }) => wrong >= LEAST_WRONG && wrong > right)
      .map((candidate) => ({ candidate, sign: contrast(candidate, all) }))
      .filter(({ sign }) => sign <= -SURE)
      .toSorted((a, b) => a.sign - b.sign)
      .slice(0, MOST_HARMFUL)
      .map(({ candidate }) => candidate);
  }

  /**
   * A new word goes to the learnt ones. A phrase of wrong texts that holds a word of a concept (`lone wolf`) is no new reason
   * against them but a place where that word means something else.
   */
  #asChange({ side, right, wrong }: NewTerm, term: Term, training: readonly number[]): Candidate {
    const held = side === 'against' && term.words.length > 1 ? this.#conceptWithin(term, training) : undefined;
    const change =
      held === undefined
        ? { kind: 'in' as const, concept: this.#learner.concepts[side], term }
        : { kind: 'except' as const, concept: held, term };
    return { change, right, wrong };
  }

  /** The concept that speaks for the topic and has a word of its own in a phrase, mostly. */
  #conceptWithin(term: Term, training: readonly number[]): ConceptIndex | undefined {
    const { topic } = this.#texts;
    const places = training
      .map((index) => ({ index, phrase: outermost(this.#texts.hits(index, term, -1)) }))
      .filter(({ phrase }) => phrase.length > 0);
    const share = (concept: ConceptIndex): number =>
      places.filter(({ index, phrase }) => {
        const own = (topic.concepts[concept]?.terms ?? []).flatMap((one) => this.#texts.hits(index, one, concept));
        return own.length > 0 && withoutOverlaps(phrase, outermost(own)).length < phrase.length;
      }).length;
    return this.#speakingFor.find((concept) => share(concept) * 2 > places.length);
  }

  #termOf(written: string): Term | undefined {
    const known = this.#compiled.get(written) ?? parseTerm(written, 'any');
    this.#compiled.set(written, known);
    return typeof known === 'string' ? undefined : known;
  }
}

/** The concepts that rules with positive points are made of, all the way down. */
function speakingFor(topic: CompiledTopic): ConceptIndex[] {
  const rules = topic.rules.filter(({ points }) => points.title + points.lead + points.body > 0);
  const asked = rules.flatMap(({ pattern }) => askedFor(pattern, null));
  return [...madeOf(asked, topic, null)];
}
