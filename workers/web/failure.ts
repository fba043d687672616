import { messageOf, NewswatchError, type Retry } from '../../src/errors.ts';

/** Why a request led to no answer. Stable: records, logs and metrics carry these codes. */
export type FetchCode =
  | 'bad-url'
  | 'port'
  | 'private-address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'redirects'
  | 'bad-redirect'
  | 'too-large'
  | 'protocol';

/** What only the user's configuration or another address can change is not tried again. */
const NEVER: ReadonlySet<FetchCode> = new Set(['bad-url', 'port', 'private-address', 'too-large']);

export function fetchError(code: FetchCode, message: string, cause?: unknown): NewswatchError {
  const retry: Retry = NEVER.has(code) ? 'never' : 'later';
  return new NewswatchError(code, message, cause === undefined ? { retry } : { retry, cause });
}

/** Puts what undici, net, tls or zlib threw into our words. `route` is the host, with the proxy on the way there. */
export function explain(error: unknown, route: string): NewswatchError {
  if (error instanceof NewswatchError) return error;
  const code = codeOf(error);
  const [kind, says] = KINDS.find(([, , codes]) => codes.test(code)) ?? BROKEN;
  return fetchError(kind, `${says(route)}${reasonOf(error, code)}`, error);
}

type Kind = readonly [kind: FetchCode, says: (route: string) => string, codes: RegExp];

/** By the codes of Node's system errors, node:tls (its own and OpenSSL's) and undici. The first that fits counts. */
const KINDS: readonly Kind[] = [
  ['dns', (route) => `the name of ${route} cannot be resolved`, /^getaddrinfo$/],
  [
    'tls',
    (route) => `no secure connection to ${route}`,
    /^(ERR_(TLS|SSL|OSSL)|UND_ERR_PRX_TLS|EPROTO|CERT|CRL|DEPTH|SELF_|UNABLE|HOSTNAME|INVALID_(CA|PURPOSE)|PATH_)/,
  ],
  ['timeout', (route) => `no connection to ${route} in time`, /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)/],
  ['connect', (route) => `the connection to ${route} broke off`, /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)/],
  [
    'connect',
    (route) => `no connection to ${route}`,
    /^(ECONN|EHOST|ENET|EADDR|EACCES|EPERM|EMFILE|ENFILE|UND_ERR_(PRX_CONN|ABORTED))/,
  ],
  ['protocol', (route) => `${route} sent more than 64 KB of headers`, /^UND_ERR_HEADERS_OVERFLOW/],
  ['protocol', (route) => `the request to ${route} cannot be sent`, /^UND_ERR_INVALID_ARG/],
];

const BROKEN: Kind = ['protocol', (route) => `the answer of ${route} is broken`, /^/];

/** The system's or the library's code of a thrown thing; of the first failure where several addresses were tried. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // The resolver's errors share their codes with others ("EINVAL" for a name too long).
  if ('syscall' in error && error.syscall === 'getaddrinfo') return 'getaddrinfo';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

/** One printable line: a server may have a hand in these words. */
function reasonOf(error: unknown, code: string): string {
  // OpenSSL's messages name its source files; its reasons say the same in words.
  const said = error instanceof Error && 'reason' in error ? String(error.reason) : messageOf(error);
  const reason = said
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 200);
  if (reason === '') return code === '' ? '' : `: ${code}`;
  return `: ${reason}`;
}
