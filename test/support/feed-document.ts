/** Feed documents in the formats publishers use: RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287), JSON Feed 1.1. */

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json';

/** An entry as its publisher knows it. `link` is absolute; `summary` and `content` are HTML; `publishedAt` in ms. */
export interface FeedItem {
  /** guid, atom:id, id; RDF has none. Where absent: none in RSS, the link in Atom and JSON Feed, which require one. */
  readonly id?: string;
  readonly title: string;
  readonly link?: string;
  readonly publishedAt?: number;
  readonly summary?: string;
  readonly content?: string;
  readonly author?: string;
}

export interface FeedHead {
  readonly title: string;
  /** Absolute address of the publisher's front page. */
  readonly link: string;
  /** Absolute address of the feed itself. */
  readonly self: string;
}

export const FEED_TYPES: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
  json: 'application/feed+json',
};

/** The same head and items always give the same document. XML names no encoding: the Content-Type does (RFC 7303). */
export function feedDocument(format: FeedFormat, head: FeedHead, items: readonly FeedItem[]): string {
  return { rss, atom, rdf, json }[format](head, items);
}

export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An element with text, or nothing where there is no text. */
const element = (name: string, text: string | undefined, attributes = ''): string =>
  text === undefined ? '' : `<${name}${attributes}>${escapeXml(text)}</${name}>\n`;

const cdata = (name: string, html: string | undefined): string =>
  html === undefined ? '' : `<${name}><![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>\n`;

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

const NAMESPACES = `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"`;

function rss(head: FeedHead, items: readonly FeedItem[]): string {
  const entries = items.map((item) => {
    const date = item.publishedAt === undefined ? undefined : new Date(item.publishedAt).toUTCString();
    const guid = element('guid', item.id, ` isPermaLink="${item.id === item.link}"`);
    return `<item>\n${element('title', item.title)}${element('link', item.link)}${guid}${element('pubDate', date)}${element('dc:creator', item.author)}${cdata('description', item.summary)}${cdata('content:encoded', item.content)}</item>\n`;
  });
  const self = `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="${escapeXml(head.self)}" rel="self"/>\n`;
  return `<?xml version="1.0"?>\n<rss version="2.0" ${NAMESPACES}>\n<channel>\n${element('title', head.title)}${element('link', head.link)}${self}${element('description', `News from ${head.title}`)}${entries.join('')}</channel>\n</rss>\n`;
}

function rdf(head: FeedHead, items: readonly FeedItem[]): string {
  const about = (item: FeedItem): string => escapeXml(item.link ?? `${head.self}#${items.indexOf(item)}`);
  const list = items.map((item) => `<rdf:li rdf:resource="${about(item)}"/>\n`).join('');
  const entries = items.map(
    (item) =>
      `<item rdf:about="${about(item)}">\n${element('title', item.title)}${element('link', item.link)}${element('description', item.summary)}${element('dc:date', iso(item.publishedAt))}${element('dc:creator', item.author)}${cdata('content:encoded', item.content)}</item>\n`,
  );
  return `<?xml version="1.0"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${NAMESPACES}>\n<channel rdf:about="${escapeXml(head.self)}">\n${element('title', head.title)}${element('link', head.link)}<items><rdf:Seq>\n${list}</rdf:Seq></items>\n</channel>\n${entries.join('')}</rdf:RDF>\n`;
}

function atom(head: FeedHead, items: readonly FeedItem[]): string {
  const entries = items.map((item) => {
    const link = item.link === undefined ? '' : `<link rel="alternate" href="${escapeXml(item.link)}"/>\n`;
    const author = item.author === undefined ? '' : `<author>${element('name', item.author)}</author>\n`;
    const date = iso(item.publishedAt);
    return `<entry>\n${element('id', item.id ?? item.link)}${element('title', item.title)}${link}${element('published', date)}${element('updated', date)}${author}${element('summary', item.summary, ' type="html"')}${element('content', item.content, ' type="html"')}</entry>\n`;
  });
  const newest = Math.max(0, ...items.map((item) => item.publishedAt ?? 0));
  return `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${element('id', head.self)}${element('title', head.title)}<link href="${escapeXml(head.link)}"/>\n<link rel="self" href="${escapeXml(head.self)}"/>\n${element('updated', iso(newest))}${entries.join('')}</feed>\n`;
}

function json(head: FeedHead, items: readonly FeedItem[]): string {
  const entries = items.map((item) => ({
    id: item.id ?? item.link,
    url: item.link,
    title: item.title,
    date_published: iso(item.publishedAt),
    summary: item.summary,
    content_html: item.content,
    authors: item.author === undefined ? undefined : [{ name: item.author }],
  }));
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    home_page_url: head.link,
    feed_url: head.self,
    items: entries,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
