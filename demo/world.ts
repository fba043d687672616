import { articlePage } from '../test/support/article-page.ts';
import { escapeXml, FEED_TYPES } from '../test/support/feed-document.ts';
import { openSite, type Site, type SiteFeed } from '../test/support/sites.ts';
import { readPublishers, type DemoArticle, type DemoPublisher } from './articles.ts';

/** An article with its place in the world. */
export interface PlacedArticle extends DemoArticle {
  readonly publisher: string;
  readonly url: string;
}

export interface LaterArticle {
  readonly article: PlacedArticle;
  /** Milliseconds after the daemon is ready. */
  readonly appears: number;
  /** Puts it online and at the head of its feed. */
  readonly publish: () => void;
}

/** A handful of invented newspapers, each on a loopback port of its own. */
export interface DemoWorld extends AsyncDisposable {
  readonly publishers: readonly { readonly name: string; readonly format: string; readonly feedUrl: string }[];
  /** All articles, those that come later included. */
  readonly articles: readonly PlacedArticle[];
  /** In the order of their appearance. */
  readonly later: readonly LaterArticle[];
  close(): Promise<void>;
}

interface OpenPaper {
  readonly publisher: DemoPublisher;
  readonly site: Site;
  readonly feed: SiteFeed;
  /** Oldest first. */
  readonly online: PlacedArticle[];
}

export async function openDemoWorld(publishers = readPublishers(), now = Date.now()): Promise<DemoWorld> {
  const papers = await Promise.all(publishers.map(openPaper));
  const placed = papers.flatMap((paper) =>
    paper.publisher.articles.map((article) => ({
      paper,
      article: { ...article, publisher: paper.publisher.name, url: paper.site.url(`/${article.slug}`) },
    })),
  );
  const fromTheStart = placed.filter(({ article }) => article.age !== null);
  fromTheStart.sort((one, other) => (other.article.age ?? 0) - (one.article.age ?? 0));
  for (const { paper, article } of fromTheStart) putOnline(paper, article, now - (article.age ?? 0));

  const later = placed
    .flatMap(({ paper, article }) =>
      article.appears === null
        ? []
        : [{ article, appears: article.appears, publish: () => putOnline(paper, article, Date.now()) }],
    )
    .sort((one, other) => one.appears - other.appears);
  const world: DemoWorld = {
    publishers: papers.map(({ publisher, feed }) => ({
      name: publisher.name,
      format: publisher.format,
      feedUrl: feed.url,
    })),
    articles: placed.map(({ article }) => article),
    later,
    close: async () => void (await Promise.all(papers.map(({ site }) => site.close()))),
    [Symbol.asyncDispose]: () => world.close(),
  };
  return world;
}

async function openPaper(publisher: DemoPublisher): Promise<OpenPaper> {
  const site = await openSite();
  const path = publisher.format === 'json' ? '/feed.json' : '/feed.xml';
  const feed = site.feed(path, { format: publisher.format, title: publisher.name });
  const paper = { publisher, site, feed, online: [] };
  site.page('/', () => frontPage(paper));
  return paper;
}

function putOnline({ publisher, site, feed, online }: OpenPaper, article: PlacedArticle, publishedAt: number): void {
  site.page(`/${article.slug}`, () =>
    articlePage({
      ...article,
      canonical: article.url,
      publishedAt,
      siteName: publisher.name,
      furniture: publisher.furniture,
      related: online
        .filter(({ slug }) => slug !== article.slug)
        .slice(-3)
        .map(({ title, slug }) => ({ title, href: `/${slug}` })),
    }),
  );
  feed.add({
    id: article.url,
    title: article.title,
    link: article.url,
    publishedAt,
    summary: `<p>${escapeXml(article.paragraphs[0] ?? '')}</p>`,
    author: article.byline,
  });
  online.push(article);
}

/** A page as a reader meets it: its feed is found by `link rel=alternate`. */
function frontPage({ publisher, feed, online }: OpenPaper): string {
  const name = escapeXml(publisher.name);
  const list = online.map(({ slug, title }) => `<li><a href="/${slug}">${escapeXml(title)}</a></li>`).toReversed();
  return `<!DOCTYPE html>
<html lang="en">
<head><title>${name}</title><link rel="alternate" type="${FEED_TYPES[publisher.format]}" href="${feed.url}" title="${name}"></head>
<body><h1>${name}</h1><p>An invented newspaper in the newswatch demo.</p><ul>
${list.join('\n')}
</ul></body>
</html>
`;
}
