import { readFileSync } from 'node:fs';
import { generateOpml } from 'feedsmith';
import { openFetcher } from '../../workers/web/fetch.ts';
import { discoverFeed } from '../../workers/poll/discover-feed.ts';
import { openMemoryGate } from '../queue/memory-gate.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { parseOpmlFeeds } from '../settings/feeds-file.ts';
import type { Settings } from '../settings/settings.ts';
import { currentStatus, feedRows } from './status.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { withCommands } from './with-record.ts';

/** `newswatch feeds …`: the subscriptions. */

export async function feedsList(options: CommonOptions, io: Io): Promise<void> {
  const { feeds } = await currentStatus(options);
  if (options.json) return printJson(io, feeds);
  for (const line of feedRows(feeds, Date.now())) printLine(io, line);
}

/** Finds the feed behind a site's address and writes it to the first `.yaml` list. */
export async function feedsAdd(url: string, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const found = await withFetcher(settings, (fetcher) =>
    discoverFeed(webAddress(url), { fetcher, maxBytes: settings.fetch.maxFeedBytes }),
  );
  const feed = { url: found.url, ...(found.title === null ? {} : { title: plain(found.title) }) };
  const { file } = await withCommands(settings, (commands) => commands.addFeed(feed));
  if (options.json) return printJson(io, { ...feed, items: found.items, how: found.how, file });
  printLine(
    io,
    `${paint(io, 'green', 'added')} ${plain(found.title ?? '')} ${found.url} (${found.items} items, ${found.how}) to ${file}`,
  );
}

export async function feedsRemove(url: string, options: CommonOptions, io: Io): Promise<void> {
  const { file } = await withCommands(settingsOf(options), (commands) => commands.removeFeed(url));
  if (options.json) return printJson(io, { url, file });
  printLine(io, `removed ${url} from ${file}`);
}

/** Asks every enabled feed, or one address, now, and says what it has. Changes nothing. */
export async function feedsCheck(url: string | undefined, options: CommonOptions, io: Io): Promise<number> {
  const settings = settingsOf(options);
  const addresses =
    url === undefined ? settings.feeds.filter((feed) => feed.enabled).map((feed) => feed.url) : [webAddress(url)];
  const results = await withFetcher(settings, (fetcher) =>
    Promise.all(
      addresses.map(async (address) => {
        try {
          const {
            items,
            title,
            url: final,
          } = await discoverFeed(address, { fetcher, maxBytes: settings.fetch.maxFeedBytes, only: true });
          if (!options.json)
            printLine(io, `${paint(io, 'green', 'ok')}     ${address}  ${plain(title ?? '')} (${items} items)`);
          return { url: address, ok: true, title, items, ...(final === address ? {} : { movedTo: final }) };
        } catch (error) {
          if (!options.json) printLine(io, `${paint(io, 'red', 'failed')} ${address}  ${plain(messageOf(error))}`);
          return { url: address, ok: false, problem: messageOf(error) };
        }
      }),
    ),
  );
  if (options.json) printJson(io, results);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/** Adds the subscriptions of an OPML file that are not in the lists yet. */
export async function feedsImport(file: string, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const known = new Set(settings.feeds.map((feed) => feed.id));
  const fresh = parseOpmlFeeds(readText(file)).filter((feed) => !known.has(feed.id));
  await withCommands(settings, async (commands) => {
    for (const { url, title, tags } of fresh) {
      await commands.addFeed({
        url,
        ...(title === undefined ? {} : { title }),
        ...(tags.length > 0 ? { tags: [...tags] } : {}),
      });
    }
  });
  if (options.json) return printJson(io, { added: fresh.map(({ url }) => url) });
  printLine(io, `added ${fresh.length} feeds`);
}

/** The subscriptions as OPML 2.0, for other readers. Credentials are not part of it. */
export async function feedsExport(options: CommonOptions, io: Io): Promise<void> {
  const { feeds } = settingsOf(options);
  const outlines = feeds.map(({ url, title }) => ({ type: 'rss', text: title ?? url, xmlUrl: url }));
  io.stdout.write(`${generateOpml({ head: { title: 'newswatch' }, body: { outlines } })}\n`);
}

async function withFetcher<T>(
  settings: Settings,
  use: (fetcher: ReturnType<typeof openFetcher>) => Promise<T>,
): Promise<T> {
  const fetcher = openFetcher(settings.fetch, openMemoryGate(settings.fetch.perHost));
  try {
    return await use(fetcher);
  } finally {
    await fetcher.close();
  }
}

/** People type `example.org`. */
const webAddress = (text: string): string => (/^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`);

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NewswatchError('file', `${file} cannot be read: ${messageOf(error)}`);
  }
}
