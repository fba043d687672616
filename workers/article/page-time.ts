/** Times as pages write them into metadata. Pure. */

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i;
const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2100, 0);

/**
 * Milliseconds since 1970, from ISO 8601 (also without separators or with a blank for the T), RFC 2822 and its kin, or
 * seconds and milliseconds since 1970. A time without a zone is taken for UTC. Null for anything else, and outside 1990 to 2100.
 */
export function parsePageTime(text: string): number | null {
  const written = text.trim().slice(0, 100);
  const time = /^\d{10}$/.test(written)
    ? Number(written) * 1_000
    : /^\d{13}$/.test(written)
      ? Number(written)
      : (isoTime(written) ?? proseTime(written));
  return time >= EARLIEST && time < LATEST ? time : null;
}

function isoTime(text: string): number | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (year === undefined) return null;
  const offset = zone.length > 3 ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
}

/** "Mon, 05 Oct 2020 14:00:00 +0200", "October 5, 2020"; NaN where the engine sees no date. */
function proseTime(text: string): number {
  if (!/\b\d{4}\b/.test(text) || !/\p{L}{3}/u.test(text)) return Number.NaN;
  return Date.parse(/(?:[+-]\d{4}|\b(?:GMT|UTC|Z|[ECMP][SD]T))\b/.test(text) ? text : `${text} UTC`);
}
