import { messageOf, NewswatchError, type Retry } from '../errors.ts';

/**
 * What Redis's answers mean to a user. Redis begins an error with a word in capitals that says what kind it is
 * (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors); connections fail with Node's codes.
 */
interface Kind {
  readonly sign: RegExp;
  readonly code: string;
  /** What is wrong with "Redis at host:port", as the sentence goes on. */
  readonly says: string;
  readonly remedy: string;
  /** `never`: it will stay so until somebody sees to it. */
  readonly retry: Retry;
}

const KINDS: readonly Kind[] = [
  {
    sign: /^WRONGPASS|invalid password/i,
    code: 'redis-password',
    says: 'refuses the user or the password in REDIS_URL',
    remedy: 'put the right ones there, as redis://USER:PASSWORD@HOST:PORT, and start newswatch again',
    retry: 'never',
  },
  {
    sign: /^NOAUTH|operation not permitted/i,
    code: 'redis-password',
    says: 'asks for a password',
    remedy: 'put it into REDIS_URL, as redis://:PASSWORD@HOST:PORT, and start newswatch again',
    retry: 'never',
  },
  {
    sign: /^NOPERM/,
    code: 'redis-permission',
    says: 'does not let the user in REDIS_URL do what newswatch has to',
    remedy: 'give that user the rights that docs/service.md lists',
    retry: 'never',
  },
  {
    sign: /^(?:READONLY|UNBLOCKED)|read only (?:replica|slave)/i,
    code: 'redis-read-only',
    says: 'is a read-only replica',
    remedy: 'let REDIS_URL name the primary',
    retry: 'later',
  },
  {
    sign: /^OOM\b/,
    code: 'redis-memory',
    says: 'is out of memory (maxmemory)',
    remedy: 'raise its maxmemory, or free what others keep there',
    retry: 'later',
  },
  {
    sign: /^MISCONF/,
    code: 'redis-disk',
    says: 'refuses to write because it cannot save to its own disk',
    remedy: "see Redis's log, and the free space there",
    retry: 'later',
  },
  {
    sign: /^(?:LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|TRYAGAIN)\b/,
    code: 'redis-busy',
    says: 'is not ready yet',
    remedy: 'newswatch goes on when it is',
    retry: 'again',
  },
  {
    sign: /^(?:ERR )?max number of clients/i,
    code: 'redis-clients',
    says: 'has no connection left for newswatch (maxclients)',
    remedy: 'raise its maxclients: newswatch and each of its workers take about a dozen',
    retry: 'later',
  },
  {
    sign: /socket timeout|command timed out|^no answer|ETIMEDOUT/i,
    code: 'redis-silent',
    says: 'does not answer',
    remedy: 'newswatch goes on when it does',
    retry: 'again',
  },
  {
    sign: /\b(?:ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|EADDR\w+)\b|connection is closed|connection close|^no connection/i,
    code: 'redis-away',
    says: 'cannot be reached',
    remedy: 'newswatch goes on when it can',
    retry: 'again',
  },
];

/** The trouble that an error of Redis's, or of the way to it, tells of; undefined for any other error. */
export function redisTrouble(error: unknown, address: string): NewswatchError | undefined {
  const reason = messageOf(error);
  const kind = KINDS.find(({ sign }) => sign.test(reason));
  if (kind === undefined) return undefined;
  const { code, says, remedy, retry } = kind;
  return new NewswatchError(code, `Redis at ${address} ${says} (${short(reason)})`, { retry, remedy, cause: error });
}

/** As `redisTrouble`, for an error that can come of nothing else. */
export const troubleWithRedis = (error: unknown, address: string): NewswatchError =>
  redisTrouble(error, address) ??
  new NewswatchError('redis-trouble', `Redis at ${address} cannot be used (${short(messageOf(error))})`, {
    retry: 'later',
    remedy: "see Redis's log",
    cause: error,
  });

/** Errors of scripts go on with the script's hash and line, others with advice to programmers. */
const short = (reason: string): string => {
  const text = reason.split(/\s*\bscript: /, 1)[0] ?? '';
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
};
