/**
 * Lines that only say when something was published, by the vocabulary of dates: names of months and days come from the
 * engine's own locale data, so that "segunda-feira, 22 de janeiro de 2018 às 0:13" is as plain as "Nov. 20, 2019 5:52 AM EST".
 */

const LOCALES = 'en de fr es it pt nl pl cs sk tr ru uk bg ar fa he ku id sv da nb fi ro hu el ko ja zh hi ur'.split(
  ' ',
);
const AROUND_DATES =
  `published publish updated update posted post modified last first created issued on at of the and by am pm a p m uhr um
   est edt cst cdt mst mdt pst pdt gmt utc bst ist cet cest et pt ct ago today yesterday now just minute minutes min mins hour hours hr hrs day days
   week weeks st nd rd th de del às as a las le la il der den am veröffentlicht aktualisiert stand publié mis à jour pubblicato aggiornato
   publicado actualizado atualizado em el h date time reading read lecture lettura leitura tempo lesezeit minuto minutos minuti minuten
   yayınlanma güncelleme tarihi saat опубликовано обновлено в г года نشر تحديث في آخر الساعة انتشار تاریخ ساعت`.split(
    /\s+/,
  );
const MAX_LINE = 120;
/** Words beside the date that are let pass: the agency, the section. */
const STRANGERS = 2;

let vocabulary: ReadonlySet<string> | undefined;
let months: ReadonlySet<string> | undefined;

/** True for "Published 11:11 PM EST Nov 19, 2019", "3 min read", "June 12, 2020". */
export function isTimeLine(line: string): boolean {
  if (line.length > MAX_LINE || !/\p{N}/u.test(line)) return false;
  vocabulary ??= dateWords();
  const words = line.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  const known = vocabulary;
  const named = words.filter((word) => known.has(word)).length;
  const numbers = words.filter((word) => /^\p{N}/u.test(word)).length;
  return (
    named > 0 && named + numbers >= 2 && words.length - named - numbers <= Math.min(STRANGERS, named + numbers - 2)
  );
}

/** "12/04/2019", "2020-09-17", "3.5.21", "2020年9月17日". */
const DATE =
  /(?<![\p{N}./-])(?:\p{N}{1,2}([./-])\p{N}{1,2}\1\p{N}{2,4}|\p{N}{4}([./-])\p{N}{1,2}\2\p{N}{1,2})(?![\p{N}])|\p{N}{4}\s?[年년]\s?\p{N}{1,2}\s?[月월]/u;
const MAX_DATED = 160;

/** A line with a date in it, whatever else: "Par Luc Petit, publié le 11 février 2023 à 18h04", "Просмотров: 5 | 12.04.2022". */
export function isDated(line: string): boolean {
  if (line.length > MAX_DATED || !/\p{N}/u.test(line)) return false;
  if (DATE.test(line)) return true;
  months ??= monthNames();
  const words = line.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  const known = months;
  return words.some(
    (word, at) =>
      known.has(word) && [words[at - 2], words[at - 1], words[at + 1]].some((near) => /^\p{N}{1,4}$/u.test(near ?? '')),
  );
}

const dateWords = (): ReadonlySet<string> =>
  new Set([
    ...AROUND_DATES,
    ...namesIn({ weekday: 'long', month: 'long' }),
    ...namesIn({ weekday: 'short', month: 'short' }),
  ]);

/** With a day, since some languages have another form of the name beside it. */
const monthNames = (): ReadonlySet<string> =>
  new Set([...namesIn({ month: 'long', day: 'numeric' }), ...namesIn({ month: 'short', day: 'numeric' })]);

/** The words in dates of a year, in all languages. */
function namesIn(options: Intl.DateTimeFormatOptions): ReadonlySet<string> {
  const words = new Set<string>();
  for (const locale of LOCALES) {
    const names = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      // Twelve months with 35 days between them pass through all days of the week.
      const named = names.format(Date.UTC(2024, month, 1 + (month % 7))).toLowerCase();
      for (const word of named.match(/[\p{L}\p{M}]+/gu) ?? []) words.add(word);
    }
  }
  return words;
}
