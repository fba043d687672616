import type { ParsedFeed } from '../../../src/model/feed.ts';
import { parseFeed } from '../../../workers/poll/parse-feed.ts';

/** Small feed documents for tests, and what is read from them. */

export const ITEMS = [1, 2, 3].map(
  (n) =>
    `<item><title>Title ${n}</title><link>http://news.test/${n}?a=1&amp;b=2</link><guid>g${n}</guid>` +
    `<pubDate>Mon, 02 Mar 2026 10:00:0${n} GMT</pubDate><description>Body ${n}</description></item>`,
);

/** RSS 2.0 with three items, or with what is given instead. */
export const rss = (items = ITEMS.join(''), prolog = '<?xml version="1.0" encoding="UTF-8"?>\n'): string =>
  `${prolog}<rss version="2.0"><channel><title>Feed</title><link>http://news.test/</link>${items}</channel></rss>`;

/** The same with another first title, as written. */
export const titled = (title: string): string => rss(ITEMS.join('').replace('Title 1', title));

export const atom = (entries: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Feed</title>${entries}</feed>`;

export const parse = (text: string | Uint8Array, url = '', contentType: string | null = null): Promise<ParsedFeed> =>
  parseFeed(typeof text === 'string' ? Buffer.from(text) : text, contentType, url);

/** The first entry. */
export async function firstOf(text: string, url = ''): Promise<ParsedFeed['entries'][number]> {
  const [entry] = (await parse(text, url)).entries;
  if (entry === undefined) throw new Error('no entries');
  return entry;
}
