import { resolve } from 'node:path';
import { describeMistake, UsageError } from '../errors.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { loadRules, type LoadedRules } from '../rules.ts';
import { plain, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';

export interface RuleOptions extends CommonOptions {
  /** Topic files to judge by instead of those of the configuration, which is then not read at all. */
  readonly topics?: readonly string[];
}

/** @throws ConfigError */
export const rulesOf = (options: RuleOptions, io: Io): CompiledRules => loadedRulesOf(options, io).compiled;

/** @throws ConfigError as {@link rulesOf} */
export function loadedRulesOf(options: RuleOptions, io: Io): LoadedRules {
  const { topics = [] } = options;
  return loadTold(topics.length > 0 ? topics.map((file) => resolve(file)) : settingsOf(options).topicFiles, io);
}

/** Loads topics, with a line on stderr for whatever is of no use in them. @throws ConfigError */
export function loadTold(files: readonly string[], io: Io): LoadedRules {
  const rules = loadRules(files);
  for (const warning of rules.warnings) io.stderr.write(`warning: ${plain(describeMistake(warning))}\n`);
  return rules;
}

/** A topic was asked for that is not among those that there are. */
export const noSuchTopic = (wanted: string, topics: readonly { readonly id: string }[]): UsageError =>
  new UsageError(`there is no topic ${wanted}`, `name one of ${topics.map(({ id }) => id).join(', ')}`);
