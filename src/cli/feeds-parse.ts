import { readFileSync, statSync } from 'node:fs';
import { parseFeed } from '../../workers/poll/parse-feed.ts';
import { plainText } from '../../workers/poll/plain-text.ts';
import { credentialHeaders, FEED_ACCEPT } from '../../workers/poll/poll-feed.ts';
import { openFetcher } from '../../workers/web/fetch.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Entry, ParsedFeed } from '../model/feed.ts';
import { openMemoryGate } from '../queue/memory-gate.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';

/** A larger file is not read. Bytes. */
const MAX_FILE = 100_000_000;

interface Source {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** Empty for a file. */
  readonly url: string;
}

/** `newswatch feeds parse FILE_OR_URL`: every entry of a feed, as published. Changes nothing; a file needs no configuration. */
export async function feedsParse(source: string, options: CommonOptions, io: Io): Promise<void> {
  const { bytes, contentType, url } = /^https?:\/\//i.test(source)
    ? await fetchSource(source, options)
    : readSource(source);
  const feed = await parse(source, bytes, contentType, url);
  if (options.json) printJson(io, { title: feed.title, link: feed.link, items: feed.entries });
  else printFeed(feed, io);
}

async function fetchSource(address: string, options: CommonOptions): Promise<Source> {
  const settings = settingsOf(options);
  const known = settings.feeds.find((feed) => feed.url === address);
  const fetcher = openFetcher(settings.fetch, openMemoryGate(settings.fetch.perHost));
  try {
    const { status, body, contentType, url } = await fetcher.get(address, {
      accept: FEED_ACCEPT,
      maxBytes: settings.fetch.maxFeedBytes,
      limitName: 'fetch.maxFeedBytes',
      headers: credentialHeaders(known),
      ...(known?.userAgent === undefined ? {} : { userAgent: known.userAgent }),
    });
    if (status < 200 || status > 299) throw new NewswatchError(`http-${status}`, `${address} answered ${status}`);
    return { bytes: body, contentType, url };
  } finally {
    await fetcher.close();
  }
}

function readSource(file: string): Source {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE) throw new NewswatchError('too-large', `it has more than ${MAX_FILE / 1_000_000} MB`);
    return { bytes: readFileSync(file), contentType: null, url: '' };
  } catch (error) {
    throw new NewswatchError('file', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function parse(source: string, bytes: Uint8Array, contentType: string | null, url: string): Promise<ParsedFeed> {
  try {
    return await parseFeed(bytes, contentType, url);
  } catch (error) {
    if (!(error instanceof NewswatchError)) throw error;
    const { code, message, remedy } = error;
    throw new NewswatchError(code, `${source} ${message}`, remedy === undefined ? {} : { remedy });
  }
}

const FORMATS = { rss: 'RSS', rdf: 'RDF', atom: 'Atom', json: 'JSON Feed' } as const;

function printFeed(feed: ParsedFeed, io: Io): void {
  const count = `${feed.entries.length} ${feed.entries.length === 1 ? 'entry' : 'entries'}`;
  printLine(io, `${paint(io, 'bold', words(feed.title) || '(no title)')} · ${FORMATS[feed.format]} · ${count}`);
  if (feed.link !== null) printLine(io, plain(feed.link));
  for (const entry of feed.entries) printEntry(entry, io);
}

function printEntry({ title, link, originalLink, publishedAt, summary, content, author }: Entry, io: Io): void {
  printLine(io);
  printLine(io, `${(publishedAt ?? '').slice(0, 16).replace('T', ' ').padEnd(16)}  ${words(title) || '(no title)'}`);
  const facts = [
    ...[link, originalLink].filter((one) => one !== null && one !== undefined),
    author === null ? '' : `by ${words(author)}`,
    [summary === null ? '' : `summary ${summary.length}`, content === null ? '' : `content ${content.length}`]
      .filter((one) => one !== '')
      .map((one) => `${one} characters`)
      .join(', '),
  ];
  for (const fact of facts.filter((one) => one !== ''))
    printLine(io, paint(io, 'dim', `${' '.repeat(18)}${plain(fact)}`));
}

const words = (html: string | null): string => plain(plainText((html ?? '').slice(0, 2_000)));
