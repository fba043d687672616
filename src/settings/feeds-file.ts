import { createHash } from 'node:crypto';
import { parseOpml } from 'feedsmith';
import { ConfigError, messageOf, type Mistake } from '../errors.ts';
import type { Feed, FeedAuth } from '../model/feed.ts';
import { isWebUrl } from '../model/url.ts';
import { feedListSchema } from './schema.ts';
import { readText } from './read-text.ts';
import { readYaml, validateYaml, type YamlFile } from './yaml-file.ts';

/** The id of a subscription: twelve hex digits of its address's SHA-256. */
export const feedIdOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 12);

/** Reads a `.yaml` or `.opml` list. Mistakes are pushed; what is right is returned all the same. */
export function readFeedFile(file: string, env: NodeJS.ProcessEnv, mistakes: Mistake[]): Feed[] {
  try {
    return /\.(opml|xml)$/i.test(file) ? readOpml(file, mistakes) : readList(file, env, mistakes);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    mistakes.push(...error.mistakes);
    return [];
  }
}

function readList(file: string, env: NodeJS.ProcessEnv, mistakes: Mistake[]): Feed[] {
  const yaml = readYaml(file);
  // An empty list is a file of comments only: nothing to watch yet, and `feeds add` writes into it.
  if (yaml.value === null || yaml.value === undefined) return [];
  const list = validateYaml(yaml, feedListSchema, env, mistakes) ?? [];
  const feeds = list.map((one) => subscription(defined(one) as Omit<Feed, 'id'>));
  for (const [index, { id, url }] of feeds.entries()) {
    const first = feeds.findIndex((other) => other.id === id);
    if (first < index) mistakes.push(repeated(yaml, [index, 'url'], `is ${url} like ${first}.url; remove one`));
  }
  return feeds;
}

function repeated(yaml: YamlFile, path: readonly PropertyKey[], message: string): Mistake {
  const line = yaml.lineOf(path);
  return { file: yaml.file, ...(line === undefined ? {} : { line }), key: path.join('.'), message };
}

/** Drops keys whose value is undefined: absent and undefined are different things under exactOptionalPropertyTypes. */
const defined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

/** A log-in in the address becomes the feed's own: an address goes into jobs, logs and pages. */
export function subscription(feed: Omit<Feed, 'id'>): Feed {
  const id = feedIdOf(feed.url);
  const url = new URL(feed.url);
  if (url.username === '' && url.password === '') return { ...feed, id };
  const auth: FeedAuth = { type: 'basic', username: decoded(url.username), password: decoded(url.password) };
  url.username = '';
  url.password = '';
  return { auth, ...feed, id, url: url.href };
}

function readOpml(file: string, mistakes: Mistake[]): Feed[] {
  const text = readText(file);
  try {
    return parseOpmlFeeds(text);
  } catch (error) {
    mistakes.push({ file, key: '', message: `is no readable OPML: ${messageOf(error)}` });
    return [];
  }
}

interface Outline {
  readonly text?: string;
  readonly title?: string;
  readonly xmlUrl?: string;
  readonly outlines?: readonly Outline[];
}

/**
 * The subscriptions of an OPML document; folders become tags, and what lies in several folders is one subscription.
 * Outlines without an http(s) address are passed over.
 */
export function parseOpmlFeeds(text: string): Feed[] {
  const feeds = new Map<string, Feed>();
  const collect = (outlines: readonly Outline[], tags: readonly string[]): void => {
    for (const { title, text: label, xmlUrl, outlines: below = [] } of outlines) {
      const name = title ?? label;
      if (xmlUrl !== undefined && isWebUrl(xmlUrl)) {
        const feed = subscription({ url: xmlUrl, ...(name ? { title: name } : {}), tags, enabled: true });
        const known = feeds.get(feed.id);
        feeds.set(feed.id, known === undefined ? feed : { ...known, tags: [...new Set([...known.tags, ...tags])] });
      }
      collect(below, name && below.length > 0 ? [...tags, name] : tags);
    }
  };
  collect(parseOpml(text).body?.outlines ?? [], []);
  return [...feeds.values()];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
