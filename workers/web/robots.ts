import { NewswatchError } from '../../src/errors.ts';
import type { FetchSettings } from '../../src/settings/settings.ts';
import type { Fetcher } from './fetch.ts';
import { MAX_URL_LENGTH } from './hop.ts';
import { retryAfter } from './retry-after.ts';
import { MAX_BYTES, readRobotsFile } from './robots-file.ts';

/** `unknown`: the host did not say (RFC 9309 2.3.1.4), so it is not to be asked now, but may be later. */
export type Permission = 'yes' | 'no' | 'unknown';

/** Asks publishers' robots.txt (RFC 9309), once a day each. It governs article pages; a feed is an invitation. */
export interface Robots {
  /** @throws the signal's reason if it fires. */
  allowed(url: string, signal: AbortSignal): Promise<Permission>;
}

interface Answer {
  readonly permission: (url: string) => Permission;
  readonly size: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** How long a host that gave no answer is left alone. */
const UNREACHABLE_MS = 300_000;
/** Where it redirects to a host that many wait for, that host's turn may not come at all. */
const PATIENCE_MS = 60_000;
const MAX_ORIGINS = 1_000;
const MAX_CHARACTERS = 4_000_000;

/** @param now milliseconds by a clock that nobody sets */
export function openRobots(
  fetcher: Pick<Fetcher, 'get'>,
  settings: Pick<FetchSettings, 'robots' | 'userAgent'>,
  now: () => number = () => performance.now(),
): Robots {
  // The one asked least recently comes first.
  const answers = new Map<string, Answer>();
  const underWay = new Map<string, Promise<Answer>>();
  const token = /^[\w-]+/.exec(settings.userAgent)?.[0] ?? 'newswatch';

  const keep = (origin: string, answer: Answer): void => {
    answers.delete(origin);
    answers.set(origin, answer);
    let size = [...answers.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [oldest, { size: freed }] of answers) {
      if (answers.size <= MAX_ORIGINS && size <= MAX_CHARACTERS) break;
      answers.delete(oldest);
      size -= freed;
    }
  };

  /** One request for everybody who asks meanwhile; none of them can call it off for the others. Never rejects. */
  const ask = (origin: string): Promise<Answer> => {
    const asking = answerOf(fetcher, origin, token, now).then((answer) => {
      underWay.delete(origin);
      keep(origin, answer);
      return answer;
    });
    underWay.set(origin, asking);
    return asking;
  };

  return {
    async allowed(url, signal) {
      const origin = originOf(url);
      // An address that cannot be asked at all is refused by the fetcher, with the reason.
      if (!settings.robots || origin === null) return 'yes';
      signal.throwIfAborted();
      const known = answers.get(origin);
      if (known !== undefined && known.until > now()) {
        keep(origin, known);
        return known.permission(url);
      }
      const answer = await unlessAborted(underWay.get(origin) ?? ask(origin), signal);
      return answer.permission(url);
    },
  };
}

function originOf(url: string): string | null {
  const origin = url.length > MAX_URL_LENGTH ? 'null' : (URL.parse(url)?.origin ?? 'null');
  return origin === 'null' ? null : origin;
}

async function answerOf(
  fetcher: Pick<Fetcher, 'get'>,
  origin: string,
  token: string,
  now: () => number,
): Promise<Answer> {
  const address = `${origin}/robots.txt`;
  try {
    const { status, headers, body } = await fetcher.get(address, {
      maxBytes: MAX_BYTES,
      cut: true,
      limitName: 'the limit for robots.txt',
      accept: 'text/plain, */*;q=0.5',
      skipGate: true,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // 429 is a 4xx, which would allow everything; but it asks for less, not for more.
    if (status >= 500 || status === 429) return same('unknown', now() + Math.max(UNREACHABLE_MS, askedToWait(headers)));
    if (status < 200 || status > 299) return same('yes', now() + DAY_MS);
    const file = readRobotsFile(address, body, token);
    return { permission: (url) => (file.allows(url) ? 'yes' : 'no'), size: file.size, until: now() + DAY_MS };
  } catch (error) {
    return isUnavailable(error) ? same('yes', now() + UNREACHABLE_MS) : same('unknown', now() + UNREACHABLE_MS);
  }
}

/** In milliseconds; 0 where nothing usable is said. */
function askedToWait(headers: Readonly<Record<string, string>>): number {
  const now = Date.now();
  return (retryAfter(headers, now) ?? now) - now;
}

const same = (permission: Permission, until: number): Answer => ({ permission: () => permission, size: 0, until });

/** There is no such file (RFC 9309 2.3.1.2), or the host may not be asked at all: the page's own request will say that better. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof NewswatchError &&
  ['redirects', 'bad-redirect', 'private-address', 'port', 'bad-url'].includes(error.code);

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
