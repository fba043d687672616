import { readFileSync, statSync } from 'node:fs';
import { generateOpml } from 'feedsmith';
import { decodeFeed } from '../../workers/poll/decode-feed.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Feed } from '../model/feed.ts';
import { plain } from '../model/plain.ts';
import { parseOpmlFeeds } from '../settings/feeds-file.ts';
import { counted, paint, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { withCommands } from './with-record.ts';

/** A larger file is not read. Bytes. */
const MAX_FILE = 10_000_000;

/**
 * `newswatch feeds import FILE.opml`: adds its subscriptions that are in no list yet, all in one go; titles are kept, folders
 * become tags. @throws NewswatchError `file`, `opml`
 */
export async function feedsImport(file: string, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const feeds = readOpml(file).map(({ id: _id, enabled: _enabled, ...feed }) => feed);
  if (feeds.length === 0) throw new NewswatchError('opml', `${file} names no feed`);
  const result = await withCommands(settings, (commands) => commands.addFeeds(feeds));
  if (options.json) return printJson(io, result);
  const { added, known } = result;
  const rest = known.length === 0 ? '' : `; ${known.length} ${known.length === 1 ? 'was' : 'were'} there already`;
  printLine(io, `${paint(io, 'green', 'added')} ${counted(added.length, 'feed')} to ${result.file}${rest}`);
}

function readOpml(file: string): Feed[] {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE) throw new NewswatchError('too-large', `it has more than ${MAX_FILE / 1_000_000} MB`);
    bytes = readFileSync(file);
  } catch (error) {
    throw new NewswatchError('file', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  try {
    return parseOpmlFeeds(decodeFeed(bytes, null).text);
  } catch (error) {
    throw new NewswatchError('opml', `${file} is no readable OPML: ${messageOf(error)}`, { cause: error });
  }
}

interface Outline {
  readonly text: string;
  readonly type?: 'rss';
  readonly xmlUrl?: string;
  readonly outlines?: Outline[];
}

/**
 * `newswatch feeds export`: the subscriptions as OPML 2.0, for other readers; tags become folders, the first outermost, as
 * `import` reads them. Headers and log-ins are not part of it.
 */
export async function feedsExport(options: CommonOptions, io: Io): Promise<void> {
  const { feeds } = settingsOf(options);
  const top: Outline[] = [];
  for (const { url, title, tags } of feeds) {
    folderOf(top, tags.map(plain)).push({ type: 'rss', text: plain(title ?? url), xmlUrl: url });
  }
  io.stdout.write(`${generateOpml({ head: { title: 'newswatch' }, body: { outlines: top } })}\n`);
}

function folderOf(outlines: Outline[], path: readonly string[]): Outline[] {
  const [name, ...rest] = path;
  if (name === undefined) return outlines;
  const known = outlines.find((one) => one.text === name && one.outlines !== undefined)?.outlines;
  if (known !== undefined) return folderOf(known, rest);
  const folder: Outline[] = [];
  outlines.push({ text: name, outlines: folder });
  return folderOf(folder, rest);
}
