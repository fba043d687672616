import type { ParsedFeed } from '../../src/model/feed.ts';
import type { FeedText } from '../../src/model/jobs.ts';
import type { Extracted, PageSource } from '../article/extract.ts';
import type { FeedReading } from '../article/feed-text.ts';
import type { FeedDocument, FeedItems } from '../poll/read-feed.ts';
import { task } from './answer.ts';

/**
 * The functions that threads run, by name (pool.ts). Each imports what it needs when it is first called: a thread that
 * only parses feeds never loads a DOM.
 */

export const extractPage = task(async (page: PageSource): Promise<Extracted> => {
  const { extract } = await import('../article/extract.ts');
  return extract(page);
});

export const parseFeed = task(async (document: FeedDocument): Promise<FeedItems> => {
  const { readFeed } = await import('../poll/read-feed.ts');
  return readFeed(document);
});

export const parseEntries = task(async ({ bytes, contentType, url }: FeedDocument): Promise<ParsedFeed> => {
  const { parseFeed: parse } = await import('../poll/parse-feed.ts');
  return parse(bytes, contentType, url);
});

export const readFeedText = task(async (words: FeedText): Promise<FeedReading | null> => {
  const { readFeedText: read } = await import('../article/feed-text.ts');
  return read(words);
});
