import { escapeXml as escape } from './feed-document.ts';
import { LAYOUTS, type Furniture, type PageParts, type RelatedLink } from './page-layouts.ts';

/** The article as its author wrote it, and what the page says about it. Plain text; times in ms. */
export interface PageArticle {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly canonical?: string;
  readonly byline?: string;
  readonly publishedAt?: number;
  readonly siteName?: string;
  readonly furniture?: Furniture;
  /** Other articles, for the boxes that advertise them. */
  readonly related?: readonly RelatedLink[];
}

const RELATED: readonly RelatedLink[] = [
  { title: 'Ten walks for a rainy weekend', href: '/walks' },
  { title: 'The quiz: how well do you know your river?', href: '/quiz' },
  { title: 'Letters to the editor', href: '/letters' },
];

/** An article page in HTML, with the furniture of its kind. */
export function articlePage(article: PageArticle): string {
  const time = new Date(article.publishedAt ?? 0);
  const parts: PageParts = {
    title: escape(article.title),
    paragraphs: article.paragraphs.map(escape),
    byline: escape(article.byline ?? ''),
    date: time.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    isoDate: time.toISOString(),
    siteName: escape(article.siteName ?? 'The Local Paper'),
    related: (article.related ?? RELATED).map(({ title, href }) => ({ title: escape(title), href: escape(href) })),
  };
  const { style, body } = LAYOUTS[article.furniture ?? 'none'](parts);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<title>${parts.title} | ${parts.siteName}</title>
${metaTags(article)}
<style>${style}</style>
${jsonLd(article)}
</head>
<body>
${body}
</body>
</html>
`;
}

function metaTags(article: PageArticle): string {
  const tag = (key: string, name: string, value: string | undefined): string =>
    value === undefined ? '' : `<meta ${key}="${name}" content="${escape(value)}">\n`;
  const canonical =
    article.canonical === undefined ? '' : `<link rel="canonical" href="${escape(article.canonical)}">\n`;
  const published = article.publishedAt === undefined ? undefined : new Date(article.publishedAt).toISOString();
  return `<meta name="viewport" content="width=device-width">
${canonical}${tag('property', 'og:type', 'article')}${tag('property', 'og:title', article.title)}${tag('property', 'og:site_name', article.siteName)}${tag('name', 'author', article.byline)}${tag('property', 'article:published_time', published)}`.trim();
}

function jsonLd(article: PageArticle): string {
  if (article.furniture === undefined || article.furniture === 'none') return '';
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    ...(article.canonical === undefined ? {} : { mainEntityOfPage: article.canonical }),
    ...(article.publishedAt === undefined ? {} : { datePublished: new Date(article.publishedAt).toISOString() }),
    ...(article.byline === undefined ? {} : { author: { '@type': 'Person', name: article.byline } }),
    publisher: { '@type': 'Organization', name: article.siteName ?? 'The Local Paper' },
  };
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}
