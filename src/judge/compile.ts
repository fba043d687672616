import type { Mistake } from '../errors.ts';
import type { TopicSource } from '../model/topic.ts';
import { didYouMean } from './did-you-mean.ts';
import { patternMistakes, pointsOf, ruleMistakes, thresholdMistakes, type Told } from './rule-mistakes.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import { parseTerm, quoted, type Case, type Term } from './term.ts';
import type { CompiledTopic, Concept, ConceptIndex, Pattern, Rule } from './topic-rules.ts';
import { topicSchema, type ConceptEntry, type PatternEntry, type RuleEntry, type TopicFile } from './topic-schema.ts';
import { warningsOf } from './warnings.ts';

/** A topic, with what is of no use in it; or what is wrong. */
export type Compiled =
  { readonly topic: CompiledTopic; readonly warnings: readonly Mistake[] } | { readonly mistakes: readonly Mistake[] };

/** Compiles one topic file's value. Every mistake names its key and what would be right; nothing is thrown. */
export function compileTopic({ file, rules }: TopicSource): Compiled {
  const parsed = topicSchema.safeParse(rules);
  if (!parsed.success) return { mistakes: schemaMistakes(file, rules, parsed.error.issues) };
  const compiler = new Compiler(file, parsed.data);
  const topic = compiler.topic();
  if (compiler.mistakes.length > 0) return { mistakes: compiler.mistakes };
  const warnings = warningsOf(topic, compiler.keyOf).map(([key, message]) => ({ file, key, message }));
  return { topic, warnings };
}

const SENTENCE = { unit: 'sentences', count: 0 } as const;

class Compiler {
  readonly mistakes: Mistake[] = [];
  readonly #file: string;
  readonly #source: TopicFile;
  readonly #concepts: Concept[] = [];
  readonly #indexes = new Map<string, ConceptIndex>();
  /** Concepts whose compilation has begun: one that is met again is made of itself. */
  readonly #begun = new Set<string>();
  /** Where each rule's name was met first: explanations tell rules apart by it. */
  readonly #ruleNames = new Map<string, string>();

  readonly #termKeys = new Map<Term, string>();

  constructor(file: string, source: TopicFile) {
    this.#file = file;
    this.#source = source;
  }

  topic(): CompiledTopic {
    const { id, title, match, near, briefWords, leadWords } = this.#source;
    for (const name of Object.keys(this.#source.concepts)) this.#concept(name, `concepts.${name}`);
    const rules = [
      ...this.#source.for.map((entry, index) => this.#rule(entry, `for.${index}`, 1)),
      ...this.#source.against.map((entry, index) => this.#rule(entry, `against.${index}`, -1)),
    ];
    const needs = this.#refer(this.#source.needs, 'needs');
    const compiled = {
      id,
      title: title ?? id,
      concepts: this.#concepts,
      rules,
      needs,
      match,
      near,
      briefWords,
      leadWords,
    };
    if (this.mistakes.length === 0) this.#tell('', thresholdMistakes(compiled));
    return compiled;
  }

  readonly keyOf = (term: Term): string => this.#termKeys.get(term) ?? '';

  #mistake(key: string, message: string): void {
    this.mistakes.push({ file: this.#file, key, message });
  }

  #tell(key: string, told: readonly Told[]): void {
    for (const [below, message] of told) this.#mistake(key === '' ? below : `${key}.${below}`, message);
  }

  /** Compiles a concept after those it is made of. `key` is where it is named, for the mistake that there is none. */
  #concept(name: string, key: string): ConceptIndex {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const entry = Object.hasOwn(this.#source.concepts, name) ? this.#source.concepts[name] : undefined;
    if (entry === undefined || this.#begun.has(name)) {
      this.#mistake(key, entry === undefined ? this.#noSuchConcept(name) : `is "${name}", which is made of itself`);
      return -1;
    }
    this.#begun.add(name);
    const concept = this.#compileConcept(name, entry);
    this.#indexes.set(name, this.#concepts.length);
    return this.#concepts.push(concept) - 1;
  }

  #compileConcept(name: string, entry: ConceptEntry): Concept {
    const key = `concepts.${name}`;
    if ('short' in entry) {
      return { id: name, terms: this.#terms(entry.words, key, 'any'), except: [], includes: [], patterns: [] };
    }
    return {
      id: name,
      terms: [...this.#terms(entry.words, `${key}.words`, 'any'), ...this.#terms(entry.exact, `${key}.exact`, 'exact')],
      except: this.#terms(entry.except, `${key}.except`, 'any'),
      includes: this.#refer(entry.includes, `${key}.includes`),
      patterns: (entry.also ?? []).map((one, index) => this.#pattern(one, `${key}.also.${index}`)),
    };
  }

  #terms(written: readonly string[] | undefined, key: string, mode: Case): Term[] {
    return (written ?? []).flatMap((one, index) => {
      const term = parseTerm(one, mode);
      if (typeof term !== 'string') {
        this.#termKeys.set(term, `${key}.${index}`);
        return [term];
      }
      this.#mistake(`${key}.${index}`, aboutTerm(one, term));
      return [];
    });
  }

  #refer(names: readonly string[] | undefined, key: string): ConceptIndex[] {
    return (names ?? []).map((one) => this.#concept(one, key));
  }

  #pattern(entry: PatternEntry, key: string): Pattern {
    this.#tell(key, patternMistakes(entry));
    return {
      find: this.#concept(entry.find, `${key}.find`),
      with: this.#refer(entry.with, `${key}.with`),
      without: this.#refer(entry.without, `${key}.without`),
      within: entry.within ?? SENTENCE,
      order: entry.order ?? 'any',
      in: entry.in,
    };
  }

  #rule(entry: RuleEntry, key: string, sign: 1 | -1): Rule {
    const { name, most, share, least, only } = entry;
    this.#tell(key, ruleMistakes(entry));
    const first = this.#ruleNames.get(name);
    if (first !== undefined) this.#mistake(`${key}.name`, `is "${name}" like that of ${first}, must be one of its own`);
    this.#ruleNames.set(name, first ?? key);
    const { title, lead, body } = pointsOf(entry);
    return {
      name,
      pattern: this.#pattern(entry, key),
      points: { title: sign * title, lead: sign * lead, body: sign * body },
      most: share === undefined ? (most ?? Infinity) : body,
      share: share ?? null,
      least: least ?? 1,
      only: only ?? null,
    };
  }

  #noSuchConcept(name: string): string {
    const names = Object.keys(this.#source.concepts);
    const meant = didYouMean(name, names);
    if (meant !== null) return `is "${name}", which is no concept; did you mean "${meant}"?`;
    return `is "${name}", must be one of the concepts ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
  }
}

/** What is wrong with a term, named once where it is wrong as a whole. */
function aboutTerm(written: string, wrong: string): string {
  const has = `has "${written}"`;
  return quoted(written) + (wrong.startsWith(has) ? wrong.slice(has.length) : ` ${wrong}`);
}
