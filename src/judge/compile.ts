import type { Mistake } from '../errors.ts';
import type { TopicSource } from '../model/topic.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import { parseTerm, type Case, type Term } from './term.ts';
import type { CompiledTopic, Concept, ConceptIndex, Pattern, Rule } from './topic-rules.ts';
import { topicSchema, type ConceptEntry, type PatternEntry, type RuleEntry, type TopicFile } from './topic-schema.ts';

export type Compiled = { readonly topic: CompiledTopic } | { readonly mistakes: readonly Mistake[] };

/** Compiles one topic file's value. Every mistake names its key and what would be right; nothing is thrown. */
export function compileTopic({ file, rules }: TopicSource): Compiled {
  const parsed = topicSchema.safeParse(rules);
  if (!parsed.success) return { mistakes: schemaMistakes(file, rules, parsed.error.issues) };
  const compiler = new Compiler(file, parsed.data);
  const topic = compiler.topic();
  return compiler.mistakes.length > 0 ? { mistakes: compiler.mistakes } : { topic };
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

  constructor(file: string, source: TopicFile) {
    this.#file = file;
    this.#source = source;
  }

  topic(): CompiledTopic {
    const { id, title, match, near, briefWords, leadWords } = this.#source;
    for (const name of Object.keys(this.#source.concepts)) this.#concept(name, `concepts.${name}`);
    const tooNear = (['brief', 'article'] as const).find((kind) => near[kind] > match[kind]);
    if (tooNear !== undefined) {
      this.#mistake('near', `is ${near[tooNear]}, must not be more than match (${match[tooNear]})`);
    }
    const rules = [
      ...this.#source.for.map((entry, index) => this.#rule(entry, `for.${index}`, 1)),
      ...this.#source.against.map((entry, index) => this.#rule(entry, `against.${index}`, -1)),
    ];
    const needs = this.#refer(this.#source.needs, 'needs');
    return { id, title: title ?? id, concepts: this.#concepts, rules, needs, match, near, briefWords, leadWords };
  }

  #mistake(key: string, message: string): void {
    this.mistakes.push({ file: this.#file, key, message });
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
    const full: Exclude<ConceptEntry, { words: string[] }> & { words?: string[] | undefined } = entry;
    const key = `concepts.${name}`;
    return {
      id: name,
      terms: [...this.#terms(full.words, `${key}.words`, 'any'), ...this.#terms(full.exact, `${key}.exact`, 'exact')],
      except: this.#terms(full.except, `${key}.except`, 'any'),
      includes: this.#refer(full.includes, `${key}.includes`),
      patterns: (full.also ?? []).map((one, index) => this.#pattern(one, `${key}.also.${index}`)),
    };
  }

  #terms(written: readonly string[] | undefined, key: string, mode: Case): Term[] {
    return (written ?? []).flatMap((one, index) => {
      const term = parseTerm(one, mode);
      if (typeof term !== 'string') return [term];
      this.#mistake(`${key}.${index}`, term);
      return [];
    });
  }

  #refer(names: readonly string[] | undefined, key: string): ConceptIndex[] {
    return (names ?? []).map((one) => this.#concept(one, key));
  }

  #pattern(entry: PatternEntry, key: string): Pattern {
    if (entry.within !== undefined && entry.with === undefined && entry.without === undefined) {
      this.#mistake(`${key}.within`, 'needs "with" or "without": the concepts that must or must not be near');
    }
    return {
      find: this.#concept(entry.find, `${key}.find`),
      with: this.#refer(entry.with, `${key}.with`),
      without: this.#refer(entry.without, `${key}.without`),
      within: entry.within ?? SENTENCE,
      order: entry.order,
      in: entry.in,
    };
  }

  #rule(entry: RuleEntry, key: string, sign: 1 | -1): Rule {
    const { name, points, most, share, least, only } = entry;
    if (share !== undefined && (typeof points !== 'number' || most !== undefined || least !== undefined)) {
      this.#mistake(`${key}.points`, 'must be one number, and no "most" or "least", for a rule with a share');
    }
    const each = typeof points === 'number' ? { title: points, lead: points, body: points } : points;
    const { title = 0, lead = 0, body = 0 } = each;
    const largest = Math.max(title, lead, body);
    if (largest === 0) this.#mistake(`${key}.points`, 'must give points for title, lead or body');
    if (most !== undefined && most < largest) {
      this.#mistake(`${key}.most`, `is ${most}, must not be less than the points for one sentence (${largest})`);
    }
    return {
      name,
      pattern: this.#pattern(entry, key),
      points: { title: sign * title, lead: sign * lead, body: sign * body },
      most: share === undefined ? (most ?? Infinity) : largest,
      share: share ?? null,
      least: least ?? 1,
      only: only ?? null,
    };
  }

  #noSuchConcept(name: string): string {
    const names = Object.keys(this.#source.concepts);
    return `is "${name}", must be one of the concepts ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
  }
}
