import { parseFeed, type AtomFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { Fields, XmlEntry, XmlFeed, XmlNode } from './parse-xml.ts';

/**
 * The second opinion, where repairing a document lost it: feedsmith on the text as it came. The two fail on different
 * documents. In the same form as parse-xml.ts, so that all that follows is one and the same. Null if feedsmith finds no feed.
 */
export function parseUnrepaired(text: string, maxEntries: number): XmlFeed | null {
  try {
    const parsed = parseFeed(text, { maxItems: maxEntries });
    if (parsed.format === 'atom') return fromAtom(parsed.feed);
    return parsed.format === 'json' ? null : fromRss(parsed.format, parsed.feed);
  } catch {
    // It says no more than that it sees no feed.
    return null;
  }
}

function fromRss(format: 'rss' | 'rdf', feed: RssFeed.Feed<string> | RdfFeed.Feed<string>): XmlFeed {
  const head = fieldsOf({ title: [feed.title], link: [feed.link], 'atom:link': feed.atom?.links?.map(linkNode) });
  return { format, base: feed.xml?.base ?? null, head, entries: (feed.items ?? []).map(rssEntry) };
}

function rssEntry(item: RssFeed.Item<string> | RdfFeed.Item<string>): XmlEntry {
  const rss: RssFeed.Item<string> = item;
  const fields = fieldsOf({
    title: [item.title],
    link: [item.link],
    'atom:link': item.atom?.links?.map(linkNode),
    guid: [rss.guid && { _: rss.guid.value ?? '', $: { isPermaLink: String(rss.guid.isPermaLink ?? true) } }],
    pubdate: [rss.pubDate],
    'dc:date': item.dc?.dates,
    description: [item.description],
    'content:encoded': [item.content?.encoded],
    author: rss.authors?.map((author) => author.name ?? author.email),
    'dc:creator': item.dc?.creators,
  });
  return {
    fields,
    attributes: attributesOf({ base: item.xml?.base, about: (item as RdfFeed.Item<string>).rdf?.about }),
  };
}

function fromAtom(feed: AtomFeed.Feed<string>): XmlFeed {
  const head = fieldsOf({
    title: [textNode(feed.title)],
    'atom:link': feed.links?.map(linkNode),
    author: feed.authors?.map((author) => author.name),
  });
  return { format: 'atom', base: feed.xml?.base ?? null, head, entries: (feed.entries ?? []).map(atomEntry) };
}

function atomEntry(entry: AtomFeed.Entry<string>): XmlEntry {
  const { content } = entry;
  const fields = fieldsOf({
    id: [entry.id],
    title: [textNode(entry.title)],
    'atom:link': entry.links?.map(linkNode),
    published: [entry.published],
    updated: [entry.updated],
    summary: [textNode(entry.summary)],
    content: [content && { ...textNode({ ...content, value: content.value ?? '' }), $: attributesOf(content) }],
    author: entry.authors?.map((author) => author.name),
    'dc:creator': entry.dc?.creators,
  });
  return { fields, attributes: attributesOf({ base: entry.xml?.base }) };
}

const textNode = (text: AtomFeed.Text | undefined): { _: string; $: Record<string, string> } | undefined =>
  text && { _: text.value, $: attributesOf({ type: text.type }) };

const linkNode = (link: AtomFeed.Link<string>): XmlNode => ({
  $: attributesOf({ href: link.href, rel: link.rel, type: link.type }),
});

const attributesOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

function fieldsOf(values: Readonly<Record<string, readonly (XmlNode | undefined)[] | undefined>>): Fields {
  return (name) => (values[name] ?? []).filter((node) => node !== undefined);
}
