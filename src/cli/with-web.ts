import type { FirstPollParts } from '../../workers/poll/first-poll.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { openFetcher } from '../../workers/web/fetch.ts';
import { UsageError } from '../errors.ts';
import { isWebUrl } from '../model/url.ts';
import { openMemoryGate } from '../queue/memory-gate.ts';
import type { Settings } from '../settings/settings.ts';

/** What a command needs to ask for feeds, closed again behind it. */
export async function withWeb<T>(
  { fetch }: Pick<Settings, 'fetch'>,
  use: (web: FirstPollParts) => Promise<T>,
): Promise<T> {
  const fetcher = openFetcher(fetch, openMemoryGate(fetch.perHost));
  const threads = openThreadPool(1);
  try {
    return await use({ fetcher, threads, maxFeedBytes: fetch.maxFeedBytes });
  } finally {
    await Promise.all([fetcher.close(), threads.close()]);
  }
}

/** Without a scheme: `example.org`, `localhost:8080`. */
export const isBare = (text: string): boolean => !/^[a-z][a-z\d+.-]*:(?!\d)/i.test(text.trim());

/** People type `example.org` and `localhost:8080`, and paste `feed:` addresses. @throws UsageError if it is no web address */
export function webAddress(text: string): string {
  const pasted = text
    .trim()
    .replace(/^feed:\/\//i, 'http://')
    .replace(/^feed:/i, '');
  const address = isBare(pasted) ? `https://${pasted}` : pasted;
  if (!isWebUrl(address))
    throw new UsageError(`${JSON.stringify(text)} is no web address`, 'such as https://example.org/feed/');
  return address;
}
