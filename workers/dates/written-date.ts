import { monthNamed } from './month-names.ts';

/** A day as numbers, and what of the line was not needed for it. */
export interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly rest: string;
}

const WORD = String.raw`\p{L}[\p{L}\p{M}]{1,14}`;
const ORDINAL = String.raw`(?:st|nd|rd|th|er|º|ª|\.|,)?`;
/** Each with the order of its groups. */
const FORMS: readonly (readonly [RegExp, readonly ('y' | 'm' | 'd' | 'name')[]])[] = [
  // 2024-03-11, 2024/3/11, 2024年3月11日, 2024년 3월 11일
  [/(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)/u, ['y', 'm', 'd']],
  // 11 March 2024, 11. März 2024, 11 de marzo de 2024, 11-Mar-2024, ١١ كانون الثاني ٢٠٢٤
  [
    new RegExp(
      String.raw`(?<![\d:])(\d{1,2})${ORDINAL}[\s-]{1,3}(?:de |of |d['’])?(${WORD}(?: ${WORD})?)\.?,?[\s-]{1,3}(?:de |del )?(\d{4})(?!\d)`,
      'u',
    ),
    ['d', 'name', 'y'],
  ],
  // March 11, 2024, Nov. 19, 2019
  [new RegExp(String.raw`(${WORD})\.?\s{1,3}(\d{1,2})${ORDINAL}[,\s]{1,3}(\d{4})(?!\d)`, 'u'), ['name', 'd', 'y']],
  // Mon Mar 11 08:15:00 CET 2024: the clock stays in the rest
  [
    new RegExp(String.raw`(${WORD})\s(\d{1,2})\s(?=\d{1,2}:\d\d(?::\d\d)?\s(?:\w{1,5}\s)?(\d{4})(?!\d))`, 'u'),
    ['name', 'd', 'y'],
  ],
  // 2024. március 11.
  [
    new RegExp(String.raw`(?<!\d)(\d{4})[.,]?\s{1,3}(?:m\. )?(${WORD})\.?\s{1,3}(\d{1,2})(?![\d:])`, 'u'),
    ['y', 'name', 'd'],
  ],
];
const NUMBERS = /(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)/;

/**
 * The first day named in a line, in any of some forty languages. "3/4/2024" is none, since it means two days, unless
 * `dayFirst` says which. Null where there is none; whether the day exists is not looked at.
 */
export function findDay(line: string, dayFirst: boolean | null = null): WrittenDay | null {
  const text = withPlainDigits(line);
  for (const [form, order] of FORMS) {
    const found = form.exec(text);
    if (found === null) continue;
    const part = (kind: string): string => found[order.findIndex((one) => one === kind) + 1] ?? '';
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    const day = { year: Number(part('y')), day: Number(part('d')), rest };
    if (order.includes('m')) return { ...day, month: Number(part('m')) };
    const named = part('name');
    const month =
      monthNamed(named) ?? monthNamed(named.split(' ').at(-1) ?? '') ?? monthNamed(named.split(' ')[0] ?? '');
    if (month !== undefined)
      return month.persian ? persianDay({ ...day, month: month.number }) : { ...day, month: month.number };
  }
  return numericDay(text, dayFirst);
}

/** 22.11.2022 is the 22nd wherever dots are used; else what is above 12 tells day from month. */
function numericDay(text: string, dayFirst: boolean | null): WrittenDay | null {
  const [whole, first, sign, second, year] = NUMBERS.exec(text) ?? [];
  if (whole === undefined) return null;
  const isDayFirst = sign === '.' || Number(first) > 12 ? true : Number(second) > 12 ? false : dayFirst;
  if (isDayFirst === null) return null;
  const [day, month] = isDayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return { year: Number(year), month, day, rest: text.replace(whole, ' ') };
}

/** Arabic, Persian and Devanagari digits as ours. */
const withPlainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) =>
    String(((digit.codePointAt(0) ?? 0) & 15) - (digit >= '\u0966' && digit <= '\u096f' ? 6 : 0)),
  );

const PERSIAN_DAY = new Intl.DateTimeFormat('en-u-ca-persian', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** The same day in our calendar, as the engine reckons; the year begins within a day of March 21st. */
function persianDay(day: WrittenDay): WrittenDay | null {
  const passed = (day.month - 1) * 31 - Math.max(0, day.month - 7) + day.day - 1;
  for (const shift of [0, -1, 1]) {
    const date = new Date(Date.UTC(day.year + 621, 2, 21 + passed + shift));
    if (PERSIAN_DAY.format(date) !== `${day.month}/${day.day}`) continue;
    return { ...day, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  return null;
}
