import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { isAbort, NewswatchError } from '../../src/errors.ts';
import type { Feed } from '../../src/model/feed.ts';
import type { PollJob, PollOutcome } from '../../src/model/jobs.ts';
import type { ThreadPool } from '../threads/pool.ts';
import type { Fetched, Fetcher } from '../web/fetch.ts';
import { freshFor } from '../web/fresh-for.ts';
import { retryAfter } from '../web/retry-after.ts';
import type { FeedDocument, FeedItems } from './read-feed.ts';

export interface PollParts {
  readonly fetcher: Pick<Fetcher, 'get'>;
  readonly threads: Pick<ThreadPool, 'run'>;
  readonly maxFeedBytes: number;
  readonly now: () => number;
  /** Of this feed, where it has any, for the origin of its `url`: where a redirect has moved it, they are not sent. */
  readonly credentials?: Pick<Feed, 'url' | 'headers' | 'auth'>;
}

export const FEED_ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** For a body of the default limit at one second a megabyte, twice. */
const PARSE_TIMEOUT_MS = 20_000;
/** A publisher who says 429 without saying until when. */
const DEFAULT_REFUSAL_MS = 900_000;
/** Validators come back in a request's headers; longer ones are not kept. */
const MAX_VALIDATOR = 1_000;

/**
 * Asks one feed whether there is anything new: a conditional GET (RFC 9110 13), the body compared with the last one, and
 * only then parsed, in a thread. Whatever is wrong with the answer is an outcome; nothing is kept here.
 * @throws the signal's reason if it fires; AbortError if the fetcher is closed; what nobody foresaw
 */
export async function pollFeed(job: PollJob, parts: PollParts, signal: AbortSignal): Promise<PollOutcome> {
  if (job.kind === 'canary') return NOTHING_NEW;
  try {
    return await outcomeOf(job, await ask(job, parts, signal), parts, signal);
  } catch (error) {
    if (signal.aborted || isAbort(error) || !(error instanceof NewswatchError)) throw error;
    return failed(error.line);
  }
}

const NOTHING_NEW: PollOutcome = { kind: 'unchanged', etag: null, lastModified: null, movedTo: null };

function ask(job: PollJob, { fetcher, maxFeedBytes, credentials }: PollParts, signal: AbortSignal): Promise<Fetched> {
  return fetcher.get(job.url, {
    accept: FEED_ACCEPT,
    maxBytes: maxFeedBytes,
    limitName: 'fetch.maxFeedBytes',
    etag: job.etag,
    lastModified: job.lastModified,
    headers: isSameOrigin(job.url, credentials?.url) ? credentialHeaders(credentials) : {},
    signal,
    ...(job.userAgent === undefined ? {} : { userAgent: job.userAgent }),
  });
}

const isSameOrigin = (one: string, other: string | undefined): boolean =>
  other !== undefined && URL.parse(one)?.origin === URL.parse(other)?.origin;

/** The headers that the user gave for a feed. A log-in wins over an Authorization header of theirs. */
export function credentialHeaders(credentials: Pick<Feed, 'headers' | 'auth'> | undefined): Record<string, string> {
  const { headers = {}, auth } = credentials ?? {};
  if (auth === undefined) return { ...headers };
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  const value =
    auth.type === 'bearer'
      ? `Bearer ${auth.token}`
      : `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
  return { ...Object.fromEntries(others), authorization: value };
}

async function outcomeOf(job: PollJob, answer: Fetched, parts: PollParts, signal: AbortSignal): Promise<PollOutcome> {
  const { status, movedTo } = answer;
  if (status === 304) return notModified(job, answer, parts.now());
  if (status < 200 || status > 299) return refusalOf(answer, parts.now());
  const known = { ...validatorsOf(answer), movedTo, ...freshness(answer, parts.now()) };
  const bodyHash = createHash('sha256').update(answer.body).digest('hex');
  if (bodyHash === job.bodyHash) return { kind: 'unchanged', ...known };
  const { title, items, hints } = await parse(answer, parts, signal);
  return { kind: 'items', title, items, hints, bodyHash, ...known };
}

function notModified(job: PollJob, answer: Fetched, now: number): PollOutcome {
  if (job.etag === null && job.lastModified === null)
    return failed('answered 304 (not modified) to a question without conditions');
  // RFC 9110 15.4.5: a 304 repeats the validators it knows; one it leaves out is still good.
  const { etag, lastModified } = validatorsOf(answer);
  return {
    kind: 'unchanged',
    etag: etag ?? job.etag,
    lastModified: lastModified ?? job.lastModified,
    movedTo: answer.movedTo,
    ...freshness(answer, now),
  };
}

function validatorsOf({ headers }: Fetched): { etag: string | null; lastModified: string | null } {
  const kept = (value: string | undefined): string | null =>
    value === undefined || value === '' || value.length > MAX_VALIDATOR ? null : value;
  return { etag: kept(headers['etag']), lastModified: kept(headers['last-modified']) };
}

function freshness({ headers }: Fetched, now: number): { freshFor?: number } {
  const ms = freshFor(headers, now);
  return ms === null ? {} : { freshFor: ms };
}

async function parse(answer: Fetched, { threads }: PollParts, signal: AbortSignal): Promise<FeedItems> {
  const document: FeedDocument = { bytes: answer.body, contentType: answer.contentType, url: answer.url };
  try {
    return await threads.run<FeedItems>('parseFeed', document, {
      timeout: PARSE_TIMEOUT_MS,
      bytes: answer.body.length,
      signal,
    });
  } catch (error) {
    if (!(error instanceof NewswatchError)) throw error;
    const { code, message, retry, remedy } = error;
    const subject = code === 'not-a-feed' ? 'the answer' : 'reading the answer';
    throw new NewswatchError(code, `${subject} ${message}`, {
      retry,
      cause: error,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}

function refusalOf({ status, headers }: Fetched, now: number): PollOutcome {
  if (status === 410) return { kind: 'gone' };
  const until = retryAfter(headers, now);
  const said = `answered ${status}${STATUS_CODES[status] === undefined ? '' : ` (${STATUS_CODES[status].toLowerCase()})`}`;
  if (status === 429) return { kind: 'refused', until: until ?? now + DEFAULT_REFUSAL_MS, problem: said };
  if (status === 503 && until !== null) return { kind: 'refused', until, problem: said };
  if (status === 401 || status === 407) return failed(`${said}: it wants a log-in; give the feed "auth" or "headers"`);
  if (status === 403) return failed(`${said}: it does not let us in`);
  return failed(said);
}

const failed = (problem: string): PollOutcome => ({ kind: 'failed', problem });
