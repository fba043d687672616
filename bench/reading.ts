/**
 * How well and how fast pages are read, beside plain jsdom + Readability in the same run, on the pages of the public
 * article-extraction benchmark (../shared/data/pages; see its README). One thread. `npm run bench:reading`
 */
import { readFileSync, existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { extract } from '../workers/article/extract.ts';
import { scorePage, summarize, type PageScore } from './page-score.ts';

interface Page {
  readonly url: string;
  readonly html: string;
  readonly truth: string;
}

const FOLDER = new URL('../../shared/data/pages/', import.meta.url);
const WARM_UP = 10;

function loadPages(): Page[] {
  const lines = readFileSync(new URL('truth.jsonl', FOLDER), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, url, articleBody } = JSON.parse(line) as { id: string; url: string; articleBody: string };
    const html = gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, FOLDER))).toString('utf8');
    return { url, html, truth: articleBody };
  });
}

/** Readability as its README shows it. */
function plain({ html, url }: Page): string {
  const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  const text = new Readability(window.document).parse()?.textContent ?? '';
  window.close();
  return text;
}

async function run(name: string, read: (page: Page) => string, pages: readonly Page[]): Promise<void> {
  for (const page of pages.slice(0, WARM_UP)) {
    read(page);
    await turn();
  }
  const scores: PageScore[] = [];
  let spent = 0;
  for (const page of pages) {
    const started = performance.now();
    const text = read(page);
    spent += performance.now() - started;
    scores.push(scorePage(text, page.truth));
    // jsdom's weak references are let go only when the event loop turns.
    await turn();
  }
  const { F1, P, R, exact } = summarize(scores);
  const figures = [F1, P, R, exact].map((figure) => figure.toFixed(3).padStart(7)).join('');
  process.stdout.write(`${name.padEnd(22)}${figures}${(spent / pages.length).toFixed(1).padStart(9)}\n`);
}

if (existsSync(FOLDER)) {
  const pages = loadPages();
  process.stdout.write(`${`${pages.length} pages`.padEnd(22)}     F1      P      R  exact  ms/page\n`);
  await run('newswatch', ({ html, url }) => extract({ html, url }).text, pages);
  await run('jsdom + Readability', plain, pages);
} else {
  process.stdout.write(`skipped: ${FOLDER.pathname} is not here\n`);
}
