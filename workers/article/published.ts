import type { ArticleLd } from './json-ld.ts';
import { articleFirst } from './page-parts.ts';
import { parsePageTime, type PageTime } from './page-time.ts';
import { isTimeLine } from './time-line.ts';

const META = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'article.published',
  'article:publicationdate',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dcterms.date',
  'dc.date',
  'citation_publication_date',
  'citation_date',
  'originalpublicationdate',
  'publication_date',
  'publicationdate',
  'publish_date',
  'publish-date',
  'published_at',
  'pubdate',
  'pdate',
  'article_date_original',
  'date',
];
const MARKED = '[itemprop~="datePublished"], time[pubdate], time';
const NAMED = '[class*="publish"], [class*="date"], [class*="Date"], [class*="timestamp"], .dt';
/** Elements that are looked at. */
const MAX_LOOKED_AT = 12;
const MAX_LINE = 120;
const DAY_MS = 86_400_000;
/** Two sources this far apart speak of the same publication, one in its own zone or of the day only. */
const SAME = 1.5 * DAY_MS;

const CHANGED =
  /current|updat|modif|edited|aktualis|mis à jour|aggiornat|actualiz|atualiz|bijgewerkt|обновл|изменен|تحديث|güncelle|更新|최종|수정|به‌?روز/i;
const PUBLISHED =
  /publi|posted|veröffentlicht|erstellt|опублик|نشر|yayın|発行|公開|发布|發布|입력|등록|انتشار|created/i;

interface Page {
  readonly document: Document;
  readonly meta: ReadonlyMap<string, string>;
  readonly ld: ArticleLd | null;
  readonly url: string;
  /** Lines around the headline, as a reader sees them. */
  readonly top: () => readonly string[];
  readonly lang: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * When it was published, never when it was changed: JSON-LD `datePublished`; meta article:published_time and its kin; the
 * page's datePublished and `<time>`; a line with a date near the headline; the day in the address. Times in the future
 * are refused. Where a later source agrees on the day and tells more of the time, it counts.
 */
export function readPublishedAt({ document, meta, ld, url, top, lang, now }: Page): number | null {
  const dayFirst = lang === null ? null : !/^en(?:-US)?$/i.test(lang);
  const timesIn = (texts: readonly (string | null | undefined)[]): PageTime[] =>
    texts
      .map((text) => (text === null || text === undefined ? null : parsePageTime(text, dayFirst)))
      .filter((time) => time !== null)
      .filter(({ at }) => at < now + DAY_MS);
  const declared = timesIn([ld?.publishedAt, ...META.map((name) => meta.get(name))]);
  const best = mostExact(declared);
  if (best?.exact === 2) return best.at;
  const known = mostExact([...declared, ...timesIn(markedTimes(document))]);
  if (known !== null) return known.at;
  const [inAddress] = timesIn([dayIn(url)]);
  const lines = top().filter(isDateLine);
  const seen = timesIn([...lines.filter((line) => PUBLISHED.test(line)), ...lines, ...namedTimes(document)]);
  const agreeing = inAddress === undefined ? seen : seen.filter(({ at }) => Math.abs(at - inAddress.at) < SAME);
  return (agreeing[0] ?? inAddress)?.at ?? null;
}

/** The first, or what tells more of the same. */
function mostExact(times: readonly PageTime[]): PageTime | null {
  const [first] = times;
  if (first === undefined) return null;
  return times
    .filter(({ at }) => Math.abs(at - first.at) < SAME)
    .reduce((best, time) => (time.exact > best.exact ? time : best), first);
}

function markedTimes(document: Document): (string | null)[] {
  const elements = articleFirst(Array.from(document.querySelectorAll(MARKED)).slice(0, MAX_LOOKED_AT));
  const named = elements.filter((element) => /datePublished/.test(element.getAttribute('itemprop') ?? ''));
  return [...named, ...elements.filter((element) => !named.includes(element) && !tellsOfChange(element))].map(
    (element) => element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent,
  );
}

const namedTimes = (document: Document): (string | null)[] =>
  articleFirst(Array.from(document.querySelectorAll(NAMED)).slice(0, MAX_LOOKED_AT))
    .filter((element) => !tellsOfChange(element))
    .map((element) => element.textContent)
    .filter((text) => text !== null && isDateLine(text.trim()));

/** `<time class="updated">`, but not `<time class="entry-date published updated">`. */
function tellsOfChange(element: Element): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''} ${element.textContent?.slice(0, MAX_LINE) ?? ''}`;
  return CHANGED.test(names) && !PUBLISHED.test(names);
}

/** "Published 11:11 PM EST Nov 19, 2019", "By Jo Marsh on March 3, 2020", not a sentence, nor when it was changed. */
function isDateLine(line: string): boolean {
  if (line.length > MAX_LINE || (CHANGED.test(line) && !PUBLISHED.test(line))) return false;
  return isTimeLine(line) || PUBLISHED.test(line) || line.length < MAX_LINE / 2;
}

const IN_PATH = [
  /\/((?:19|20)\d\d)\/(?:[a-z_]{3,20}\/)?(\d{1,2}|[a-z]{3})\/(\d{1,2})(?:\/|$)/i,
  /[/_-]((?:19|20)\d\d)([-_]?)(\d\d)\2(\d\d)(?=[/_.-]|$)/,
];

/** `/2019/11/19/`, `/2019/nov/19/`, `/2010/POLITICS/08/13/`, `/2011-09-21/`, `/20121027`. */
function dayIn(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? '';
  const [, year, month, day] = IN_PATH[0]?.exec(path) ?? IN_PATH[1]?.exec(path)?.toSpliced(2, 1) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return /\d/.test(month) ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : `${day} ${month} ${year}`;
}
