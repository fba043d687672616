import { NewswatchError, type Mistake } from '../errors.ts';
import type { FeedAuth } from '../model/feed.ts';
import { plain } from '../model/plain.ts';
import { urlKey } from '../model/url.ts';
import { appendToList, removeFromList, type NewFeed } from '../settings/edit-feed-list.ts';
import { readFeedFile } from '../settings/feeds-file.ts';
import { loadSettings } from '../settings/load.ts';
import { readText } from '../settings/read-text.ts';
import { replaceFile } from '../settings/replace-file.ts';
import { feedListSchema } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import type { Desk } from './parts.ts';

/** Changing the lists of feeds. What the files say counts, also what was written into them since the start. */
export interface FeedCommands {
  /** Writes those that are in no list yet to the first `.yaml` list. `added` and `known` are addresses. */
  addFeeds(feeds: readonly NewFeed[]): Promise<{ file: string; added: string[]; known: string[] }>;
  /** Takes a feed out of every list that has it. */
  removeFeed(url: string): Promise<{ url: string; files: string[] }>;
}

/** @param changed called when new lists are in force */
export function openFeedCommands(parts: Pick<Desk, 'settings' | 'feeds'>, changed: () => Promise<void>): FeedCommands {
  const load = (): Settings => loadSettings(parts.settings.file, { data: parts.settings.data });
  const apply = async (): Promise<void> => {
    parts.feeds.replace(load().feeds);
    await changed();
  };
  return {
    async addFeeds(feeds) {
      const { feedFiles, feeds: listed } = load();
      const file = feedFiles.find(isYaml);
      if (file === undefined) {
        throw new NewswatchError('no-feed-list', 'the configuration names no .yaml feed list', {
          remedy: 'add one under feeds:',
        });
      }
      const { fresh, known } = sortOut(feeds.map(withoutReferences), listed);
      checkFit(fresh);
      if (fresh.length > 0) {
        replaceFile(file, appendToList(file, readText(file), fresh));
        await apply();
      }
      return { file, added: fresh.map(({ url }) => url), known };
    },
    async removeFeed(url) {
      const { feedFiles, feeds } = load();
      const feed = feeds.find((one) => one.url === url) ?? feeds.find((one) => isSameFeed(one.url, url));
      if (feed === undefined) {
        throw new NewswatchError('feed-unknown', `${url} is in no feed list`, {
          remedy: 'newswatch feeds list shows what is',
        });
      }
      const files = removeFrom(feedFiles, feed.url);
      await apply();
      return { url: feed.url, files };
    },
  };
}

/** Two addresses of one feed: `http`, `www.`, a slash at the end and a log-in make no difference. */
export const isSameFeed = (one: string, other: string): boolean => (urlKey(one) ?? one) === (urlKey(other) ?? other);

const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file);

function sortOut(
  feeds: readonly NewFeed[],
  listed: readonly { readonly url: string }[],
): { fresh: NewFeed[]; known: string[] } {
  const keys = new Set(listed.map(({ url }) => urlKey(url) ?? url));
  const fresh: NewFeed[] = [];
  const known: string[] = [];
  for (const feed of feeds) {
    const key = urlKey(feed.url) ?? feed.url;
    if (keys.has(key)) known.push(feed.url);
    else fresh.push(feed);
    keys.add(key);
  }
  return { fresh, known };
}

/**
 * `${NAME}` in a list stands for the environment, secrets among them. What a site has written into its title or address
 * must not be read so; the two characters are what parsing puts in the place of braces (yaml-file.ts).
 */
function withoutReferences({ url, title, tags = [], auth }: NewFeed): NewFeed {
  const harmless = (text: string): string => inert(plain(text));
  const name = harmless(title ?? '');
  const labels = tags.map(harmless).filter((tag) => tag !== '');
  return {
    url: new URL(url).href.replaceAll('{', '%7B').replaceAll('}', '%7D'),
    ...(name === '' ? {} : { title: name }),
    ...(labels.length === 0 ? {} : { tags: labels }),
    ...(auth === undefined ? {} : { auth: inertLogIn(auth) }),
  };
}

const inert = (text: string): string => text.replace(/\$+(?=[{\ue000])/g, '');

const inertLogIn = (auth: FeedAuth): FeedAuth =>
  auth.type === 'bearer'
    ? { ...auth, token: inert(auth.token) }
    : { ...auth, username: inert(auth.username), password: inert(auth.password) };

/** What a list with them would not be read with, nobody adds. @throws NewswatchError `feed-unfit` */
function checkFit(feeds: readonly NewFeed[]): void {
  const [issue] = feedListSchema.safeParse(feeds).error?.issues ?? [];
  if (issue === undefined) return;
  const [index, ...key] = issue.path;
  const url = feeds[Number(index)]?.url ?? '';
  throw new NewswatchError('feed-unfit', `${url} cannot be added: its ${key.join('.')} ${issue.message}`);
}

/** @throws NewswatchError `feed-elsewhere`, with nothing changed, if a list has it that is not ours to change */
function removeFrom(files: readonly string[], url: string): string[] {
  const holding = files.map((file) => ({ file, index: indexIn(file, url) })).filter(({ index }) => index >= 0);
  const other = holding.find(({ file }) => !isYaml(file));
  if (other !== undefined) {
    throw new NewswatchError('feed-elsewhere', `${url} is in ${other.file}, which is never changed here`, {
      remedy: 'remove it there',
    });
  }
  for (const { file, index } of holding) replaceFile(file, removeFromList(file, readText(file), index));
  return holding.map(({ file }) => file);
}

function indexIn(file: string, url: string): number {
  const mistakes: Mistake[] = [];
  return readFeedFile(file, process.env, mistakes).findIndex((feed) => feed.url === url);
}
