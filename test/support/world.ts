import { articlePage } from './article-page.ts';
import { FEED_TYPES, type FeedFormat } from './feed-document.ts';
import type { Furniture } from './page-layouts.ts';
import { openRandom, type Random } from './random.ts';
import { openSite, type Site, type SiteFeed } from './sites.ts';
import { writeStory, type Story } from './story.ts';

/** What is true of one article of the world, for tests to compare with. */
export interface WorldArticle extends Story {
  /** Where the page is, as its rel=canonical says too; the feed's link may carry tracking besides. */
  readonly url: string;
  readonly publisher: string;
  readonly onTopic: boolean;
  readonly byline: string;
  readonly publishedAt: number;
}

export interface Publisher {
  readonly name: string;
  readonly format: FeedFormat;
  readonly furniture: Furniture;
  readonly site: Site;
  readonly feed: SiteFeed;
  readonly articles: readonly WorldArticle[];
}

export interface WorldOptions {
  readonly publishers?: number;
  readonly articlesPer?: number;
  /** Share of the first articles that are about US forces in Iraq; rounded to whole articles over the world. */
  readonly onTopicShare?: number;
  readonly seed?: number;
  /** The newest article is an hour older than this; the others go back two days. */
  readonly now?: number;
  /** One kind of furniture for all; each publisher has another where absent. */
  readonly furniture?: Furniture;
}

/** Publishers on loopback, each a site of its own with one feed; texts, titles and paths follow from the seed. */
export interface World extends AsyncDisposable {
  readonly publishers: readonly Publisher[];
  readonly articles: readonly WorldArticle[];
  /** A further article, at the head of its publisher's feed. */
  publish(options: { readonly publisher?: number; readonly onTopic: boolean; readonly now?: number }): WorldArticle;
  close(): Promise<void>;
}

const FORMATS = Object.keys(FEED_TYPES) as FeedFormat[];
const KINDS: readonly Furniture[] = ['newspaper', 'none', 'blog', 'agency', 'magazine', 'regional'];
const HOUR = 3_600_000;

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { articlesPer = 10, onTopicShare = 0.25, seed = 1, now = Date.now() } = options;
  const random = openRandom(seed);
  const tellStory = storyTeller(random);
  const opened = Array.from({ length: options.publishers ?? 4 }, (_, index) =>
    openPublisher(index, options.furniture ?? KINDS[index % KINDS.length] ?? 'none'),
  );
  const publishers = await Promise.all(opened);
  const total = publishers.length * articlesPer;
  const wanted = random.shuffle(Array.from({ length: total }, (_, index) => index < Math.round(total * onTopicShare)));
  // Oldest first, so that the feeds come out newest first; publishers take turns.
  wanted.forEach((onTopic, index) => {
    const publishedAt = now - HOUR - Math.round(((total - 1 - index) / Math.max(1, total)) * 48 * HOUR);
    publish(publishers[index % publishers.length], tellStory(onTopic), onTopic, publishedAt, random);
  });

  const world: World = {
    publishers,
    get articles() {
      return publishers.flatMap((one) => one.articles);
    },
    publish({ publisher = 0, onTopic, now: time = Date.now() }) {
      return publish(publishers[publisher], tellStory(onTopic), onTopic, time, random);
    },
    async close() {
      await Promise.all(publishers.map(({ site }) => site.close()));
    },
    [Symbol.asyncDispose]: () => world.close(),
  };
  return world;
}

type OpenPublisher = Publisher & { readonly articles: WorldArticle[]; readonly quirks: Quirks };

/** In what publishers differ besides format and furniture; decided by their number, not by chance. */
interface Quirks {
  readonly tracking: string;
  readonly ids: boolean;
  readonly gzip: boolean;
  readonly charset: string;
}

async function openPublisher(index: number, furniture: Furniture): Promise<OpenPublisher> {
  const name = `Publisher ${index + 1}`;
  const format = FORMATS[index % FORMATS.length] ?? 'rss';
  const site = await openSite();
  const quirks = {
    tracking: index % 3 === 1 ? '?utm_source=rss&utm_medium=feed' : '',
    ids: index % 2 === 0,
    gzip: index % 2 === 1,
    charset: index % 5 === 4 ? 'windows-1252' : 'utf-8',
  };
  const feed = site.feed('/feed', { format, title: name, reply: { gzip: quirks.gzip } });
  return { name, format, furniture, site, feed, articles: [], quirks };
}

/** Stories of which no two have the same title. */
function storyTeller(random: Random): (onTopic: boolean) => Story {
  const titles = new Set<string>();
  return (onTopic) => {
    let story = writeStory(random, onTopic);
    while (titles.has(story.title)) story = writeStory(random, onTopic);
    titles.add(story.title);
    return story;
  };
}

const BYLINES = ['Ada Longfield', 'Bram Oosterwold', 'Celeste Nightingale', 'Dorian Applegarth', 'Esme Hollingbury'];

function publish(
  publisher: OpenPublisher | undefined,
  story: Story,
  onTopic: boolean,
  publishedAt: number,
  random: Random,
): WorldArticle {
  if (publisher === undefined) throw new RangeError('the world has no such publisher');
  const { site, feed, furniture, name, articles, quirks } = publisher;
  const slug = story.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const url = site.url(`/news/${articles.length + 1}/${slug}`);
  const byline = random.pick(BYLINES);
  const article = { ...story, url, publisher: name, onTopic, byline, publishedAt };
  const page = articlePage({ ...article, canonical: url, furniture, siteName: name });
  site.page(new URL(url).pathname, { body: page, gzip: quirks.gzip, charset: quirks.charset });
  feed.add({
    ...(quirks.ids ? { id: `tag:publisher,2026:${articles.length + 1}` } : {}),
    title: story.title,
    link: `${url}${quirks.tracking}`,
    publishedAt,
    summary: `<p>${story.paragraphs[0] ?? ''}</p>`,
    author: byline,
  });
  articles.push(article);
  return article;
}
