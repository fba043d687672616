const DAY_MS = 86_400_000;

/**
 * When a publisher asks to be left alone until (RFC 9110 10.2.3: seconds or an HTTP date), in milliseconds since 1970: never in
 * the past, and at most a day ahead, since a slip of theirs must not silence a feed for good. Null where nothing usable is said.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['retry-after']?.trim() ?? '';
  const until = /^\d{1,12}$/.test(value) ? now + Number(value) * 1_000 : httpDate(value);
  return until === null ? null : Math.min(Math.max(until, now), now + DAY_MS);
}

/** RFC 9110 5.6.7 in its three forms; all mean GMT, which the oldest (asctime) does not say. */
function httpDate(text: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  const time = Date.parse(/(?:GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? null : time;
}
