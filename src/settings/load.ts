import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { ConfigError, type Mistake } from '../errors.ts';
import type { Feed } from '../model/feed.ts';
import { readFeedFile } from './feeds-file.ts';
import { configSchema, daemonSchema, workerSchema } from './schema.ts';
import type { FetchSettings, Settings } from './settings.ts';
import { readYaml, validateYaml, type YamlFile } from './yaml-file.ts';

export interface LoadOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Overrides `data` (--data DIR), relative to the working folder. */
  readonly data?: string;
}

/** Reads the configuration and the feed lists it names. @throws ConfigError with every mistake found. */
export function loadSettings(file: string, { env = process.env, data }: LoadOptions = {}): Settings {
  const path = resolve(file);
  const mistakes: Mistake[] = [];
  const yaml = readConfig(path);
  const config = validateYaml(yaml, configSchema, env, mistakes);
  if (config === undefined) throw new ConfigError(mistakes);

  const base = dirname(path);
  const feedFiles = config.feeds.map((one) => resolve(base, one));
  missingLists(yaml, config.feeds, feedFiles, mistakes);
  const feeds = uniqueFeeds(feedFiles.filter((one) => existsSync(one)).map((one) => readFeedFile(one, env, mistakes)));
  if (mistakes.length > 0) throw new ConfigError(mistakes);

  const dataDir = data === undefined ? resolve(base, config.data) : resolve(data);
  return Object.freeze({
    file: path,
    data: dataDir,
    corpus: config.corpus === undefined ? resolve(dataDir, 'corpus') : resolve(base, config.corpus),
    topicFiles: config.topics.map((one) => resolve(base, one)),
    feedFiles,
    feeds,
    poll: config.poll,
    fetch: fetchSettings(config.fetch),
    freshness: config.freshness,
    keep: config.keep,
    alerts: config.alerts,
    reloadOnSave: config.reloadOnSave,
    http: { host: config.http.host, port: config.http.port, token: config.http.token ? config.http.token : null },
  });
}

const readConfig = (path: string): YamlFile =>
  readYaml(path, { missing: 'does not exist; name another with --config, or write one with "newswatch init"' });

function missingLists(yaml: YamlFile, names: readonly string[], files: readonly string[], mistakes: Mistake[]): void {
  for (const [index, name] of names.entries()) {
    if (existsSync(files[index] ?? '')) continue;
    const path = ['feeds', index];
    const line = yaml.lineOf(path);
    const message = `names ${name}, which does not exist; create it, or correct the name`;
    mistakes.push({ file: yaml.file, ...(line === undefined ? {} : { line }), key: path.join('.'), message });
  }
}

/** The same address in two lists is one subscription: the first word counts. */
function uniqueFeeds(lists: readonly (readonly Feed[])[]): Feed[] {
  const known = new Set<string>();
  return lists.flat().filter(({ id }) => !known.has(id) && known.add(id));
}

/**
 * The data folder alone, where a running daemon is found: it goes on by the configuration that it has read, whatever has been
 * made of the rest of the file since. @throws ConfigError
 */
export function loadDataFolder(file: string, { env = process.env, data }: LoadOptions = {}): string {
  if (data !== undefined) return resolve(data);
  const path = resolve(file);
  const mistakes: Mistake[] = [];
  const config = validateYaml(readConfig(path), daemonSchema, env, mistakes, ['data']);
  if (config === undefined) throw new ConfigError(mistakes);
  return resolve(dirname(path), config.data);
}

/**
 * The `fetch` section alone, for a worker: the rest of the file may be of another machine, and its secrets need not be
 * here. @throws ConfigError
 */
export function loadFetchSettings(file: string, env: NodeJS.ProcessEnv = process.env): FetchSettings {
  const mistakes: Mistake[] = [];
  const section = validateYaml(readConfig(resolve(file)), workerSchema, env, mistakes, ['fetch']);
  if (section === undefined) throw new ConfigError(mistakes);
  return fetchSettings(section.fetch);
}

function fetchSettings(section: z.output<typeof configSchema>['fetch']): FetchSettings {
  const { userAgent, contact, proxy, ...rest } = section;
  const honest = `newswatch/${version()}${contact === undefined ? '' : ` (+${contact})`}`;
  return { ...rest, userAgent: userAgent ?? honest, proxy: proxy ?? null };
}

/** The version in package.json, wherever the program was built to. */
export function version(): string {
  for (const up of ['../..', '../../..']) {
    try {
      const text = readFileSync(resolve(import.meta.dirname, up, 'package.json'), 'utf8');
      const { name, version } = JSON.parse(text) as { name?: string; version?: string };
      if (name === 'newswatch' && version !== undefined) return version;
    } catch {
      // Not this folder: look one further up.
    }
  }
  return '0.0.0';
}
