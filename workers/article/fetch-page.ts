import { NewswatchError } from '../../src/errors.ts';
import type { PageProblem } from '../../src/model/jobs.ts';
import { isFrontPage } from '../../src/model/url.ts';
import type { Fetched, Fetcher } from '../web/fetch.ts';
import { retryAfter } from '../web/retry-after.ts';
import type { Permission, Robots } from '../web/robots.ts';

/** A page as bytes, or why there is none. */
export type PageAnswer =
  | { readonly kind: 'page'; readonly bytes: Uint8Array; readonly contentType: string | null; readonly url: string }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly problem: PageProblem }
  | { readonly kind: 'failed'; readonly problem: PageProblem };

export interface FetchPageParts {
  readonly fetcher: Pick<Fetcher, 'get'>;
  readonly robots: Robots;
  readonly maxPageBytes: number;
  readonly now: () => number;
}

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1';
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;
/** Where a server does not say what it sends. */
const LOOKS_LIKE_HTML = /^\s*<(?:!doctype\s+html|html|head|body|!--|\?xml[^>]{0,100}\?>\s*<(?:!doctype\s+html|html))/i;
const LOOKED_AT = 1_024;

/** Ends an exchange on its way, or before. */
class Forbidden extends Error {
  readonly problem: PageProblem;

  constructor(problem: PageProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Fetches an article's page, where robots.txt allows it, also that of each host it redirects to. Only HTML is a page: not
 * text/plain, not PDF.
 * @throws the signal's reason if it fires
 */
export async function fetchPage(url: string, parts: FetchPageParts, signal: AbortSignal): Promise<PageAnswer> {
  try {
    const { fetcher, robots, maxPageBytes } = parts;
    const check = async (address: string): Promise<void> => {
      const problem = forbidden(await robots.allowed(address, signal));
      if (problem !== null) throw new Forbidden(wallBetween(url, address) ?? problem);
    };
    await check(url);
    const options = { accept: ACCEPT, maxBytes: maxPageBytes, limitName: 'fetch.maxPageBytes', signal };
    return answerOf(await fetcher.get(url, { ...options, mayFollow: check }), url, parts.now());
  } catch (error) {
    if (error instanceof Forbidden) return { kind: 'failed', problem: error.problem };
    if (!(error instanceof NewswatchError)) throw error;
    return failed(error.code, error.retry === 'never' ? 'never' : 'soon', error.line);
  }
}

function forbidden(permission: Permission): PageProblem | null {
  if (permission === 'yes') return null;
  return permission === 'no'
    ? { code: 'robots', retry: 'later', message: 'robots.txt of the site forbids this page' }
    : { code: 'robots-unknown', retry: 'soon', message: 'the site does not answer for its robots.txt' };
}

const failed = (code: string, retry: PageProblem['retry'], message: string): PageAnswer => ({
  kind: 'failed',
  problem: { code, message, retry },
});

function answerOf({ status, url, headers, contentType, body }: Fetched, asked: string, now: number): PageAnswer {
  if (status === 404 || status === 410) {
    return {
      kind: 'gone',
      problem: { code: `http-${status}`, message: `the page is gone (HTTP ${status})`, retry: 'never' },
    };
  }
  if (status < 200 || status > 299) {
    const until = retryAfter(headers, now);
    const problem: PageProblem = {
      code: `http-${status}`,
      message: `the site answers HTTP ${status}`,
      retry: retryOf(status),
    };
    return { kind: 'failed', problem: until === null ? problem : { ...problem, retryAt: until } };
  }
  if (isFrontPage(url) && !isFrontPage(asked)) {
    return failed('front-page', 'later', 'the site sends us to its front page instead of the article');
  }
  const wall = wallBetween(asked, url);
  if (wall !== null) return { kind: 'failed', problem: wall };
  if (contentType === null ? !looksLikeHtml(body) : !HTML.test(contentType)) {
    return failed('not-html', 'never', `the address holds no page but ${kindOf(contentType)}`);
  }
  return { kind: 'page', bytes: body, contentType, url };
}

/** Parts of addresses where sites send those who may not read, or look for what is no more. */
const WALL =
  /^(?:log-?in|sign-?in|signup|register|registration|anmelden|connexion|subscribe|subscription|paywall|consent|cookie-?wall|privacy-?(?:gate|wall)|collectconsent|captcha|challenge|validate|blocked|access-?denied|age-?(?:gate|check|verification)|gdpr|geo-?block(?:ed)?|unsupported-?(?:browser|country)|404|error|not-?found|page-?not-?found|maintenance)(?:\.\w{2,5})?$/i;

function wallBetween(asked: string, url: string): PageProblem | null {
  const wall = wallIn(asked) === null ? wallIn(url) : null;
  if (wall === null) return null;
  return { code: 'wall', retry: 'later', message: `the site sends us to “${wall}” instead of the article` };
}

function wallIn(address: string): string | null {
  const { hostname = '', pathname = '' } = URL.parse(address) ?? {};
  const parts = [hostname.split('.')[0] ?? '', ...pathname.split('/')];
  return parts.find((part) => WALL.test(part)) ?? null;
}

/** What a try may change: overload and time-outs pass; walls may be lifted within a day; the rest is the address's fault. */
function retryOf(status: number): PageProblem['retry'] {
  if (status >= 500 || status === 408 || status === 425 || status === 429) return 'soon';
  return status === 401 || status === 402 || status === 403 || status < 400 ? 'later' : 'never';
}

const looksLikeHtml = (body: Uint8Array): boolean =>
  LOOKS_LIKE_HTML.test(new TextDecoder('latin1').decode(body.subarray(0, LOOKED_AT)));

/** The media type, fit for a message. */
const kindOf = (contentType: string | null): string =>
  /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,80}/.exec(contentType ?? '')?.[0] ?? 'something unnamed';
