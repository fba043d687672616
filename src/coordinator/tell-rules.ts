import { describeMistake } from '../errors.ts';
import type { Desk } from './parts.ts';

/** Logs which rules are in force, and what is of no use in them. */
export function tellRules({ log, rules }: Pick<Desk, 'log' | 'rules'>): void {
  const { topics, revision } = rules.compiled;
  const names = topics.map(({ id }) => id).join(', ');
  log.info({ event: 'rules', revision, topics: topics.length }, `rules in force: ${names} (revision ${revision})`);
  for (const warning of rules.warnings) log.warn({ event: 'topic', ...warning }, describeMistake(warning));
}
