import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { articlePage } from '../../test/support/article-page.ts';
import { feedDocument, type FeedItem } from '../../test/support/feed-document.ts';
import { openRandom } from '../../test/support/random.ts';
import { etagOf, isNotModified } from '../../test/support/replies.ts';
import { writeStory, type Story } from '../../test/support/story.ts';

/** What an item turns out to be. `aside` names the topic's words once, so that its page has to be read to be rejected. */
export type Fate = 'match' | 'aside' | 'off-topic' | 'stub' | 'gone' | 'broken' | 'moved' | 'slow' | 'stale';

/** Of a hundred items; the rest is off topic. Some items are listed by a second feed, too. */
const SHARES: readonly (readonly [Fate, number])[] = [
  ['match', 3],
  ['aside', 14],
  ['stub', 2],
  ['gone', 1],
  ['broken', 1],
  ['moved', 2],
  ['slow', 1],
  ['stale', 1],
];
const LISTED = 40;
const SHARED_WITH_A_SECOND_FEED = 0.04;
const TOLD_AGAIN = 0.3;
const SLOW = 1_500;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ASIDE = 'The fair was opened by a veteran of the U.S. Army who had once served with the troops in Iraq.';

interface Page {
  readonly fate: Fate;
  readonly story: Story;
  readonly publishedAt: number;
  asked: number;
}

/** Feeds that roll on, each on a loopback address of its own; every third hour some of them fail. */
export interface SoakWorld {
  readonly feeds: readonly string[];
  /** Where alerts are sent. */
  readonly webhook: string;
  /** Adds so many items over all feeds, newest first, and forgets the pages that no feed lists any longer. */
  publish(count: number, now: number): void;
  /** How many pages of the items published so far have been asked for, and how many there are to ask for. */
  readonly asked: () => number;
  readonly toAsk: () => number;
  readonly alerts: () => number;
  close(): Promise<void>;
}

export async function openSoakWorld({ feeds: count, seed }: { feeds: number; seed: number }): Promise<SoakWorld> {
  const random = openRandom(seed);
  const pages = new Map<string, Page>();
  const lists: FeedItem[][] = Array.from({ length: count }, () => []);
  let [published, asked, toAsk, alerts, hour] = [0, 0, 0, 0, 0];
  let lastMatch: Story | undefined;

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = (feed: number): string => `http://127.0.${1 + Math.floor(feed / 250)}.${1 + (feed % 250)}:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', query] = (request.url ?? '/').split('?');
    if (path === '/alerts') return takeAlert(request, response);
    if (path === '/robots.txt') return void response.writeHead(404).end();
    const feed = /^\/feed\/(\d+)$/.exec(path)?.[1];
    if (feed !== undefined) return answerFeed(Number(feed), request, response);
    const page = pages.get(path);
    if (page === undefined) return void response.writeHead(404).end('gone');
    if (page.asked++ === 0) asked += 1;
    if (page.fate === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW));
    if (page.fate === 'moved' && query === undefined)
      return void response.writeHead(301, { location: `${path}?moved` }).end();
    answerPage(page, response);
  }

  function takeAlert(request: IncomingMessage, response: ServerResponse): void {
    alerts += 1;
    request.resume().on('end', () => response.writeHead(204).end());
  }

  function answerFeed(feed: number, { headers }: IncomingMessage, response: ServerResponse): void {
    if (feed % 40 === 7 && hour % 3 === 1) return void response.writeHead(500).end();
    const at = origin(feed);
    const body = feedDocument(
      'rss',
      { title: `Paper ${feed}`, link: `${at}/`, self: `${at}/feed/${feed}` },
      lists[feed] ?? [],
    );
    const etag = etagOf(body);
    if (isNotModified(headers, etag, undefined)) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
  }

  function add(feed: number, now: number): void {
    const fate = drawFate(random.next() * 100);
    const again = fate === 'match' && lastMatch !== undefined && random.next() < TOLD_AGAIN;
    const fresh = writeStory(random, fate === 'match');
    const story = again && lastMatch !== undefined ? { ...lastMatch, title: fresh.title } : fresh;
    if (fate === 'match') lastMatch = story;
    published += 1;
    const slug = story.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const path = `/2026/11/${fate === 'moved' ? 'old' : 'world'}/${slug}-${published}`;
    const publishedAt = fate === 'stale' ? now - 40 * DAY : now;
    pages.set(path, { fate, story, publishedAt, asked: 0 });
    if (fate !== 'stale') toAsk += 1;
    const item = { id: `urn:${published}`, title: story.title, link: `${origin(feed)}${path}`, publishedAt };
    const entry = { ...item, summary: `<p>${story.paragraphs[0] ?? ''}</p>` };
    lists[feed]?.unshift(entry);
    if (random.next() < SHARED_WITH_A_SECOND_FEED) lists[(feed + 1) % count]?.unshift(entry);
  }

  function forget(): void {
    const listed = new Set<string>();
    for (const list of lists) {
      list.length = Math.min(list.length, LISTED);
      for (const { link } of list) listed.add(new URL(link ?? '').pathname);
    }
    // A page that failed may be asked for a day later still: as good as gone by then.
    for (const path of pages.keys()) if (!listed.has(path)) pages.delete(path);
  }

  return {
    feeds: Array.from({ length: count }, (_, feed) => `${origin(feed)}/feed/${feed}`),
    webhook: `http://127.0.0.1:${port}/alerts`,
    publish(number, now) {
      hour += 1;
      for (let at = 0; at < number; at += 1) add(published % count, now - at);
      forget();
    },
    asked: () => asked,
    toAsk: () => toAsk,
    alerts: () => alerts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function drawFate(at: number): Fate {
  let sum = 0;
  return SHARES.find(([, share]) => at < (sum += share))?.[0] ?? 'off-topic';
}

function answerPage({ fate, story, publishedAt, asked }: Page, response: ServerResponse): void {
  if (fate === 'gone') return void response.writeHead(404).end('gone');
  if (fate === 'broken' && asked === 1) return void response.writeHead(503).end();
  const whole = fate === 'aside' ? [...story.paragraphs, ASIDE] : story.paragraphs;
  const paragraphs = fate === 'stub' ? ['Subscribe to read on.'] : whole;
  const page = articlePage({ ...story, paragraphs, publishedAt, furniture: 'newspaper', siteName: 'The Paper' });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}
