import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { readPublishers } from '../../demo/articles.ts';
import { summaryLines } from '../../demo/summary.ts';
import { count, compare, openTally } from '../../demo/tally.ts';
import { openDemoWorld } from '../../demo/world.ts';

test('the papers: three feed formats, some articles on topic, one syndicated, some that come later', () => {
  const publishers = readPublishers();
  assert.deepEqual(new Set(publishers.map(({ format }) => format)), new Set(['rss', 'atom', 'json']));
  const articles = publishers.flatMap((one) => one.articles);
  assert.equal(articles.filter(({ copy }) => copy).length, 1);
  const originals = articles.filter(({ copy }) => !copy);
  assert.equal(new Set(originals.map(({ title }) => title)).size, originals.length);
  assert.ok(originals.filter(({ onTopic }) => onTopic).length >= 4);
  assert.ok(originals.filter(({ onTopic }) => !onTopic).length >= 8);
  for (const { title, paragraphs, age, appears } of articles) {
    assert.notEqual(age === null, appears === null, `${title}: has either an age or a time to appear`);
    assert.ok(paragraphs.length >= 4 && paragraphs.join(' ').length > 800, title);
  }
});

test('what is online can be read; what comes later appears in its feed when it is published', async () => {
  await using world = await openDemoWorld();
  const papers = new Map(world.publishers.map(({ name, feedUrl }) => [name, feedUrl]));
  const feedOf = async (publisher: string): Promise<string> => (await fetch(papers.get(publisher) ?? '')).text();
  assert.ok(world.later.length >= 3);
  for (const { article, publish } of world.later) {
    assert.equal((await fetch(article.url)).status, 404);
    assert.ok(!(await feedOf(article.publisher)).includes(article.url));
    publish();
    assert.ok((await feedOf(article.publisher)).includes(article.url));
  }
  for (const { url, title, paragraphs, publisher } of world.articles) {
    const { window } = new JSDOM(await (await fetch(url)).text(), { url });
    assert.equal(window.document.querySelector('h1')?.textContent, title);
    const read = new Readability(window.document).parse()?.textContent ?? '';
    for (const paragraph of paragraphs) assert.ok(read.includes(paragraph), paragraph);
    const front = new JSDOM(await (await fetch(new URL('/', url))).text(), { url });
    const found = front.window.document.querySelector('link[rel=alternate]')?.getAttribute('href');
    assert.equal(found, papers.get(publisher));
    window.close();
  }
});

test('the summary compares the matches with what the world knows', async () => {
  await using world = await openDemoWorld();
  const [first, second, ...others] = world.articles.filter(({ onTopic, copy }) => onTopic && !copy);
  const copy = world.articles.find((one) => one.copy);
  const wrong = world.articles.find(({ onTopic }) => !onTopic);
  assert.ok(first && second && copy && wrong);
  const tally = openTally();
  const events: [string, Record<string, unknown>][] = [
    ['poll', { kind: 'items', fresh: 3 }],
    ['poll', { kind: 'unchanged', fresh: 0 }],
    ['article', { decision: 'match', url: first.url }],
    ['article', { decision: 'duplicate', url: copy.url }],
    ['match', { url: first.url, title: first.title, corpusFile: '000_a.txt' }],
    ['match', { url: wrong.url, title: wrong.title }],
    ['match', { url: copy.url, title: copy.title, corpusFile: '001_b.txt' }],
    ['received', { verified: true, url: first.url }],
    ['received', { verified: false }],
    ['unheard of', {}],
  ];
  for (const [event, fields] of events) count(tally, { event, at: 0, fields });
  const { files, matched, copies, alerted, ...numbers } = tally;
  assert.deepEqual(numbers, { polls: 2, unchanged: 1, items: 3, read: 2, alerts: 2 });
  assert.deepEqual(
    [...files.values()].map(({ file }) => file),
    ['000_a.txt', '001_b.txt'],
  );
  assert.deepEqual([matched.size, [...copies], [...alerted]], [3, [copy.url], [first.url]]);
  assert.deepEqual(compare(tally, world.articles), {
    found: [first],
    missed: [second, ...others],
    wrong: [wrong],
    copies: [copy],
  });

  const place = { folder: '/tmp/x', config: '/tmp/x/newswatch.yaml', corpus: '/tmp/x/data/corpus' };
  const summary = summaryLines(tally, world.articles, place, (_style, text) => text);
  for (const line of [
    '  2 polls, 1 of them unchanged; 3 items, 2 articles read',
    `  1 of ${2 + others.length} articles on topic found, 1 wrongly matched`,
    `    missed: ${second.title}`,
    `    wrong:  ${wrong.title}`,
    '  2 alerts received, 1 of them rightly signed, for different articles',
    '  1 of 1 printed again elsewhere, without a second alert',
    `  000_a.txt  ${first.title}`,
    `  001_b.txt  ${copy.title} (again)`,
  ])
    assert.ok(summary.includes(line), line);

  count(tally, { event: 'received', at: 0, fields: { verified: true, url: copy.url } });
  assert.deepEqual(compare(tally, world.articles).copies, [], 'a second alert for the same story');
});
