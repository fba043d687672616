import { messageOf, NewswatchError } from '../../src/errors.ts';
import { judge } from '../../src/judge/judge.ts';
import type { CompiledRules } from '../../src/judge/topic-rules.ts';
import type { Article } from '../../src/model/article.ts';
import type { ArticleOutcome, PageProblem } from '../../src/model/jobs.ts';
import type { Verdict } from '../../src/model/topic.ts';
import type { ThreadPool } from '../threads/pool.ts';
import type { Extracted } from './extract.ts';
import { findProblem } from './quality.ts';

/** A page as it was got. */
export interface PageBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** Where it was got from, after redirects. */
  readonly url: string;
}

/** For one page; a hundred times what a news page takes. */
const EXTRACT_MS = 10_000;

/** The article on a page, or why it has none. @throws the signal's reason if it fires */
export async function readPage(
  { bytes, contentType, url }: PageBytes,
  threads: ThreadPool,
  signal?: AbortSignal,
): Promise<{ readonly article: Article } | { readonly problem: PageProblem }> {
  const limits = { timeout: EXTRACT_MS, bytes: bytes.length, ...(signal === undefined ? {} : { signal }) };
  try {
    const page = await threads.run<Extracted>('extractPage', { html: bytes, contentType, url }, limits);
    const problem = findProblem(page);
    if (problem !== null) return { problem };
    const { title, text, byline, lang, publishedAt, canonicalUrl } = page;
    return { article: { url, canonicalUrl, title, text, byline, lang, publishedAt, basis: 'page' } };
  } catch (error) {
    if (!(error instanceof NewswatchError)) throw error;
    return {
      problem: {
        code: error.code,
        message: `the page cannot be read: ${messageOf(error)}`,
        retry: error.code === 'thread-timeout' ? 'later' : 'never',
      },
    };
  }
}

export interface JudgeParts {
  readonly rules: CompiledRules;
  /** Topic ids; all where absent. */
  readonly topics?: readonly string[];
}

/** The verdicts of the topics asked for. A summary is judged as a brief; elsewhere the length decides. */
export function verdictsOn({ title, text, basis }: Article, { rules, topics }: JudgeParts): Verdict[] {
  const verdicts = judge(rules, basis === 'summary' ? { title, text, kind: 'brief' } : { title, text });
  return topics === undefined ? verdicts : verdicts.filter(({ topic }) => topics.includes(topic));
}

export interface ReadHtmlParts extends JudgeParts {
  readonly threads: ThreadPool;
  readonly revision: string;
  readonly now: () => number;
}

/** Reads and judges a page that somebody has already: `newswatch check --html`. */
export async function readHtml(page: PageBytes, parts: ReadHtmlParts): Promise<ArticleOutcome> {
  const fetchedAt = parts.now();
  const read = await readPage(page, parts.threads);
  if ('problem' in read) return { kind: 'unreadable', problem: read.problem };
  const verdicts = verdictsOn(read.article, parts);
  return { kind: 'read', article: read.article, verdicts, revision: parts.revision, fetchedAt, problem: null };
}
