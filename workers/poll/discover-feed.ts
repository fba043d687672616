import { NewswatchError } from '../../src/errors.ts';
import type { FeedAuth } from '../../src/model/feed.ts';
import { isFrontPage, urlKey } from '../../src/model/url.ts';
import { decodeHtml } from '../web/charset.ts';
import type { Fetched } from '../web/fetch.ts';
import { feedLinksOf, type FeedLinks } from './feed-links.ts';
import { firstPoll, type FirstPoll, type FirstPollParts } from './first-poll.ts';

export interface FoundFeed {
  /** The address to keep. */
  readonly url: string;
  /** One line of plain text. */
  readonly title: string | null;
  readonly items: number;
  /** When its newest item was published, where it says so. */
  readonly newest: number | null;
  /** Other feeds that the page names, unasked. */
  readonly others: readonly string[];
  /** For the user: "the address is a feed", "named by the page", "linked on the page", "found at /feed/". */
  readonly how: string;
}

export interface DiscoveryParts extends FirstPollParts {
  /** A log-in for the site, and for nobody else. */
  readonly auth?: FeedAuth;
  /** Told each address before it is asked: with a delay between requests this takes a while. */
  readonly onTry?: (address: string) => void;
  /** Nobody said `https`: where nobody answers there, `http` is asked, too. */
  readonly orHttp?: boolean;
}

/** Where publishing systems put their feeds, the commonest first. */
const COMMON_PATHS = [
  '/feed/',
  '/rss.xml',
  '/feed.xml',
  '/rss',
  '/atom.xml',
  '/index.xml',
  '/feed.json',
  '/feeds/posts/default',
];

interface Candidate {
  readonly url: string;
  readonly how: string;
}

/**
 * Finds the feed behind an address: the address itself, or what its page names (RSS autodiscovery), links to, or what lies
 * at a common place on its site. Each candidate is polled before it is believed, one after the other.
 * @throws NewswatchError `no-feed`, one line with the reason; the signal's reason if it fires
 */
export async function discoverFeed(address: string, parts: DiscoveryParts): Promise<FoundFeed> {
  const { origin } = new URL(address);
  const poll = (url: string): Promise<FirstPoll> => {
    parts.onTry?.(url);
    const known = parts.auth !== undefined && new URL(url).origin === origin;
    return firstPoll(url, parts, known ? { auth: parts.auth } : undefined);
  };
  let asked = address;
  let first = await poll(asked);
  if (parts.orHttp === true && !first.ok && first.answer === null && first.shut) {
    const plain = await poll(asked.replace(/^https:/, 'http:'));
    if (plain.ok || plain.answer !== null) {
      first = plain;
      asked = asked.replace(/^https:/, 'http:');
    }
  }
  if (first.ok) return found(first, 'the address is a feed');
  const page = pageOf(asked, first);
  if (page === null) throw new NewswatchError('no-feed', `${asked}: ${first.problem}`);
  const last = await followed(page, poll);
  return 'items' in last ? last : tryAll(candidatesOf(last), last, poll);
}

const MAX_SIGNPOSTS = 3;

/** A page that names no feed and sends its readers on at once is a signpost: where it leads counts. */
async function followed(start: Page, poll: (url: string) => Promise<FirstPoll>): Promise<Page | FoundFeed> {
  let page = start;
  for (let hops = 0; hops < MAX_SIGNPOSTS; hops++) {
    const { named, linked, comments, refresh } = page.links;
    if (refresh === null || refresh === page.url || named.length + linked.length + comments.length > 0) break;
    const next = await poll(refresh);
    if (next.ok) return found(next, 'where the page leads');
    const target = pageOf(start.address, next);
    if (target === null) break;
    page = target;
  }
  return page;
}

interface Page {
  readonly address: string;
  readonly url: string;
  readonly links: FeedLinks;
  /** What there is to say of it where it led to nothing. */
  readonly says: string;
}

/** The answer, if feeds may stand behind it: a page, or a front page that is shut to us, which says nothing of the site's feeds. */
function pageOf(address: string, { answer, shut, problem }: FirstPoll & { ok: false }): Page | null {
  if (answer === null || shut) return null;
  const { status, url } = answer;
  if (status < 200 || status > 299) {
    const links: FeedLinks = { named: [], linked: [], comments: [], refresh: null };
    return status >= 400 && status < 500 && isFrontPage(url) ? { address, url, links, says: problem } : null;
  }
  if (!isPage(answer)) return null;
  const links = feedLinksOf(decodeHtml(answer.body, answer.contentType), url);
  return { address, url, links, says: 'its page names none' };
}

const LOOKED_AT = 4_096;

function isPage(answer: Fetched | null): boolean {
  if (answer === null || answer.status < 200 || answer.status > 299) return false;
  const { contentType, body } = answer;
  if (/^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '')) return true;
  const head = new TextDecoder('latin1').decode(body.subarray(0, LOOKED_AT));
  return /<(?:!doctype\s+html|html)\b/i.test(head);
}

function candidatesOf({ url, links }: Page): Candidate[] {
  const all = [
    ...links.named.map((one) => ({ url: one, how: 'named by the page' })),
    ...links.linked.map((one) => ({ url: one, how: 'linked on the page' })),
    ...COMMON_PATHS.map((path) => ({ url: new URL(path, url).href, how: `found at ${path}` })),
    ...links.comments.map((one) => ({ url: one, how: 'named by the page, for its comments' })),
  ];
  return all.filter((one, index) => one.url !== url && all.findIndex((other) => other.url === one.url) === index);
}

async function tryAll(
  candidates: readonly Candidate[],
  page: Page,
  poll: (url: string) => Promise<FirstPoll>,
): Promise<FoundFeed> {
  const failures: { url: string; problem: string }[] = [];
  const shut = new Set<string>();
  for (const { url, how } of candidates) {
    const { host } = new URL(url);
    if (shut.has(host)) continue;
    const polled = await poll(url);
    if (polled.ok) return found(polled, how, page.links.named);
    failures.push({ url, problem: isPage(polled.answer) ? 'it is a page, too' : polled.problem });
    if (polled.shut) shut.add(host);
  }
  throw nothingFound(page, failures);
}

const found = (
  { url, title, items, newest }: FirstPoll & { ok: true },
  how: string,
  named: readonly string[] = [],
): FoundFeed => ({ url, title, items, newest, how, others: named.filter((other) => urlKey(other) !== urlKey(url)) });

function nothingFound(
  { address, links, says }: Page,
  failures: readonly { url: string; problem: string }[],
): NewswatchError {
  const told = [...links.named, ...links.linked, ...links.comments];
  const [first] = failures.filter(({ url }) => told.includes(url));
  const page = first === undefined ? says : `its page names ${first.url}, which does not work (${first.problem})`;
  return new NewswatchError('no-feed', `no feed was found for ${address}: ${page}, and none is at a common address`, {
    remedy: "give the feed's own address",
  });
}
