import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Extracted } from '../../workers/article/extract.ts';
import { findProblem } from '../../workers/article/quality.ts';
import { openThreadPool, type ThreadPool } from '../../workers/threads/pool.ts';
import { messageOf } from '../errors.ts';
import { jsonLine } from '../model/plain.ts';
import type { Io } from './io.ts';
import { readJsonLines, type JsonLine } from './jsonl.ts';

const EXTRACT_MS = 10_000;
/** Each takes some 120 MB. */
const MAX_THREADS = 4;

/**
 * `newswatch extract --jsonl`: reads `{id,url,html}` lines, writes `{id,title,text,byline,publishedAt,lang}` lines in the
 * same order; `text` is the body in corpus layout. A page that yields no text, or a bad line, yields `{id,error}`. Pages are
 * read in parallel; a few at a time are held in memory.
 */
export async function extractLines(_options: object, io: Io): Promise<void> {
  const size = Math.min(availableParallelism(), MAX_THREADS);
  const threads = openThreadPool(size);
  const underWay: Promise<object>[] = [];
  try {
    for await (const line of readJsonLines(io.stdin)) {
      underWay.push(answer(line, threads));
      if (underWay.length >= 2 * size) await write(io, await underWay.shift());
    }
    for (const next of underWay) await write(io, await next);
  } finally {
    await threads.close();
  }
}

async function write(io: Io, value: object | undefined): Promise<void> {
  const written = io.stdout.write(`${jsonLine(value)}\n`);
  if (!written) await once(io.stdout, 'drain');
}

/** Never rejects for what a line or its page brings. */
async function answer(line: JsonLine, threads: ThreadPool): Promise<object> {
  if ('error' in line) return { id: null, error: line.error };
  const { id = null, url, html } = (line.value ?? {}) as Record<string, unknown>;
  if (typeof html !== 'string') return { id, error: `line ${line.line} has no html` };
  try {
    const source = { html, url: typeof url === 'string' ? url : '' };
    const page = await threads.run<Extracted>('extractPage', source, { timeout: EXTRACT_MS });
    if (page.text === '') return { id, error: findProblem(page)?.message };
    const { title, text, byline, publishedAt, lang } = page;
    return {
      id,
      title,
      text,
      byline,
      publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
      lang,
    };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}
