import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseOpml } from 'feedsmith';
import { ConfigError, messageOf, type Mistake } from '../errors.ts';
import type { Feed } from '../model/feed.ts';
import { isWebUrl } from '../model/url.ts';
import { feedListSchema } from './schema.ts';
import { readYaml, validateYaml } from './yaml-file.ts';

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
  return list.map((one): Feed => ({ ...defined(one), id: feedIdOf(one.url) }) as Feed);
}

/** Drops keys whose value is undefined: absent and undefined are different things under exactOptionalPropertyTypes. */
const defined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

function readOpml(file: string, mistakes: Mistake[]): Feed[] {
  try {
    return parseOpmlFeeds(readFileSync(file, 'utf8'));
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

/** The subscriptions of an OPML document; folders become tags. Outlines without an http(s) address are passed over. */
export function parseOpmlFeeds(text: string): Feed[] {
  const collect = (outlines: readonly Outline[], tags: readonly string[]): Feed[] =>
    outlines.flatMap((outline) => {
      const label = outline.title ?? outline.text;
      const own =
        outline.xmlUrl !== undefined && isWebUrl(outline.xmlUrl)
          ? [
              {
                id: feedIdOf(outline.xmlUrl),
                url: outline.xmlUrl,
                ...(label ? { title: label } : {}),
                tags,
                enabled: true,
              },
            ]
          : [];
      const below = outline.outlines ?? [];
      return [...own, ...collect(below, label && below.length > 0 ? [...tags, label] : tags)];
    });
  return collect(parseOpml(text).body?.outlines ?? [], []);
}
