import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../errors.ts';
import { openReports, type MatchQuery, type MatchView, type StoryView } from '../record/reports.ts';
import { parseDuration } from '../settings/units.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { reason } from './verdict-lines.ts';
import { readRecord } from './with-record.ts';

export interface MatchesOptions extends CommonOptions {
  readonly limit?: string;
  readonly since?: string;
  readonly topic?: string;
  readonly near?: boolean;
}

const TERMINAL_LIMIT = 50;
/** Copies of one story that are named on a terminal. */
const COPIES = 5;
const TERMS = 6;

/** The words that were found, each once: `matched` has them by place and concept. */
function distinctTerms({ matched }: MatchView): string[] {
  const known = new Set<string>();
  return matched
    .map(({ term }) => term)
    .filter((term) => !known.has(term.toLowerCase()) && known.add(term.toLowerCase()));
}

/** `newswatch matches` and `newswatch search QUERY`. */
export async function matches(query: string | undefined, options: MatchesOptions, io: Io): Promise<void> {
  const wanted: MatchQuery = {
    ...queryOf(options),
    ...(query === undefined ? {} : { q: query }),
    ...(options.limit === undefined && !options.json ? { limit: TERMINAL_LIMIT } : {}),
  };
  const [found, storyOf] = await readRecord(settingsOf(options), (db) => {
    const reports = openReports(db);
    const list = options.near ? reports.nearMisses(wanted) : reports.matches(wanted).matches;
    return [list, reports.stories(options.json ? [] : list.map(({ id }) => id), COPIES)];
  });
  if (options.json) return printJson(io, found);
  if (found.length === 0) return printLine(io, nothing(query, options));
  for (const match of found) for (const line of matchLines(io, match, storyOf(match.id))) printLine(io, line);
}

/** Says what was looked for, so that a mistyped topic is seen. */
function nothing(query: string | undefined, { near, topic, since }: MatchesOptions): string {
  const narrowed = [
    ...(topic === undefined ? [] : [` --topic ${topic}`]),
    ...(since === undefined ? [] : [` --since ${since}`]),
  ];
  const what = near ? 'near miss' : 'match';
  const has = query === undefined ? '' : ` has ${query}`;
  if (narrowed.length > 0) return plain(`no ${what}${has} with${narrowed.join('')}`);
  return has === '' ? `no ${what}es yet` : plain(`no ${what}${has}`);
}

const topicsOf = ({ topics }: MatchView): string => topics.map(({ id, score }) => `${id} ${score}`).join(', ');

function matchLines(io: Io, match: MatchView, { first, copies, more }: StoryView): string[] {
  const marks = [
    first === null ? '' : ` · repeats ${first.id} (${plain(first.feedTitle)})`,
    match.mark === null ? '' : ` · marked ${match.mark}`,
  ].join('');
  const dim = (line: string): string => paint(io, 'dim', reason(io, line, 2));
  return [
    paint(io, 'bold', plain(match.title)),
    `  ${plain(match.url)}`,
    dim(
      `${match.id} · ${match.matchedAt} · ${plain(match.feed.title)} · ${topicsOf(match)} · ${match.corpusFile ?? `no file (${match.basis})`}${marks}`,
    ),
    `  ${distinctTerms(match)
      .slice(0, TERMS)
      .map((term) => paint(io, 'green', plain(term)))
      .join(', ')}`,
    ...match.why.slice(0, 1).map((standing) => dim(plain(standing))),
    ...copies.map(({ id, feedTitle, matchedAt }) => dim(`told again: ${id} · ${matchedAt} · ${plain(feedTitle)}`)),
    ...(more === 0 ? [] : [dim(`told again: ${more} times more`)]),
  ];
}

export interface ExportOptions extends MatchesOptions {
  readonly format?: string;
  readonly without?: string;
}

/** `newswatch export`: all matches with their metadata, oldest first. */
export async function exportMatches(options: ExportOptions, io: Io): Promise<void> {
  const format = options.format ?? 'jsonl';
  if (format !== 'jsonl' && format !== 'csv') throw new UsageError(`--format is ${format}`, 'use jsonl or csv');
  if (options.without !== undefined && options.without !== 'wrong')
    throw new UsageError(`--without is ${options.without}`, 'only "wrong" can be left out');
  const all = await readRecord(settingsOf(options), (db) => openReports(db).matches(queryOf(options)).matches);
  const wanted = all.filter((match) => options.without === undefined || match.mark !== 'wrong').toReversed();
  if (format === 'jsonl') for (const match of wanted) printJson(io, match);
  else io.stdout.write(csv(wanted));
}

/**
 * What a spreadsheet would take for a formula, its full-width signs included, is made text by an apostrophe (OWASP, CSV
 * injection). Behind a semicolon, too: where that separates cells, a spreadsheet takes what follows for a new one.
 */
const cell = (value: string | number | null): string | number =>
  typeof value === 'string' ? plain(value).replace(/(^|;)([ "']*)(?=[=+\-@＝＋－＠])/g, "$1$2'") : (value ?? '');

function csv(list: readonly MatchView[]): string {
  const head = [
    'id',
    'topic',
    'score',
    'title',
    'url',
    'feed',
    'feedUrl',
    'byline',
    'publishedAt',
    'matchedAt',
    'basis',
    'corpusFile',
    'duplicateOf',
    'mark',
    'terms',
    'excerpt',
    'threshold',
    'why',
  ];
  const rows = list.map((one) =>
    [
      one.id,
      one.topic,
      one.score,
      one.title,
      one.url,
      one.feed.title,
      one.feed.url,
      one.byline,
      one.publishedAt,
      one.matchedAt,
      one.basis,
      one.corpusFile,
      one.duplicateOf,
      one.mark,
      distinctTerms(one).join('; '),
      one.excerpt,
      one.threshold,
      one.why.join(' | '),
    ].map(cell),
  );
  return stringify([head, ...rows]);
}

/** @throws UsageError */
export function queryOf({ limit, since, topic }: MatchesOptions): MatchQuery {
  if (limit !== undefined && !/^[1-9]\d{0,6}$/.test(limit))
    throw new UsageError(`--limit is ${limit}`, 'use a number from 1 on');
  return {
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(topic === undefined ? {} : { topic }),
    ...(since === undefined ? {} : { since: sinceOf(since) }),
  };
}

/** A duration back from now, or a date. @throws UsageError */
export function sinceOf(text: string): number {
  const back = parseDuration(text);
  if (back !== null) return Date.now() - back;
  const date = Date.parse(text);
  if (Number.isNaN(date))
    throw new UsageError(`--since is ${text}`, 'use a duration such as 14d, or a date such as 2026-11-01');
  return date;
}
