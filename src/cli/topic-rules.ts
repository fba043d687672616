import { resolve } from 'node:path';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { loadRules } from '../rules.ts';
import { settingsOf, type CommonOptions } from './options.ts';

export interface RuleOptions extends CommonOptions {
  /** Topic files to judge by instead of those of the configuration, which is then not read at all. */
  readonly topics?: readonly string[];
}

/** @throws ConfigError */
export function rulesOf(options: RuleOptions): CompiledRules {
  const { topics = [] } = options;
  const files = topics.length > 0 ? topics.map((file) => resolve(file)) : settingsOf(options).topicFiles;
  return loadRules(files).compiled;
}
