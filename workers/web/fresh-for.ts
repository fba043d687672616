/** RFC 9111 1.2.2: what no longer fits counts as this many seconds. */
const LONGEST = 2 ** 31;

/**
 * For how many milliseconds more a cache of one user's own may take the answer for fresh (RFC 9111 4.2): `max-age`, or else
 * `Expires`, less the `Age` it arrived with. Null where nothing usable is said, and where it may not be used unasked (`no-cache`,
 * `no-store`). `s-maxage` is for caches that many share.
 */
export function freshFor(headers: Readonly<Record<string, string>>, now: number): number | null {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(',');
  const named = (name: string): string[] => directives.map((one) => one.trim()).filter((one) => nameOf(one) === name);
  if (named('no-cache').length > 0 || named('no-store').length > 0) return null;
  const [maxAge] = named('max-age');
  const lifetime = maxAge === undefined ? untilExpiry(headers, now) : seconds(maxAge.slice('max-age='.length));
  if (lifetime === null) return null;
  return Math.max(0, lifetime - (seconds(headers['age'] ?? '') ?? 0));
}

const nameOf = (directive: string): string => directive.split('=', 1)[0] ?? '';

/** In milliseconds; null if it is no number. */
function seconds(text: string): number | null {
  const [, digits] = /^\s*"?(\d{1,20})"?\s*$/.exec(text) ?? [];
  return digits === undefined ? null : Math.min(Number(digits), LONGEST) * 1_000;
}

/** By the server's own clock, where it tells: ours may be another. */
function untilExpiry(headers: Readonly<Record<string, string>>, now: number): number | null {
  const expires = Date.parse(headers['expires'] ?? '');
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(expires) ? null : Math.max(0, expires - (Number.isNaN(date) ? now : date));
}
