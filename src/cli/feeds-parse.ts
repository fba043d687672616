import { readFileSync, statSync } from 'node:fs';
import { plainText } from '../../workers/poll/plain-text.ts';
import { credentialHeaders, FEED_ACCEPT } from '../../workers/poll/poll-feed.ts';
import type { FeedDocument } from '../../workers/poll/read-feed.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { openFetcher } from '../../workers/web/fetch.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Entry, ParsedFeed } from '../model/feed.ts';
import { openMemoryGate } from '../queue/memory-gate.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { webAddress } from './with-web.ts';

/** A larger document is not read. Bytes. */
const MAX_BYTES = 50_000_000;
/** At least, and for each megabyte. */
const PARSE_MS = 20_000;

/**
 * `newswatch feeds parse FILE_OR_URL`: every entry of a feed, as published; `-` reads the standard input. Changes nothing; a
 * file needs no configuration. Parsed as the daemon does it, in a thread with limits.
 */
export async function feedsParse(source: string, options: CommonOptions, io: Io): Promise<void> {
  const feed = await parse(source, await documentOf(source, options, io));
  if (options.json) printJson(io, { title: feed.title, link: feed.link, items: feed.entries });
  else printFeed(feed, io);
}

/** `url` is empty for what was not fetched. */
async function documentOf(source: string, options: CommonOptions, io: Io): Promise<FeedDocument> {
  if (/^(?:https?|feed):/i.test(source)) return fetchDocument(webAddress(source), options);
  return { bytes: source === '-' ? await readInput(io) : readDocument(source), contentType: null, url: '' };
}

async function fetchDocument(address: string, options: CommonOptions): Promise<FeedDocument> {
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

function readDocument(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw tooLarge();
    return readFileSync(file);
  } catch (error) {
    throw new NewswatchError('file', `${file} cannot be read: ${whyNot(error)}`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file; an address begins with https://';
  return code === 'EISDIR' ? 'it is a folder' : messageOf(error);
}

async function readInput(io: Io): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of io.stdin as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MAX_BYTES) throw new NewswatchError('file', `the input cannot be read: ${tooLarge().message}`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (): NewswatchError => new NewswatchError('too-large', `it has more than ${MAX_BYTES / 1_000_000} MB`);

async function parse(source: string, document: FeedDocument): Promise<ParsedFeed> {
  const threads = openThreadPool(1);
  try {
    const timeout = Math.max(PARSE_MS, (document.bytes.length / 1_000_000) * 2_000);
    return await threads.run<ParsedFeed>('parseEntries', document, { timeout });
  } catch (error) {
    if (!(error instanceof NewswatchError)) throw error;
    const { code, message } = error;
    const subject = source === '-' ? 'the input' : source;
    throw new NewswatchError(code, code === 'not-a-feed' ? `${subject} ${message}` : `${subject}: ${message}`);
  } finally {
    await threads.close();
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
