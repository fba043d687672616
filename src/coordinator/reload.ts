import { isDeepStrictEqual } from 'node:util';
import { ConfigError, describeMistake, messageOf } from '../errors.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import type { Desk } from './parts.ts';
import { tellRules } from './tell-rules.ts';

/** What a reload changed, as keys of the configuration. */
export interface Reloaded {
  readonly changed: readonly string[];
  /** Changed in the files, and in force from the next start on. */
  readonly atRestart: readonly string[];
}

/** In force as soon as they are read; `topics` and `feeds` with what their files hold. */
const LIVE = ['topics', 'feeds', 'alerts', 'poll', 'freshness', 'keep', 'reloadOnSave'] as const;

/**
 * Reads the configuration, topic files and feed lists as they are now and puts them into force, all or nothing. Jobs under
 * way end by what they were planned with. Nothing is lost by it: what is known of feeds, items and alerts is in the record.
 * @throws ConfigError; what was in force stays
 */
export function reload(parts: Desk): Reloaded {
  const { settings, rules } = parts;
  // `feeds add` changes the feeds in force without the settings.
  const before: Settings = { ...settings, feeds: parts.feeds.all() };
  const { revision } = rules.set;
  try {
    const next = loadSettings(settings.file, { data: settings.data });
    rules.reload(next.topicFiles, next.feedFiles);
    settings.replace(next);
    parts.feeds.replace(next.feeds);
    tellRules(parts);
    const reloaded = {
      changed: LIVE.filter((key) =>
        key === 'topics' ? rules.set.revision !== revision : !isDeepStrictEqual(before[key], settings[key]),
      ),
      atRestart: waiting(settings, next),
    };
    tellReloaded(parts, reloaded);
    return reloaded;
  } catch (error) {
    tellRefused(parts, error);
    throw error;
  }
}

function waiting(inForce: Settings, next: Settings): string[] {
  const pairs: readonly [string, unknown, unknown][] = [
    ['corpus', inForce.corpus, next.corpus],
    ['poll.tick', inForce.poll.tick, next.poll.tick],
    ...sections('fetch', inForce.fetch, next.fetch),
    ...sections('http', inForce.http, next.http),
  ];
  return pairs.filter(([, now, then]) => !isDeepStrictEqual(now, then)).map(([key]) => key);
}

const sections = (name: string, now: object, then: object): [string, unknown, unknown][] =>
  Object.entries(then).map(([key, value]) => [`${name}.${key}`, (now as Record<string, unknown>)[key], value]);

function tellReloaded({ log, feeds }: Desk, { changed, atRestart }: Reloaded): void {
  const what = changed.length === 0 ? 'nothing has changed' : `in force now: ${changed.join(', ')}`;
  log.info({ event: 'reload', changed, feeds: feeds.all().length }, `the configuration was read again: ${what}`);
  if (atRestart.length > 0)
    log.warn({ event: 'reload', atRestart }, `changed, but only in force after a restart: ${atRestart.join(', ')}`);
}

function tellRefused({ log }: Desk, error: unknown): void {
  const lines = error instanceof ConfigError ? error.mistakes.map(describeMistake) : [messageOf(error)];
  for (const line of lines)
    log.error({ event: 'reload-refused', mistake: line }, `the configuration stays as it was: ${line}`);
}
