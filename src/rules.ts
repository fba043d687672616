import { createHash } from 'node:crypto';
import { ConfigError, type Mistake } from './errors.ts';
import { combineTopics } from './judge/combine.ts';
import { compileTopic } from './judge/compile.ts';
import type { CompiledRules, CompiledTopic } from './judge/topic-rules.ts';
import type { RuleSet, TopicSource } from './model/topic.ts';
import { unknownTopics } from './settings/feed-topics.ts';
import { oddNumbers } from './settings/odd-numbers.ts';
import { readYaml } from './settings/yaml-file.ts';

/** Rules as they travel (JSON) and as they judge. */
export interface LoadedRules {
  readonly set: RuleSet;
  readonly compiled: CompiledRules;
  /** What is of no use in the files, though it is no mistake. */
  readonly warnings: readonly Mistake[];
}

/**
 * Reads and compiles topic files.
 * @param feedFiles lists of feeds, which may name only topics that are there
 * @throws ConfigError with every mistake of every file: file, line, key, what would be right
 */
export function loadRules(topicFiles: readonly string[], feedFiles: readonly string[] = []): LoadedRules {
  const mistakes: Mistake[] = [];
  const read = topicFiles.flatMap((file) => {
    try {
      const yaml = readYaml(file);
      mistakes.push(...oddNumbers(yaml));
      return [yaml];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  const sources = read.map(({ file, value }): TopicSource => ({ file, rules: value }));
  const warnings: Mistake[] = [];
  const topics = compileAll(sources, mistakes, warnings);
  const yamls = new Map(read.map((yaml) => [yaml.file, yaml]));
  const withLine = (mistake: Mistake): Mistake => {
    const line = mistake.line ?? yamls.get(mistake.file)?.lineOf(mistake.key.split('.'));
    return line === undefined ? mistake : { ...mistake, line };
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes.map(withLine));
  const unknown = unknownTopics(
    feedFiles,
    topics.map(({ id }) => id),
  );
  if (unknown.length > 0) throw new ConfigError(unknown);
  const set = { revision: revisionOf(sources), topics: sources };
  return { set, compiled: combineTopics(topics, set.revision), warnings: warnings.map(withLine) };
}

/** The rules in force: those that the topic files held when they were last asked. @throws ConfigError as {@link loadRules} */
export function openRules(
  ...files: Parameters<typeof loadRules>
): LoadedRules & { reload(...files: Parameters<typeof loadRules>): void } {
  let loaded = loadRules(...files);
  return {
    get set() {
      return loaded.set;
    },
    get compiled() {
      return loaded.compiled;
    },
    get warnings() {
      return loaded.warnings;
    },
    reload(...now) {
      loaded = loadRules(...now);
    },
  };
}

/** Compiles rules that came as JSON, from the coordinator. @throws ConfigError as {@link loadRules}, without lines. */
export function compileRules(set: RuleSet): CompiledRules {
  const mistakes: Mistake[] = [];
  const topics = compileAll(set.topics, mistakes, []);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return combineTopics(topics, set.revision);
}

function compileAll(sources: readonly TopicSource[], mistakes: Mistake[], warnings: Mistake[]): CompiledTopic[] {
  const files = new Map<string, string>();
  return sources.flatMap((source) => {
    const compiled = compileTopic(source);
    if ('mistakes' in compiled) {
      mistakes.push(...compiled.mistakes);
      return [];
    }
    const { topic } = compiled;
    warnings.push(...compiled.warnings);
    const first = files.get(topic.id);
    if (first !== undefined) {
      mistakes.push({
        file: source.file,
        key: 'id',
        message: `is ${topic.id} like that of ${first}, must be one of its own`,
      });
    }
    files.set(topic.id, first ?? source.file);
    return [topic];
  });
}

/** 16 hex digits of the SHA-256 of the rules' content: the same for the same rules, wherever their files lie. */
const revisionOf = (sources: readonly TopicSource[]): string =>
  createHash('sha256')
    .update(JSON.stringify(sources.map(({ rules }) => canonical(rules))))
    .digest('hex')
    .slice(0, 16);

/** The same value with the keys of its objects in order. The order of rules and words in lists stays. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, canonical(one)]),
  );
}
