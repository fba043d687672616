import { readFileSync } from 'node:fs';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { readArticle } from '../../workers/article/read-article.ts';
import { readHtml } from '../../workers/article/read-html.ts';
import { openFetcher } from '../../workers/web/fetch.ts';
import { openRobots } from '../../workers/web/robots.ts';
import { messageOf, NewswatchError, UsageError } from '../errors.ts';
import type { ArticleOutcome } from '../model/jobs.ts';
import { openMemoryGate } from '../queue/memory-gate.ts';
import type { LoadedRules } from '../rules.ts';
import type { Settings } from '../settings/settings.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf } from './options.ts';
import { loadedRulesOf, type RuleOptions } from './topic-rules.ts';
import { verdictLines } from './verdict-lines.ts';

export interface CheckOptions extends RuleOptions {
  readonly html?: string;
  readonly url?: string;
}

/** `newswatch check URL` and `check --html FILE --url URL`: one article, read and judged. Changes nothing. */
export async function check(address: string | undefined, options: CheckOptions, io: Io): Promise<number> {
  const url = address ?? options.url;
  if (url === undefined)
    throw new UsageError('no address is given', 'newswatch check URL, or check --html FILE --url URL');
  const rules = loadedRulesOf(options, io);
  const outcome =
    options.html === undefined
      ? await fetchOne(settingsOf(options), rules, url)
      : await readFile(rules, options.html, url);
  if (options.json) printJson(io, jsonOf(url, outcome));
  else for (const line of outcomeLines(io, outcome)) printLine(io, line);
  return outcome.kind === 'read' ? 0 : 1;
}

async function fetchOne(settings: Settings, rules: LoadedRules, url: string): Promise<ArticleOutcome> {
  const fetcher = openFetcher(settings.fetch, openMemoryGate(settings.fetch.perHost));
  const threads = openThreadPool(1);
  try {
    const feedText = { title: '', summary: '', content: '', author: null, publishedAt: null };
    return await readArticle(
      { itemId: 0, url, feedText, fallBack: 'no', revision: rules.set.revision },
      {
        fetcher,
        robots: openRobots(fetcher, settings.fetch),
        threads,
        rules: async () => rules.compiled,
        maxPageBytes: settings.fetch.maxPageBytes,
        now: Date.now,
      },
      new AbortController().signal,
    );
  } finally {
    await Promise.all([fetcher.close(), threads.close()]);
  }
}

async function readFile(rules: LoadedRules, file: string, url: string): Promise<ArticleOutcome> {
  const threads = openThreadPool(1);
  try {
    return await readHtml(
      { bytes: fileBytes(file), contentType: null, url },
      { threads, rules: rules.compiled, revision: rules.set.revision, now: Date.now },
    );
  } finally {
    await threads.close();
  }
}

function fileBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new NewswatchError('file', `${file} cannot be read: ${messageOf(error)}`);
  }
}

function jsonOf(url: string, outcome: ArticleOutcome): unknown {
  if (outcome.kind !== 'read') return { url, error: problemOf(outcome) };
  const { publishedAt, ...article } = outcome.article;
  return {
    ...article,
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    match: outcome.verdicts.some((verdict) => verdict.match),
    verdicts: outcome.verdicts,
  };
}

/** Here every page is read, whatever its words. */
function problemOf(outcome: Exclude<ArticleOutcome, { kind: 'read' }>): { code: string; message: string } {
  if (outcome.kind === 'ruled-out') return { code: 'ruled-out', message: 'its words rule out that any topic matches' };
  return { code: outcome.problem.code, message: outcome.problem.message };
}

function outcomeLines(io: Io, outcome: ArticleOutcome): string[] {
  if (outcome.kind !== 'read') return [paint(io, 'red', `no text: ${plain(problemOf(outcome).message)}`)];
  const { article, verdicts } = outcome;
  return [
    paint(io, 'bold', plain(article.title)),
    paint(
      io,
      'dim',
      [
        article.byline,
        article.publishedAt === null ? null : new Date(article.publishedAt).toISOString(),
        article.lang,
        article.canonicalUrl,
      ]
        .filter((part) => part !== null)
        .map(plain)
        .join(' · '),
    ),
    '',
    ...article.text.split('\n').map(plain),
    '',
    ...verdicts.flatMap((verdict) => verdictLines(io, verdict, 0)),
  ];
}
