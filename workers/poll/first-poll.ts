import { NewswatchError } from '../../src/errors.ts';
import type { Feed } from '../../src/model/feed.ts';
import type { FetchCode } from '../web/failure.ts';
import type { Fetched } from '../web/fetch.ts';
import { pollFeed, type PollParts } from './poll-feed.ts';

export type FirstPollParts = Pick<PollParts, 'fetcher' | 'threads' | 'maxFeedBytes'> & {
  readonly signal?: AbortSignal;
};

export type FirstPoll =
  | {
      readonly ok: true;
      /** The address to keep: where a permanent redirect led, or else the one that was asked, without a log-in. */
      readonly url: string;
      /** Where permanent redirects led; null if there were none. */
      readonly movedTo: string | null;
      readonly title: string | null;
      readonly items: number;
      /** When its newest item was published, where it says so. */
      readonly newest: number | null;
    }
  | {
      readonly ok: false;
      /** One line, as a poll of the daemon would put it. */
      readonly problem: string;
      /** What came instead of a feed; null where nothing came. */
      readonly answer: Fetched | null;
      /** The publisher asked to be left alone for a while, or nobody answers there: not the time for a second question. */
      readonly shut: boolean;
    };

const UNREACHABLE: ReadonlySet<string> = new Set<FetchCode>(['dns', 'connect', 'tls', 'timeout']);

/** Asks an address as the daemon does when it sees a feed for the first time, with the feed's own headers and log-in. */
export async function firstPoll(
  url: string,
  { fetcher, threads, maxFeedBytes, signal = new AbortController().signal }: FirstPollParts,
  feed?: Pick<Feed, 'headers' | 'auth' | 'userAgent'>,
): Promise<FirstPoll> {
  let answer: Fetched | null = null;
  let unreachable = false;
  const listening: PollParts['fetcher'] = {
    async get(address, options) {
      try {
        return (answer = await fetcher.get(address, options));
      } catch (error) {
        unreachable = error instanceof NewswatchError && UNREACHABLE.has(error.code);
        throw error;
      }
    },
  };
  const userAgent = feed?.userAgent === undefined ? {} : { userAgent: feed.userAgent };
  const outcome = await pollFeed(
    { feedId: '', url, etag: null, lastModified: null, bodyHash: null, ...userAgent },
    { fetcher: listening, threads, maxFeedBytes, now: Date.now, credentials: { ...feed, url } },
    signal,
  );
  if (outcome.kind === 'items') {
    const { title, items, movedTo } = outcome;
    const newest = items.reduce<number | null>((latest, { publishedAt }) => later(latest, publishedAt), null);
    return { ok: true, url: bare(movedTo ?? url), movedTo, title, items: items.length, newest };
  }
  return { ok: false, problem: problemOf(outcome), answer, shut: unreachable || outcome.kind === 'refused' };
}

const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

function problemOf(outcome: Exclude<Awaited<ReturnType<typeof pollFeed>>, { kind: 'items' }>): string {
  if (outcome.kind === 'gone') return 'answered 410: its publisher has ended it';
  return outcome.kind === 'unchanged' ? 'answered that nothing has changed, to a first question' : outcome.problem;
}

/** As it goes over the wire. */
function bare(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
