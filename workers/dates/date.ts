import { monthIn } from './month-in.ts';

/**
 * Dates as feeds have them: RFC 822 and RFC 3339 as they should be, and what publishers write instead. Where no zone is
 * named, UTC is meant.
 */

const DAY_MS = 86_400_000;
/** Nothing in a feed was published before; year 1 is how some programs write "never". */
const FIRST_YEAR = 1900;

/** Milliseconds since 1970, or null if it is no date that can be read with confidence. */
export function parseDate(text: string): number | null {
  if (text.length > 200) return null;
  const plain = withPlainDigits(text).trim();
  if (plain === '' || plain.length > 100) return null;
  return unixTime(plain) ?? isoDate(plain) ?? wordyDate(plain);
}

/** Arabic, Persian and full-width digits as those of ASCII, and the minus sign as a hyphen. */
const withPlainDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll('\u2212', '-');

/** A date as ISO 8601 in UTC, or null. */
export function isoOf(text: string): string | null {
  const time = parseDate(text);
  return time === null ? null : new Date(time).toISOString();
}

function unixTime(text: string): number | null {
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  return /^\d{13}$/.test(text) ? Number(text) : null;
}

const ISO =
  /^(\d{4}|\d\d(?=-))(?:-?(\d\d)(?:-?(\d\d))?|-?(\d{3}))?(?:[T\s]+(\d{1,2})(?::?(\d{1,2})(?::?(\d{1,2})(?:[.,](\d+))?)?)?\s*((?![ap]m$)[a-z]{1,5}|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** RFC 3339, W3C-DTF and the rest of ISO 8601 that occurs: fewer parts, no dashes, day of the year, two-digit year. */
function isoDate(text: string): number | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year = '', month = '1', day = '1', ordinal, hour = '0', minute = '0', second = '0', fraction, zone] = found;
  const offset = zoneOffset(zone ?? '');
  const time = timeOf(hour, minute, second, fraction);
  const date =
    ordinal === undefined
      ? dayOf(fullYear(year), Number(month), Number(day))
      : (dayOf(fullYear(year), 1, 1) ?? Number.NaN) + (Number(ordinal) - 1) * DAY_MS;
  return date === null || Number.isNaN(date) || time === null ? null : date + time - offset;
}

const HALF = String.raw`[ap]\.?m\b\.?|[صم](?=\s|$)`;
/** `10:00`, `9:8:1.5`, `10:05 pm`, `오후 11:23:17`. */
const TIME = new RegExp(
  String.raw`(?<before>오[전후]|[上下]午|午[前後])?\s*(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d+))?)?(?:\s*(?<behind>${HALF}))?`,
  'i',
);
/** `10.30`, `10h30`: only behind a year, for dates are written so, too. */
const DOTTED_TIME = /(?<=\b\d{4},?\s\D{0,8})(?<hour>\d{1,2})[.h](?<minute>\d\d)(?:\.(?<second>\d\d))?(?!\.?\d)/i;

/** `Mon, 02 Mar 2026 10:00:01 GMT`, `March 2, 2026 10:00 am`, `Fri Jan  2 10:14:55 2004`, `22.11.2022`, `Seg, 24 Set 2012`. */
function wordyDate(text: string): number | null {
  const clock = TIME.exec(text) ?? DOTTED_TIME.exec(text);
  const before = clock === null ? text : text.slice(0, clock.index);
  const after = clock === null ? '' : text.slice(clock.index + clock[0].length);
  const time = clock === null ? 0 : clockTime(clock.groups ?? {});
  const zone = ZONE.exec(after)?.[0] ?? '';
  const date = calendarDate(before, after.slice(zone.length)) ?? calendarDate(before, after);
  return date === null || time === null ? null : date + time - zoneOffset(zone);
}

type Clock = Readonly<Record<string, string | undefined>>;

function clockTime({ before, hour = '', minute = '', second = '0', fraction, behind }: Clock): number | null {
  const half = before ?? behind;
  if (half === undefined) return timeOf(hour, minute, second, fraction);
  const shifted = (Number(hour) % 12) + (/^(?:p|م|오후|下|午後)/i.test(half) ? 12 : 0);
  return timeOf(String(shifted), minute, second, fraction);
}

/** From what stands before and behind the time of day. */
function calendarDate(before: string, after: string): number | null {
  const numbers = (text: string): string[] => text.match(/\d+/g) ?? [];
  const month = monthIn(before) ?? monthIn(after);
  const found = [...numbers(before), ...numbers(after)];
  const [first = '', second = '', third = ''] = found;
  if (month !== null) {
    const yearFirst = first.length === 4;
    return dayOf(fullYear(yearFirst ? first : second), month, Number(yearFirst ? second : first));
  }
  if (found.length < 3) return null;
  if (first.length === 4) return dayOf(Number(first), Number(second), Number(third));
  // 22.11.2022 is the 22nd wherever dots are used; with slashes only what is above 12 tells day from month.
  if (before.includes('.') || Number(first) > 12) return dayOf(fullYear(third), Number(second), Number(first));
  return Number(second) > 12 ? dayOf(fullYear(third), Number(first), Number(second)) : null;
}

/** RFC 2822 4.3: two digits below 50 are this century's. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 50 ? 2_000 : 1_900);
}

/** Midnight; null for a day that does not exist. */
function dayOf(year: number, month: number, day: number): number | null {
  if (!(year >= FIRST_YEAR && year <= 9_999)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

/** Milliseconds of the day; 24:00 and a leap second are times, 25:00 is none. */
function timeOf(hour: string, minute: string, second: string, fraction: string | undefined): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 24 || m > 59 || s > 60) return null;
  return h * 3_600_000 + m * 60_000 + s * 1_000 + Math.floor(Number(`0.${fraction ?? '0'}`) * 1_000);
}

const ZONE = /^\s*(?:\(?[a-z]{1,5}\)?(?:\s*[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{1,2}(?::?\d\d)?)/i;

/** Hours east of Greenwich. Where a name has several meanings, that of English-language newsrooms. */
const ZONES: ReadonlyMap<string, number> = new Map(
  `est=-5 edt=-4 et=-5 cst=-6 cdt=-5 ct=-6 mst=-7 mdt=-6 mt=-7 pst=-8 pdt=-7 pt=-8 akst=-9 akdt=-8 hst=-10 ast=-4 adt=-3
  nst=-3.5 ndt=-2.5 brt=-3 art=-3 bst=1 west=1 cet=1 cest=2 met=1 mest=2 mez=1 mesz=2 eet=2 eest=3 msk=3 trt=3 sast=2
  cat=2 eat=3 wat=1 gst=4 pkt=5 ist=5.5 wib=7 ict=7 hkt=8 sgt=8 jst=9 kst=9 awst=8 acst=9.5 acdt=10.5 aest=10 aedt=11
  nzst=12 nzdt=13`
    .split(/\s+/)
    .map((pair) => pair.split('='))
    .map(([name = '', hours]) => [name, Number(hours)]),
);

/** Milliseconds to take from the local time. An unknown name is UTC (RFC 2822 4.3). */
function zoneOffset(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d\d)?/.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return (ZONES.get((/[a-z]+/i.exec(zone)?.[0] ?? '').toLowerCase()) ?? 0) * 3_600_000;
}
