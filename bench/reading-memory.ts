/**
 * Whether memory stays flat: reads the pages of the article-extraction benchmark (../shared/data/pages) again and again, each
 * time with another word on them. One thread. Figures in MB: resident before a collection, and what is left after it. Usage: npm run bench:reading-memory [pages]
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { extract } from '../workers/article/extract.ts';
import { loadPages } from './support/pages.ts';

const total = Number(process.argv[2] ?? 10_000);
const STEP = 1_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function report(read: number, milliseconds: number): void {
  const { rss: before } = process.memoryUsage();
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  const figures = [before, rss, heapUsed, external].map((bytes) => (bytes / 1e6).toFixed(0).padStart(10)).join('');
  const each = read === 0 ? '' : (milliseconds / STEP).toFixed(1);
  process.stdout.write(`${String(read).padStart(8)}${figures}${each.padStart(10)}\n`);
}

const pages = loadPages();
if (pages !== null) {
  process.stdout.write('   pages    before       RSS      heap  external   ms/page\n');
  report(0, 0);
  let started = performance.now();
  for (let read = 1; read <= total; read++) {
    const { html, url } = pages[read % pages.length] ?? { html: '', url: '' };
    extract({ html: `${html}<p class="n${read}">Number ${read} of the pages.`, url: `${url}?${read}` });
    await turn();
    if (read % STEP !== 0) continue;
    report(read, performance.now() - started);
    started = performance.now();
  }
}
