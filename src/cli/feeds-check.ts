import { firstPoll, type FirstPollParts } from '../../workers/poll/first-poll.ts';
import { NewswatchError } from '../errors.ts';
import type { Feed } from '../model/feed.ts';
import { counted, paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { webAddress, withWeb } from './with-web.ts';

/** How many bodies may be in memory at once. */
const AT_ONCE = 16;

interface Checked {
  readonly url: string;
  readonly ok: boolean;
  readonly title?: string | null;
  readonly items?: number;
  readonly movedTo?: string;
  readonly problem?: string;
}

type Asked = Pick<Feed, 'url' | 'title' | 'headers' | 'auth' | 'userAgent'>;

/**
 * `newswatch feeds check [URL]`: asks every enabled feed, or one address, as the daemon would, and says what it has. Changes
 * nothing. @throws NewswatchError `feed-failed` if any did not answer with a feed
 */
export async function feedsCheck(url: string | undefined, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const feeds: readonly Asked[] =
    url === undefined ? settings.feeds.filter(({ enabled }) => enabled) : [oneOf(settings.feeds, webAddress(url))];
  const results = await withWeb(settings, (web) =>
    checkAll(feeds, web, (result) => {
      // What is wrong with the only one is said once, by the error.
      if (!options.json && (result.ok || feeds.length > 1)) printResult(io, result);
    }),
  );
  if (options.json) printJson(io, results);
  else if (feeds.length === 0) printLine(io, 'no feed is enabled');
  const failed = results.filter(({ ok }) => !ok);
  const [only] = results.length === 1 ? failed : [];
  if (only !== undefined) throw new NewswatchError('feed-failed', `${only.url}: ${only.problem ?? ''}`);
  if (failed.length > 0) throw new NewswatchError('feed-failed', `${failed.length} of ${results.length} feeds failed`);
}

/** A known feed is asked with its own headers and log-in. */
const oneOf = (feeds: readonly Feed[], url: string): Asked => feeds.find((feed) => feed.url === url) ?? { url };

/** Results in the order of the feeds; `onResult` hears of each as it comes. */
async function checkAll(
  feeds: readonly Asked[],
  web: FirstPollParts,
  onResult: (result: Checked) => void,
): Promise<Checked[]> {
  const results: Checked[] = [];
  const queue = feeds.entries();
  const work = async (): Promise<void> => {
    for (const [index, feed] of queue) {
      const result = await checkOne(feed, web);
      results[index] = result;
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

async function checkOne(feed: Asked, web: FirstPollParts): Promise<Checked> {
  const { url } = feed;
  const polled = await firstPoll(url, web, feed);
  if (!polled.ok) return { url, ok: false, problem: polled.problem };
  const { items, movedTo } = polled;
  return { url, ok: true, title: feed.title ?? polled.title, items, ...(movedTo === null ? {} : { movedTo }) };
}

function printResult(io: Io, { url, ok, title, items, movedTo, problem }: Checked): void {
  if (!ok) return printLine(io, `${paint(io, 'red', 'failed')}  ${url}  ${plain(problem ?? '')}`);
  const moved = movedTo === undefined ? '' : paint(io, 'yellow', ` moved for good to ${movedTo}`);
  printLine(
    io,
    `${paint(io, 'green', 'ok')}      ${url}  ${plain(title ?? '')} (${counted(items ?? 0, 'item')})${moved}`,
  );
}
