/**
 * How long the worst feeds take: what makes careless parsers slow, a megabyte of each, parsed and made into items on one
 * thread (its CPU time, so that a busy machine does not count); random cuts of a good feed; and the quarter of a megabyte
 * that blocks rss-parser as it comes. `npm run bench:feeds [megabytes]`
 */
import { Worker } from 'node:worker_threads';
import { readFeed } from '../workers/poll/read-feed.ts';
import { openRandom } from '../test/support/random.ts';
import { floods } from './support/feed-floods.ts';

const megabytes = Number(process.argv[2] ?? '1');
const SHOWN = 12;
const CUTS = 2_000;
/** The longest that anything may take here. */
const CAP_MS = 30_000;

interface Timing {
  readonly name: string;
  readonly secondsPerMegabyte: number;
  readonly answer: string;
}

async function time(name: string, bytes: Uint8Array): Promise<Timing> {
  const started = process.threadCpuUsage();
  const answer = await readFeed({ bytes, contentType: null, url: '' }).then(
    ({ items }) => `${items.length} items`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const { user, system } = process.threadCpuUsage(started);
  const seconds = (user + system) / 1_000_000;
  return { name, secondsPerMegabyte: seconds / (bytes.length / 1_000_000), answer };
}

async function worstOfFloods(): Promise<void> {
  const timings: Timing[] = [];
  for (const { name, text } of floods(megabytes * 1_000_000)) timings.push(await time(name, Buffer.from(text)));
  timings.sort((a, b) => b.secondsPerMegabyte - a.secondsPerMegabyte);
  process.stdout.write(`${timings.length} floods of ${megabytes} MB; the slowest, in seconds a megabyte:\n`);
  for (const { name, secondsPerMegabyte, answer } of timings.slice(0, SHOWN)) {
    process.stdout.write(
      `  ${secondsPerMegabyte.toFixed(3)}  ${name.slice(0, 60).padEnd(60)}  ${answer.slice(0, 60)}\n`,
    );
  }
}

/** Cut anywhere, or with a piece of itself put elsewhere. */
async function randomCuts(): Promise<void> {
  const random = openRandom(1);
  const items = Array.from(
    { length: 60 },
    (_, n) =>
      `<item><title>Title &amp; ${n}</title><link>http://a.test/${n}</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>Words & <b>more</b></p>]]></description></item>\n`,
  );
  const good = `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>${items.join('')}</channel></rss>`;
  let slowest = 0;
  let refused = 0;
  for (let n = 0; n < CUTS; n++) {
    const [from, to] = [random.between(0, good.length), random.between(0, good.length)];
    const text = n % 2 === 0 ? good.slice(0, from) : good.slice(0, from) + good.slice(to);
    const { secondsPerMegabyte, answer } = await time('', Buffer.from(text));
    slowest = Math.max(slowest, (secondsPerMegabyte * text.length) / 1_000);
    if (!answer.endsWith('items')) refused++;
  }
  process.stdout.write(
    `${CUTS} random cuts of a feed of ${(good.length / 1_000).toFixed(0)} kB: slowest ${slowest.toFixed(1)} ms, ${refused} refused\n`,
  );
}

/** rss-parser's snippet function, whose time grows with the square of the text. */
const SNIPPET = `<rss version="2.0"><channel><item><title>x</title><description>${'&lt;br'.repeat(40_000)}</description></item></channel></rss>`;

function asItComes(text: string): Promise<string> {
  const code = `const { parentPort, workerData } = require('node:worker_threads'); const Parser = require('rss-parser');
    new Parser().parseString(workerData).then(() => parentPort.postMessage('done'));`;
  const started = performance.now();
  const worker = new Worker(code, { eval: true, workerData: text });
  return new Promise((resolve) => {
    const end = (what: string): void => {
      clearTimeout(timer);
      void worker.terminate().then(() => resolve(`${((performance.now() - started) / 1_000).toFixed(2)} s${what}`));
    };
    const timer = setTimeout(() => end(' (stopped)'), CAP_MS);
    worker.once('message', () => end(''));
    worker.once('error', (error) => end(` (${error.message})`));
  });
}

await worstOfFloods();
await randomCuts();
const own = await time('', Buffer.from(SNIPPET));
process.stdout.write(
  `${(SNIPPET.length / 1_000).toFixed(0)} kB of "&lt;br": rss-parser as it comes ${await asItComes(SNIPPET)}, newswatch ${((own.secondsPerMegabyte * SNIPPET.length) / 1e6).toFixed(2)} s\n`,
);
