import { NewswatchError } from '../../src/errors.ts';
import type { CompiledRules } from '../../src/judge/topic-rules.ts';
import type { Article } from '../../src/model/article.ts';
import type { ArticleJob, ArticleOutcome, PageProblem } from '../../src/model/jobs.ts';
import type { ThreadPool } from '../threads/pool.ts';
import type { FeedReading } from './feed-text.ts';
import { fetchPage, type FetchPageParts } from './fetch-page.ts';
import { ruleOutPage, type RuledOut } from './pre-filter/rule-out.ts';
import { readPage, verdictsOn, type PageBytes } from './read-html.ts';

export interface ReadArticleParts extends FetchPageParts {
  readonly threads: ThreadPool;
  /** The rules of a revision, compiled. */
  readonly rules: (revision: string) => Promise<CompiledRules>;
}

const FEED_TEXT_MS = 5_000;

/**
 * The article worker: fetches an item's page, finds the article on it, and judges it; where the page yields none, judges
 * what the feed said, as far as the job wants that (CONTRACT section 6). Writes nothing, keeps nothing.
 * @throws the signal's reason if it fires; NewswatchError `rules-unknown`
 */
export async function readArticle(
  job: ArticleJob,
  parts: ReadArticleParts,
  signal: AbortSignal,
): Promise<ArticleOutcome> {
  const fetchedAt = parts.now();
  const outcomeOf = async (article: Article, problem: PageProblem | null): Promise<ArticleOutcome> => {
    const rules = await parts.rules(job.revision);
    const verdicts = verdictsOn(article, { rules, ...(job.topics === undefined ? {} : { topics: job.topics }) });
    return { kind: 'read', article, verdicts, revision: job.revision, fetchedAt, problem };
  };

  const page = job.url === null ? NO_ADDRESS : await articleAt(job.url, job, parts, signal);
  if ('bounds' in page) return { kind: 'ruled-out', ...page, revision: job.revision, fetchedAt };
  if ('article' in page) return outcomeOf(page.article, null);
  if (page.gone) return { kind: 'gone', problem: page.problem };
  const standIn = mayFallBack(job, page.problem) ? await feedArticle(job, parts.threads, signal) : null;
  if (standIn === null) return { kind: 'unreadable', problem: page.problem };
  return outcomeOf(standIn, job.url === null ? null : page.problem);
}

type Page =
  | { readonly article: Article }
  | (RuledOut & { readonly url: string })
  | { readonly problem: PageProblem; readonly gone: boolean };

const NO_ADDRESS: Page = {
  problem: { code: 'no-url', message: 'the feed gives neither an address nor a text', retry: 'never' },
  gone: false,
};

async function articleAt(url: string, job: ArticleJob, parts: ReadArticleParts, signal: AbortSignal): Promise<Page> {
  const answer = await fetchPage(url, parts, signal);
  if (answer.kind !== 'page') return { problem: answer.problem, gone: answer.kind === 'gone' };
  const ruledOut = await ruleOut(answer, job, parts);
  if (ruledOut !== null) return { ...ruledOut, url: answer.url };
  const read = await readPage(answer, parts.threads, signal);
  if ('problem' in read) return { problem: read.problem, gone: false };
  return { article: { ...read.article, byline: read.article.byline ?? job.feedText.author } };
}

/** What was judged before, from its feed or by other rules, is to be read. */
async function ruleOut(
  page: PageBytes,
  { fallBack, feedText, revision, topics }: ArticleJob,
  parts: ReadArticleParts,
): Promise<RuledOut | null> {
  return fallBack === 'no' ? null : ruleOutPage(page, feedText, await parts.rules(revision), topics);
}

const mayFallBack = ({ url, fallBack }: ArticleJob, { retry }: PageProblem): boolean =>
  url === null || fallBack === 'always' || (fallBack === 'if-final' && retry !== 'soon');

/** What the feed said, as an article; null where that is no text, or not one that can be read. */
async function feedArticle(
  { url, feedText }: ArticleJob,
  threads: ThreadPool,
  signal: AbortSignal,
): Promise<Article | null> {
  try {
    const limits = { timeout: FEED_TEXT_MS, signal };
    const reading = await threads.run<FeedReading | null>('readFeedText', feedText, limits);
    if (reading === null) return null;
    const { author: byline, publishedAt } = feedText;
    return { url: url ?? '', canonicalUrl: null, byline, lang: null, publishedAt, ...reading };
  } catch (error) {
    // A machine that is too busy to read it now may read it at the next attempt.
    if (!(error instanceof NewswatchError) || error.code === 'thread-timeout') throw error;
    // The page's own trouble is the reason that is told.
    return null;
  }
}
