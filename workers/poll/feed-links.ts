import { markupAt } from '../article/html-tags.ts';
import { attributesOf } from './markup.ts';

/** Addresses that may be feeds, as a page tells them: absolute, each once, the likeliest first. */
export interface FeedLinks {
  /** By `<link rel="alternate">` with the type of a feed. */
  readonly named: readonly string[];
  /** By an `<a href>` that looks like one. */
  readonly linked: readonly string[];
  /** Named feeds of readers' comments: hardly what somebody means to watch. */
  readonly comments: readonly string[];
  /** Where the page itself sends its readers within seconds (`<meta http-equiv="refresh">`); null if it does not. */
  readonly refresh: string | null;
}

/** Of each kind; a page may name thousands. */
const MAX_LINKS = 8;
const MAX_HREF = 2_000;

/** Elements whose content is no markup (HTML standard 13.2.5.2 to 13.2.5.4). */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);

/** Types of RSS, Atom, RDF and JSON Feed, registered or customary. */
const FEED_TYPE = /^(?:application|text)\/(?:x[-.])?(?:rss|atom|rdf|feed)(?:\+(?:xml|json))?$/;
/** May be a feed, or an interface for programs: WordPress names one such on every page. */
const VAGUE_TYPE = /^(?:application|text)\/(?:xml|json)$/;
/** In the words of WordPress and its translations, and in paths. Not "commentary", which is what many watch. */
const COMMENTS =
  /\bcomments?\b|kommentar-?feed|commentaires|comentarios|comentários|commenti\b|reacties|комментари|تعليق|コメント|评论/i;

/** Finds the feeds that a page speaks of (RSS autodiscovery; HTML standard 4.6.6.1). One pass, linear in the page. */
export function feedLinksOf(html: string, url: string): FeedLinks {
  const [feeds, vague, linked, comments] = [openList(), openList(), openList(), openList()];
  let base = url;
  let based = false;
  let refresh: string | null = null;
  const absolute = (href: string | undefined): URL | null =>
    href === undefined || href.length > MAX_HREF ? null : URL.parse(href.trim(), base);

  for (const { name, tag } of tagsOf(html)) {
    const attributes = attributesOf(tag);
    const target = absolute(name === 'meta' ? refreshOf(attributes) : attributes.get('href'));
    if (target === null || !/^https?:$/.test(target.protocol)) continue;
    target.hash = '';
    if (name === 'base') {
      // Only the first one counts.
      if (!based) base = target.href;
      based = true;
    } else if (name === 'meta') refresh ??= target.href;
    else if (name === 'a') {
      if (looksLikeFeed(target) && !COMMENTS.test(target.pathname)) linked.add(target.href);
    } else {
      const kind = kindOf(attributes);
      const about = `${attributes.get('title') ?? ''} ${target.pathname}${target.search}`;
      if (kind !== null) (COMMENTS.test(about) ? comments : kind === 'feed' ? feeds : vague).add(target.href);
    }
  }
  return { named: [...feeds.all, ...vague.all], linked: linked.all, comments: comments.all, refresh };
}

/** A page that reloads after minutes is a page; one that leads on at once is a signpost (HTML standard 4.2.5.3). */
const REFRESH = /^\d(?:\.\d*)? ?[;,] ?(?:url ?= ?)?["']?([^"']+)/i;

function refreshOf(meta: ReadonlyMap<string, string>): string | undefined {
  if (meta.get('http-equiv')?.trim().toLowerCase() !== 'refresh') return undefined;
  const content = (meta.get('content') ?? '').slice(0, MAX_HREF).replace(/\s+/g, ' ').trim();
  return REFRESH.exec(content)?.[1];
}

function openList(): { readonly all: string[]; add(url: string): void } {
  const all: string[] = [];
  return {
    all,
    add(url) {
      if (all.length < MAX_LINKS && !all.includes(url)) all.push(url);
    },
  };
}

function kindOf(link: ReadonlyMap<string, string>): 'feed' | 'vague' | null {
  const rel = (link.get('rel') ?? '').toLowerCase().split(/\s+/);
  const type = (link.get('type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (rel.includes('feed') || (rel.includes('alternate') && FEED_TYPE.test(type))) return 'feed';
  return rel.includes('alternate') && VAGUE_TYPE.test(type) ? 'vague' : null;
}

/** A path, query or host that people give to feeds. Icons, scripts and pages about feeds have other endings. */
function looksLikeFeed({ hostname, pathname, search }: URL): boolean {
  if (/\.(?:html?|pdf|png|jpe?g|gif|svg|webp|ico|css|js|mp3|m4a)$/i.test(pathname)) return false;
  if (/^(?:feeds?\d*|rss)\./i.test(hostname) && pathname !== '/') return true;
  if (/(?:^|[/.?=&])(?:rss2?|atom|feeds?|rdf)(?:[/.?=&]|$)/i.test(pathname + search)) return true;
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  return /\.(?:xml|rdf|json)$/i.test(last) && /rss|feed|atom/i.test(last);
}

/** The start tags that matter, in the order of the page; none from comments, scripts and the like. */
function* tagsOf(html: string): Generator<{ name: string; tag: string }> {
  for (let at = html.indexOf('<'); at >= 0;) {
    const markup = markupAt(html, at);
    let next = markup?.end ?? at + 1;
    if (markup?.kind === 'start') {
      if (RAW.has(markup.name)) next = endOfRaw(html, markup.name, next);
      else if (/^(?:base|link|a|meta)$/.test(markup.name)) yield { name: markup.name, tag: html.slice(at, next) };
    }
    at = html.indexOf('<', next);
  }
}

/** Without an end tag it reaches to the end of the page, which ends the scan. */
function endOfRaw(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}
