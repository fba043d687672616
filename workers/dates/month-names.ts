/** Names of months, from the engine's own locale data: no list of ours goes stale. */

const LOCALES =
  `en en-GB de de-AT fr es it pt nl pl cs sk tr ru uk bg sr hr sl ar ar-IQ ar-DZ fa-u-ca-gregory he ku id ms sv da nb fi et lv lt ro
   hu el ko ja zh hi bn ur vi ca eu sw`.split(/\s+/);
/** The solar calendar of Iran, whose months begin about the 21st of ours. */
const PERSIAN = ['fa-u-ca-persian', 'en-u-ca-persian'];

export interface Month {
  /** 1–12. */
  readonly number: number;
  readonly persian: boolean;
}

let names: ReadonlyMap<string, Month> | undefined;

/** The month of a name, long or short, in any of some forty languages; the first language counts where they differ. */
export function monthNamed(name: string): Month | undefined {
  names ??= allNames();
  return names.get(fold(name));
}

const fold = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .trim();

function allNames(): ReadonlyMap<string, Month> {
  const found = new Map<string, Month>([['sept', { number: 9, persian: false }]]);
  const add = (name: string | undefined, number: number, persian: boolean): void => {
    const key = fold(name ?? '');
    if (/^\p{L}[\p{L} ]+$/u.test(key) && !found.has(key)) found.set(key, { number, persian });
  };
  for (const locale of [...LOCALES, ...PERSIAN]) {
    const persian = PERSIAN.includes(locale);
    for (const month of ['long', 'short'] as const) {
      // A month may be declined beside a day.
      for (const day of [{}, { day: 'numeric' } as const]) {
        const format = new Intl.DateTimeFormat(locale, { month, ...day, timeZone: 'UTC' });
        for (let number = 1; number <= 12; number++) {
          const date = Date.UTC(2023, number - 1 + (persian ? 3 : 0), persian ? 1 : 15);
          add(format.formatToParts(date).find(({ type }) => type === 'month')?.value, number, persian);
        }
      }
    }
  }
  return found;
}
