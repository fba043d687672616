/**
 * From a page's bytes to the verdict, beside plain jsdom + Readability in the same run, on the pages of the public
 * article-extraction benchmark (../shared/data/pages), in CPU time of one thread. Real feeds are mostly about something
 * else: rounds of fifty are made, 49 of the pages that the pre-filter rules out and one of all pages, which is taken for one
 * that may match, and read whatever its words. `npm run bench:verdicts`
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { judge } from '../src/judge/judge.ts';
import type { CompiledRules } from '../src/judge/topic-rules.ts';
import { loadRules } from '../src/rules.ts';
import { extract } from '../workers/article/extract.ts';
import { lookAt, pageText } from '../workers/article/pre-filter/pre-filter.ts';
import { ruleOutPage } from '../workers/article/pre-filter/rule-out.ts';
import { loadPages } from './support/pages.ts';

interface Page {
  readonly url: string;
  readonly bytes: Uint8Array;
  /** Taken for one that may match. */
  readonly passes?: true;
}

const TOPIC = new URL('../config/topics/us-forces-iraq.yaml', import.meta.url).pathname;
const ROUND = 50;
const ROUNDS = 23;
const PARTS = 8;

type Reader = (page: Page) => unknown;

/** Readability as its README shows it. */
const plain =
  (rules: CompiledRules): Reader =>
  ({ bytes, url }) => {
    const html = new TextDecoder().decode(bytes);
    const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
    const article = new Readability(window.document).parse();
    const verdicts = judge(rules, { title: article?.title ?? '', text: article?.textContent ?? '' });
    window.close();
    return verdicts;
  };

const whole =
  (rules: CompiledRules): Reader =>
  ({ bytes, url }) =>
    judge(rules, extract({ html: bytes, contentType: null, url }));

const newswatch =
  (rules: CompiledRules): Reader =>
  (page) =>
    lookAt(pageText(page.bytes, null), rules).kind === 'off-topic' && !page.passes ? null : whole(rules)(page);

const NO_FEED = { title: '', summary: '', content: '', author: null, publishedAt: null };

/** As the worker does it: with what `replay` may want to know later. */
const keeping =
  (rules: CompiledRules): Reader =>
  (page) =>
    (ruleOutPage({ ...page, contentType: null }, NO_FEED, rules) !== null && !page.passes) || whole(rules)(page);

/** Somebody who reads pages, and how many milliseconds of one thread that took. */
interface Contestant {
  readonly name: string;
  readonly read: Reader;
  /** Read in turns, so that what else the machine does strikes all alike. */
  readonly pages: readonly Page[];
  spent: number;
}

const contestant = (name: string, read: Reader, pages: readonly Page[]): Contestant => ({
  name,
  read,
  pages,
  spent: 0,
});

setFlagsFromString('--expose-gc');
// Who waits for a turn must not have to be compiled again.
setFlagsFromString('--no-flush-bytecode');
const collectGarbage = runInNewContext('gc') as () => void;

async function readAll(contestants: readonly Contestant[]): Promise<void> {
  for (let part = 0; part < PARTS; part++) {
    for (const one of contestants) {
      collectGarbage();
      const from = Math.floor((one.pages.length * part) / PARTS);
      const to = Math.floor((one.pages.length * (part + 1)) / PARTS);
      const started = process.threadCpuUsage();
      for (const page of one.pages.slice(from, to)) {
        one.read(page);
        // jsdom's weak references are let go only when the event loop turns.
        await turn();
      }
      const { user, system } = process.threadCpuUsage(started);
      one.spent += (user + system) / 1_000;
    }
  }
}

/** Rounds of fifty pages of which one passes. */
function inRounds(pages: readonly Page[], ruledOut: readonly Page[]): Page[] {
  const every = pages.length / ROUNDS;
  return Array.from({ length: ROUND * ROUNDS }, (_, index): Page | undefined => {
    if (index % ROUND !== ROUND / 2) return ruledOut[index % ruledOut.length];
    const page = pages[Math.floor(Math.floor(index / ROUND) * every)];
    return page === undefined ? undefined : { ...page, passes: true };
  }).filter((page) => page !== undefined);
}

function print({ name, spent, pages }: Contestant, baseline: number): void {
  const perPage = spent / pages.length;
  const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0) / pages.length;
  const figures = [
    perPage.toFixed(2),
    (1_000 / perPage).toFixed(0),
    (bytes / perPage / 1_000).toFixed(1),
    (baseline / perPage).toFixed(1),
  ];
  process.stdout.write(`${name.padEnd(48)}${figures.map((figure) => figure.padStart(9)).join('')}\n`);
}

async function main(pages: readonly Page[]): Promise<void> {
  const rules = loadRules([TOPIC]).compiled;
  const sights = pages.map((page) => lookAt(pageText(page.bytes, null), rules).kind);
  const of = (kind: string): Page[] => pages.filter((_, index) => sights[index] === kind);
  const [ruledOut, possible, unclear] = [of('off-topic'), of('possible'), of('unclear')];
  process.stdout.write(
    `${pages.length} pages, topic us-forces-iraq: ${ruledOut.length} ruled out, ${possible.length} possible, ${unclear.length} unclear\n\n`,
  );
  const round = inRounds(pages, ruledOut);
  const contestants = [
    contestant('jsdom + Readability + judge', plain(rules), pages),
    contestant('newswatch, one page in fifty read', newswatch(rules), round),
    contestant('… and what replay needs of the others kept', keeping(rules), round),
    contestant('newswatch, the pages as they are', newswatch(rules), pages),
    contestant('newswatch without the pre-filter', whole(rules), pages),
  ];
  // Once for the compiler.
  await readAll(contestants);
  for (const one of contestants) one.spent = 0;
  await readAll(contestants);
  process.stdout.write(`${''.padEnd(48)}  ms/page  pages/s     MB/s    times\n`);
  const [first] = contestants;
  const baseline = (first?.spent ?? 0) / pages.length;
  for (const one of contestants) print(one, baseline);
}

const pages = loadPages();
if (pages !== null) await main(pages);
