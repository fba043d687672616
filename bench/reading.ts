/**
 * How well and how fast pages are read, beside plain jsdom + Readability in the same run, on the pages of the public
 * article-extraction benchmark (../shared/data/pages; see its README). One thread. `npm run bench:reading`
 */
import { setImmediate as turn } from 'node:timers/promises';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { extract } from '../workers/article/extract.ts';
import { scorePage, summarize, type PageScore } from './support/page-score.ts';
import { loadPages, type Page } from './support/pages.ts';

const WARM_UP = 10;

/** Readability as its README shows it. */
function plain({ html, url }: Page): string {
  const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  const text = new Readability(window.document).parse()?.textContent ?? '';
  window.close();
  return text;
}

/** Milliseconds a page. */
async function run(name: string, read: (page: Page) => string, pages: readonly Page[]): Promise<number> {
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
  const each = spent / pages.length;
  process.stdout.write(`${name.padEnd(22)}${figures}${each.toFixed(1).padStart(9)}\n`);
  return each;
}

const pages = loadPages();
if (pages !== null) {
  process.stdout.write(`${`${pages.length} pages`.padEnd(22)}     F1      P      R  exact  ms/page\n`);
  const ours = await run('newswatch', ({ html, url }) => extract({ html, url }).text, pages);
  const theirs = await run('jsdom + Readability', plain, pages);
  process.stdout.write(`${(theirs / ours).toFixed(1)} times as fast\n`);
}
