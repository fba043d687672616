import { fileText } from '../../src/corpus/format.ts';
import { articlePage, type PageArticle } from '../support/article-page.ts';
import { FEED_TYPES, feedDocument, type FeedFormat, type FeedItem } from '../support/feed-document.ts';
import { openRandom, type Random } from '../support/random.ts';
import { etagOf, isNotModified } from '../support/replies.ts';
import { openSite, type Site } from '../support/sites.ts';
import { paragraphs, retold, titleOf } from './texts.ts';

/** What must become of one article, however often the daemon died over it. */
export interface Fate {
  /** How its items end, sorted: one for each feed entry. */
  readonly items: readonly string[];
  /** The texts of its corpus files. */
  readonly files: readonly string[];
  /** Alerts on each channel. */
  readonly alerts: number;
}

/** Four sites with two feeds each, which gain articles of all kinds as the harness says so. */
export interface News extends AsyncDisposable {
  readonly feeds: readonly string[];
  /** By the number in its addresses, `/news/NUMBER/…`. */
  readonly fates: ReadonlyMap<string, Fate>;
  /** Feed entries in all. */
  readonly entries: () => number;
  /** Puts further articles at the head of the feeds. */
  publish(articles: number): void;
  /** From now on the feeds list all they ever had. */
  listAll(): void;
}

/** What there is: how often it comes in a round of forty, and how its items end. */
const KINDS = {
  match: { often: 8, items: ['matched page'] },
  'in two feeds': { often: 3, items: ['duplicate', 'matched page'] },
  /** The same text on another site. */
  syndicated: { often: 3, items: ['duplicate', 'matched page'] },
  /** The same story on another site. */
  retold: { often: 2, items: ['matched page', 'matched page'] },
  /** Its page is a wall, its feed has the text. */
  walled: { often: 2, items: ['matched feed'] },
  /** Its page is a wall, its feed has a summary. */
  brief: { often: 1, items: ['matched summary'] },
  near: { often: 4, items: ['rejected page'] },
  'off topic': { often: 10, items: ['rejected page'] },
  'off topic in two feeds': { often: 3, items: ['duplicate', 'rejected page'] },
  gone: { often: 1, items: ['given-up'] },
  missing: { often: 1, items: ['given-up'] },
  stale: { often: 1, items: ['stale'] },
  /** Its page is there at the second try. */
  flaky: { often: 1, items: ['matched page'] },
} as const;
type Kind = keyof typeof KINDS;

const ROUND = Object.entries(KINDS).flatMap(([kind, { often }]) => Array.from({ length: often }, () => kind as Kind));
const FORMATS = Object.keys(FEED_TYPES) as FeedFormat[];
const SITES = 4;
/** As many entries as feeds of newspapers have. */
const LISTED = 60;
const HOUR = 3_600_000;

interface OpenFeed {
  readonly url: string;
  readonly entries: FeedItem[];
}

/** @param onPage told the User-Agent of each request for an article's page */
export async function openNews(seed: number, onPage: (agent: string) => void): Promise<News> {
  const random = openRandom(seed);
  const sites = await Promise.all(Array.from({ length: SITES }, (_, n) => openSite({ host: `127.0.0.${n + 1}` })));
  let listed = LISTED;
  const feeds = sites.flatMap((site, n) =>
    [0, 1].map((m) => openFeed(site, `/feed${m}`, FORMATS[(2 * n + m) % FORMATS.length] ?? 'rss', () => listed)),
  );
  const fates = new Map<string, Fate>();
  let serial = 0;
  let kinds: Kind[] = [];
  const desk: Desk = { random, sites, feeds, onPage };
  return {
    feeds: feeds.map(({ url }) => url),
    fates,
    entries: () => feeds.reduce((sum, { entries }) => sum + entries.length, 0),
    publish(articles) {
      for (let n = 0; n < articles; n++) {
        if (kinds.length === 0) kinds = random.shuffle(ROUND);
        serial += 1;
        fates.set(String(serial), print(desk, serial, kinds.pop() ?? 'match'));
      }
    },
    listAll: () => void (listed = Infinity),
    async [Symbol.asyncDispose]() {
      await Promise.all(sites.map((site) => site.close()));
    },
  };
}

/** A feed with validators that follow from its body. */
function openFeed(site: Site, path: string, format: FeedFormat, listed: () => number): OpenFeed {
  const entries: FeedItem[] = [];
  const head = { title: `${format} of ${site.origin}`, link: site.url('/'), self: site.url(path) };
  site.page(path, ({ headers }) => {
    const body = feedDocument(format, head, entries.slice(0, listed()));
    const etag = etagOf(body);
    const unchanged = isNotModified(headers, etag, undefined);
    return { contentType: FEED_TYPES[format], headers: { etag }, ...(unchanged ? { status: 304 } : { body }) };
  });
  return { url: head.self, entries };
}

interface Desk {
  readonly random: Random;
  readonly sites: readonly Site[];
  readonly feeds: readonly OpenFeed[];
  readonly onPage: (agent: string) => void;
}

const GONE: { readonly [kind: string]: number } = { gone: 410, missing: 404 };
const WALL = 'Subscribe to continue reading.';
/** Sentences with the topic's word. */
const MENTIONS = { matched: 6, near: 2, none: 0 };

/** Publishes an article of that kind, and says what must become of it. */
function print(desk: Desk, serial: number, kind: Kind): Fate {
  const { random, sites } = desk;
  const mentions = kind === 'near' ? 'near' : kind.startsWith('off topic') ? 'none' : 'matched';
  const body = paragraphs(random, MENTIONS[mentions]);
  const title = titleOf(random, serial);
  const home = serial % sites.length;
  const path = `/news/${serial}/one`;
  const article = { title, paragraphs: body, canonical: at(desk, home, path) };
  const entry = { title, link: article.canonical, summary: `<p>${body[0] ?? ''}</p>` };

  page(desk, home, path, kind === 'walled' || kind === 'brief' ? { ...article, paragraphs: [WALL] } : article, kind);
  announce(desk, 2 * home + (serial % 2), {
    ...entry,
    ...(kind === 'walled' ? { content: body.map((one) => `<p>${one}</p>`).join('') } : {}),
    ...(kind === 'stale' ? { publishedAt: Date.now() - 30 * 24 * HOUR } : {}),
  });
  const items: readonly string[] = KINDS[kind].items;
  const second = items.length > 1 ? printElsewhere(desk, serial, kind, { article, entry }) : [];
  const texts = [body, ...second].map((one) => fileText(title, one.join('\n')));
  const matched = items.filter((end) => end.startsWith('matched'));
  const files = texts.slice(0, matched.filter((end) => end !== 'matched summary').length);
  return { items, files, alerts: Math.min(1, matched.length) };
}

/** The second entry of what comes twice, in a feed of another site. Returns the text, if it is another. */
function printElsewhere(
  desk: Desk,
  serial: number,
  kind: Kind,
  { article, entry }: { article: PageArticle; entry: FeedItem },
): string[][] {
  const site = (serial + 1) % desk.sites.length;
  const path = `/news/${serial}/${kind === 'retold' ? 'two' : 'one'}`;
  const link = kind === 'syndicated' || kind === 'retold' ? at(desk, site, path) : entry.link;
  const told = kind === 'retold' ? retold(desk.random, article.paragraphs) : null;
  if (link !== entry.link && link !== undefined)
    page(desk, site, path, told === null ? article : { ...article, paragraphs: told, canonical: link }, kind);
  announce(desk, 2 * site, { ...entry, ...(link === undefined ? {} : { link }) });
  return told === null ? [] : [told];
}

const at = ({ sites }: Desk, site: number, path: string): string => sites[site]?.url(path) ?? '';

function page({ sites, onPage }: Desk, site: number, path: string, article: PageArticle, kind: Kind): void {
  let asked = 0;
  sites[site]?.page(path, ({ headers }) => {
    asked += 1;
    onPage(headers['user-agent'] ?? '');
    const status = kind === 'flaky' && asked === 1 ? 503 : GONE[kind];
    return status === undefined ? { body: articlePage(article) } : { status, body: '' };
  });
}

function announce({ feeds }: Desk, feed: number, entry: FeedItem): void {
  const entries = feeds[feed]?.entries;
  entries?.unshift({ id: `tag:crash,2026:${feed}:${entries.length}`, publishedAt: Date.now() - HOUR, ...entry });
}
