import { generateAtomFeed, type AtomFeed } from 'feedsmith';
import { plainDocument } from '../model/plain.ts';
import { isWebUrl } from '../model/url.ts';
import type { MatchView } from '../record/reports.ts';

/** The matches as an Atom 1.0 feed (RFC 4287), newest first. `updated` is for a feed without entries. */
export function atomFeed(matches: readonly MatchView[], site: { origin: string; updated: number }): string {
  const document = generateAtomFeed({
    id: 'urn:newswatch:matches',
    title: { value: 'newswatch matches' },
    updated: new Date(matches[0]?.matchedAt ?? site.updated),
    authors: [{ name: 'newswatch' }],
    generator: { text: 'newswatch' },
    links: [
      { href: `${site.origin}/feed.atom`, rel: 'self', type: 'application/atom+xml' },
      { href: `${site.origin}/`, rel: 'alternate', type: 'text/html' },
    ],
    entries: matches.map((match) => entryOf(match, site.origin)),
  });
  return plainDocument(document);
}

function entryOf(match: MatchView, origin: string): AtomFeed.Entry<Date, true> {
  const { id, title, url, feed, byline, publishedAt, matchedAt, topics } = match;
  return {
    id: `urn:newswatch:match:${id}`,
    title: { value: present(title, url), type: 'text' },
    updated: new Date(matchedAt),
    ...(publishedAt === null ? {} : { published: new Date(publishedAt) }),
    authors: [{ name: present(byline ?? '', feed.title, feed.url) }],
    categories: topics.map((topic) => ({ term: topic.id })),
    links: isWebUrl(url)
      ? [
          { href: new URL(url).href, rel: 'alternate', type: 'text/html' },
          { href: `${origin}/match/${id}`, rel: 'related', type: 'text/html' },
        ]
      : [{ href: `${origin}/match/${id}`, rel: 'alternate', type: 'text/html' }],
    summary: { value: summaryOf(match), type: 'text' },
  };
}

/** The first of these with something visible in it. */
const present = (...texts: string[]): string => texts.find((text) => plainDocument(text).trim() !== '') ?? 'untitled';

function summaryOf({ excerpt, matched, score, feed, topic }: MatchView): string {
  const terms = [...new Set(matched.map(({ term }) => term))].join(', ');
  return `${excerpt}\n\n${feed.title} · ${topic} ${score} · ${terms}`;
}
