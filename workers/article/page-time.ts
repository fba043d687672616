import { parseDate } from '../dates/date.ts';
import { findDay } from '../dates/written-date.ts';

/** A time as a page tells it. */
export interface PageTime {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How exact it is: the day only, the time of day in a zone that we have to guess (UTC), or all of it. */
  readonly exact: 0 | 1 | 2;
}

const ISO =
  /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i;
/** The web is not older. */
const EARLIEST = Date.UTC(1990, 0);
const CLOCK = /(?<![\d:.])(\d{1,2})\s?[:h時时]\s?(\d{2})(?::(\d{2}))?(?!\d)\s*(?:([ap])\.?\s?m\b\.?)?/i;
/** Halves of the day that we do not reckon with. */
const OTHER_HALF = /[上下午]午|오[전후]|[مص](?![\p{L}])/u;
const ZONE =
  /^\s*\(?((?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?|Z\b|UTC|GMT|BST|MESZ|MEZ|CES?T|EES?T|MSK|IST|JST|KST|HKT|SGT|SAST|WAT|EAT|A?E[SD]T|AKS?T|[CMPEH][SD]?T)(?![\p{L}\d])/u;

/**
 * A time from metadata or from a line of text: ISO 8601 (also without separators or with a blank for the T), RFC 2822 and
 * its kin, seconds or milliseconds since 1970, or words in any of some forty languages. A time without a zone is
 * taken for UTC. Null for anything else, and before 1990. `dayFirst` tells what "3/4/2024" means where the page's language does.
 */
export function parsePageTime(text: string, dayFirst: boolean | null = null): PageTime | null {
  const written = text.trim().slice(0, 200);
  const time = unixTime(written) ?? isoTime(written) ?? wordyTime(written, dayFirst);
  return time !== null && time.at >= EARLIEST ? time : null;
}

function unixTime(text: string): PageTime | null {
  if (/^\d{10}$/.test(text)) return { at: Number(text) * 1_000, exact: 2 };
  return /^\d{13}$/.test(text) ? { at: Number(text), exact: 2 } : null;
}

function isoTime(text: string): PageTime | null {
  const [, year, month, day, hour, minute, second, zone] = ISO.exec(text) ?? [];
  if (year === undefined) return null;
  return timeOf(`${year}-${month}-${day}`, { hour, minute, second, zone });
}

function wordyTime(text: string, dayFirst: boolean | null): PageTime | null {
  const found = findDay(text, dayFirst);
  if (found === null) return null;
  const two = (part: number | string): string => String(part).padStart(2, '0');
  const day = `${found.year}-${two(found.month)}-${two(found.day)}`;
  const clock = OTHER_HALF.test(found.rest) ? null : CLOCK.exec(found.rest);
  if (clock === null) return timeOf(day, {});
  const [whole, hour = '', minute, second, half] = clock;
  const zone = ZONE.exec(found.rest.slice(clock.index + whole.length))?.[1]?.replace(/^(?:UTC|GMT)\s?(?=[+-])|\s/g, '');
  const shifted = half === undefined ? hour : String((Number(hour) % 12) + (/p/i.test(half) ? 12 : 0));
  return timeOf(day, { hour: two(shifted), minute, second, zone: zone?.replace(/^([+-])(\d)(?=:|$)/, '$10$2') });
}

interface Clock {
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly zone?: string | undefined;
}

/** Midnight to the second is how systems write a day. */
function timeOf(day: string, { hour, minute = '00', second = '00', zone }: Clock): PageTime | null {
  const at =
    parseDate(hour === undefined ? day : `${day}T${hour}:${minute}:${second}${zone ?? ''}`) ??
    (hour === undefined ? null : parseDate(day));
  if (at === null) return null;
  const midnight = hour === undefined || Number(`${hour}${minute}${second}`) === 0;
  return { at, exact: midnight ? 0 : zone === undefined ? 1 : 2 };
}
