import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { openRandom } from './random.ts';
import { writeStory } from './story.ts';
import { openWorld } from './world.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

test('the same seed gives the same world, another seed another', async () => {
  const truth = async (seed: number): Promise<string> => {
    await using world = await openWorld({ seed, publishers: 3, articlesPer: 4, now: NOW });
    const texts = world.articles.map(({ title, paragraphs, onTopic, publishedAt, url }) => [
      title,
      ...paragraphs,
      onTopic,
      publishedAt,
      new URL(url).pathname,
    ]);
    return JSON.stringify(texts);
  };
  assert.equal(await truth(5), await truth(5));
  assert.notEqual(await truth(5), await truth(6));
});

test('feeds announce every article, newest first, in all formats, and the pages hold the texts', async () => {
  await using world = await openWorld({ publishers: 5, articlesPer: 4, onTopicShare: 0.3, now: NOW });
  assert.equal(world.articles.length, 20);
  assert.equal(world.articles.filter(({ onTopic }) => onTopic).length, 6);
  assert.deepEqual(
    world.publishers.map(({ format }) => format),
    ['rss', 'atom', 'rdf', 'json', 'rss'],
  );
  for (const { feed, articles } of world.publishers) {
    assert.deepEqual(
      feed.items.map(({ title }) => title),
      articles.map(({ title }) => title).toReversed(),
    );
    const times = feed.items.map(({ publishedAt = 0 }) => publishedAt);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
    assert.ok(times.every((time) => time < NOW && time > NOW - 3 * 86_400_000));
    const document = await (await fetch(feed.url)).text();
    for (const { link } of feed.items) assert.ok(document.includes(link?.split('?', 1)[0] ?? ''), link);
  }
  for (const { url, title, paragraphs } of world.articles) {
    const response = await fetch(url);
    const charset = /charset=([\w-]+)/.exec(response.headers.get('content-type') ?? '')?.[1];
    const { window } = new JSDOM(new TextDecoder(charset).decode(await response.arrayBuffer()), { url });
    assert.equal(window.document.querySelector('h1')?.textContent, title);
    assert.equal(window.document.querySelector('link[rel=canonical]')?.getAttribute('href'), url);
    const read = new Readability(window.document).parse()?.textContent ?? '';
    for (const paragraph of paragraphs) assert.ok(read.includes(paragraph), paragraph);
    window.close();
  }
});

test('publishes further articles while it runs', async () => {
  await using world = await openWorld({ publishers: 2, articlesPer: 1, now: NOW });
  const article = world.publish({ publisher: 1, onTopic: true, now: NOW });
  assert.equal(world.publishers[1]?.feed.items[0]?.title, article.title);
  assert.equal(world.articles.length, 3);
  assert.equal((await fetch(article.url)).status, 200);
  assert.throws(() => world.publish({ publisher: 2, onTopic: true }), RangeError);
});

test('stories are told in plain sentences, name their subject, and are no copies of each other', () => {
  const random = openRandom(11);
  const stories = Array.from({ length: 400 }, (_, index) => ({
    onTopic: index % 4 === 0,
    ...writeStory(random, index % 4 === 0),
  }));
  for (const { title, paragraphs, onTopic } of stories) {
    const text = [title, ...paragraphs].join('\n');
    assert.doesNotMatch(text, /[{}<>|]|undefined| {2}| $/m, 'no template is left');
    assert.equal(text, text.normalize('NFC'));
    assert.ok(text.length > 500, text);
    const aboutForces = /\b(US|American) (\w+ )?(troops|forces|soldiers?|service members)\b/.test(text);
    assert.equal(aboutForces && /\bIraq/.test(text), onTopic, text);
  }
  assert.ok(likeness(stories.map(({ title, paragraphs }) => [title, ...paragraphs].join(' '))) < 0.4);
});

/** The highest Jaccard index of the three-word shingles of any two texts. */
function likeness(texts: readonly string[]): number {
  const shingles = texts.map((text) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
  });
  return Math.max(
    ...shingles.flatMap((one, index) =>
      shingles.slice(index + 1).map((other) => {
        const shared = [...one].filter((shingle) => other.has(shingle)).length;
        return shared / (one.size + other.size - shared);
      }),
    ),
  );
}
