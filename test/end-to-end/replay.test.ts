import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { articlePage } from '../support/article-page.ts';
import { install } from '../support/daemon.ts';
import { why } from '../support/installation-says.ts';
import { openRandom } from '../support/random.ts';
import { openSite } from '../support/sites.ts';

const watersBy = (word: string): string =>
  `id: waters\nmatch: 3\nnear: 1\nfor:\n  - { name: waters, find: water, points: 1 }\nconcepts: { water: [${word}] }\n`;

const random = openRandom(31);
const WORDS =
  'people here keep watching old stones while children bring bread, salt and new songs for their quiet house'.split(
    ' ',
  );
const sentence = (about: string): string =>
  `The ${about} ${Array.from({ length: 12 }, () => random.pick(WORDS)).join(' ')}.`;

/** An article: so many sentences tell of the one, some of nothing; never twice the same story. */
const page = (canonical: string, title: string, words: Readonly<Record<string, number>>): string => {
  const told = Object.entries(words).flatMap(([word, n]) => Array.from({ length: n }, () => sentence(word)));
  const rest = Array.from({ length: 8 }, () => sentence('village'));
  return articlePage({ title, paragraphs: [told.join(' '), rest.join(' ')], canonical });
};

interface Report {
  readonly judged: number;
  readonly applied: number;
  readonly gained: readonly { title: string; before: unknown; after: unknown; why: readonly string[] }[];
  readonly lost: readonly { title: string; why: readonly string[] }[];
  readonly unread: readonly { title: string }[];
}

interface Alert {
  readonly data: {
    readonly title: string;
    readonly score: number;
    readonly threshold: number;
    readonly why: readonly string[];
  };
}

test('beside a daemon: edited rules are tried, then taken up, with what they gain, without a restart', async (t) => {
  await using site = await openSite();
  site.page('/hook', { status: 204 });
  const entries = { Riverside: { river: 5 }, Lakeside: { river: 1, lake: 4 }, Hillside: { hill: 5 } };
  const add = (title: string, words: Readonly<Record<string, number>>) => {
    const link = site.url(`/${title}`);
    site.page(`/${title}`, page(link, title, words));
    return { title, link, publishedAt: Date.now() };
  };
  const feed = site.feed('/feed', { format: 'rss', items: Object.entries(entries).map((one) => add(...one)) });
  const place = await install(t, {
    feeds: [feed.url],
    config: `poll: { interval: 1s, minInterval: 1s, tick: "* * * * * *" }\nalerts: [{ type: webhook, url: "${site.url('/hook')}" }]\n`,
  });
  const [config, topic] = [join(place.folder, 'newswatch.yaml'), join(place.folder, 'waters.yaml')];
  await writeFile(topic, watersBy('river'));
  await writeFile(config, (await readFile(config, 'utf8')).replace(/topics: \[.*\]/, 'topics: [waters.yaml]'));
  const daemon = await place.start();
  const { revision } = await daemon.event('rules');
  for (const title of Object.keys(entries)) await daemon.event('article', (one) => one['title'] === title);
  const replay = async (...args: string[]): Promise<Report> => {
    const { code, stdout, stderr } = await place.run('replay', '--json', ...args);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Report;
  };
  const titles = (list: readonly { title: string }[]): string[] => list.map(({ title }) => title);

  await writeFile(topic, watersBy('lake, hill'));
  const told = await replay();
  assert.deepEqual(
    [told.judged, titles(told.gained), titles(told.lost), titles(told.unread), told.applied],
    [3, ['Lakeside'], ['Riverside'], ['Hillside'], 0],
  );
  assert.match(told.lost[0]?.why[0] ?? '', /^\+5 → 0 {2}waters /);
  assert.match(told.gained[0]?.why[0] ?? '', /^\+1 → \+4 {2}waters /);
  assert.equal((await why(place, site.url('/Lakeside'))).state, 'rejected', 'nothing was changed');

  assert.equal((await replay('--apply')).applied, 1);
  const { msg } = await daemon.event('rules', (one) => one['revision'] !== revision);
  assert.match(String(msg), /^rules in force: waters \(revision [0-9a-f]{16}\)$/);
  assert.ok((await why(place, site.url('/Lakeside'))).match?.corpusFile);
  await daemon.event('match', (one) => one['title'] === 'Hillside');
  feed.add(add('Seaside', { lake: 5 }));
  await daemon.event('match', (one) => one['title'] === 'Seaside');
  await daemon.event('alert', (one) => String(one['msg']).includes('Seaside'));
  assert.equal((await daemon.end('SIGTERM')).code, 0);
  const alerts = site.requests.filter(({ path }) => path === '/hook').map(({ body }) => JSON.parse(body) as Alert);
  assert.deepEqual(
    alerts.map(({ data }) => [data.title, data.score, data.threshold]),
    [
      ['Riverside', 5, 3],
      ['Seaside', 5, 3],
    ],
    'none of what is late',
  );
  assert.match(alerts[0]?.data.why.join('\n') ?? '', /^match, 5 points, 2 over the 3 needed, .*\n\+5 {2}waters /);
});
