import { discoverFeed } from '../../workers/poll/discover-feed.ts';
import { isSameFeed } from '../coordinator/feed-commands.ts';
import { publicFeed } from '../dashboard/public.ts';
import { NewswatchError } from '../errors.ts';
import { subscription } from '../settings/feeds-file.ts';
import type { Settings } from '../settings/settings.ts';
import { counted, paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { currentStatus, feedRows } from './status.ts';
import { withCommands } from './with-record.ts';
import { isBare, webAddress, withWeb } from './with-web.ts';

/** `newswatch feeds list`, `add` and `remove`: the subscriptions. */

export async function feedsList(options: CommonOptions, io: Io): Promise<void> {
  const { feeds } = await currentStatus(options);
  const now = Date.now();
  if (options.json)
    return printJson(
      io,
      feeds.map((feed) => publicFeed(feed, now)),
    );
  if (feeds.length === 0) return printLine(io, 'no feeds yet: newswatch feeds add SITE finds one');
  for (const line of feedRows(feeds, now)) printLine(io, line);
}

/** Finds the feed behind an address and writes it to the first `.yaml` list. @throws NewswatchError `no-feed`, `feed-known` */
export async function feedsAdd(url: string, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const { url: address, auth } = subscription({ url: webAddress(url), tags: [], enabled: true });
  refuseKnown(address, settings);
  const logIn = auth === undefined ? {} : { auth };
  const onTry = (asked: string): void => {
    if (io.stderr.isTTY) io.stderr.write(`asking ${asked}\n`);
  };
  const { items, newest, how, others, ...feed } = await withWeb(settings, (web) =>
    discoverFeed(address, { ...web, ...logIn, onTry, orHttp: isBare(url) }),
  );
  refuseKnown(feed.url, settings);
  const title = feed.title === null ? null : plain(feed.title);
  const { file, added } = await withCommands(settings, (commands) =>
    commands.addFeeds([
      {
        url: feed.url,
        ...(title === null ? {} : { title }),
        ...(new URL(feed.url).origin === new URL(address).origin ? logIn : {}),
      },
    ]),
  );
  const [kept] = added;
  if (kept === undefined) throw known(feed.url);
  const latest = newest === null ? null : new Date(newest).toISOString();
  if (options.json) return printJson(io, { url: kept, title, items, newest: latest, how, others, file });
  const news = [counted(items, 'item'), ...(latest === null ? [] : [`newest ${latest.slice(0, 10)}`]), how];
  printLine(
    io,
    `${paint(io, 'green', 'added')} ${title ?? 'a feed without a title'} ${kept} (${news.join(', ')}) to ${file}`,
  );
  for (const other of others) printLine(io, paint(io, 'dim', `      the page names this one, too: ${plain(other)}`));
}

/** Before anybody is asked, and again once the feed's own address is known. */
function refuseKnown(address: string, { feeds }: Settings): void {
  const feed = feeds.find((one) => isSameFeed(one.url, address));
  if (feed === undefined) return;
  const name = feed.title === undefined ? feed.url : `${plain(feed.title)} (${feed.url})`;
  throw known(name, feed.enabled ? undefined : 'it is switched off: take away its "enabled: false"');
}

const known = (name: string, remedy?: string): NewswatchError =>
  new NewswatchError('feed-known', `${name} is in the list already`, remedy === undefined ? {} : { remedy });

/** Takes a feed out of the lists. What was found through it stays. @throws NewswatchError `feed-unknown`, `feed-elsewhere` */
export async function feedsRemove(url: string, options: CommonOptions, io: Io): Promise<void> {
  const address = webAddress(url);
  const removed = await withCommands(settingsOf(options), (commands) => commands.removeFeed(address));
  if (options.json) return printJson(io, removed);
  printLine(io, `${paint(io, 'green', 'removed')} ${removed.url} from ${removed.files.join(' and ')}`);
}
