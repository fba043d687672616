import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { articlePage } from './article-page.ts';
import { FURNITURE, FURNITURE_WORDS } from './page-layouts.ts';
import { openRandom } from './random.ts';
import { writeStory } from './story.ts';

const random = openRandom(7);

for (const furniture of FURNITURE) {
  test(`a page with furniture "${furniture}" holds its article whole, as a reader can find it`, () => {
    const story = writeStory(random, true);
    const html = articlePage({
      ...story,
      furniture,
      title: `Fish & <chips>: ${story.title}`,
      byline: 'Ada "Ace" Longfield',
      publishedAt: Date.UTC(2026, 4, 6),
      canonical: 'http://127.0.0.1/a?b=1&c=2',
      siteName: 'The Gazette',
    });
    const { window } = new JSDOM(html, { url: 'http://127.0.0.1/' });
    const { document } = window;
    assert.equal(document.querySelector('h1')?.textContent, `Fish & <chips>: ${story.title}`);
    assert.equal(document.querySelector('link[rel=canonical]')?.getAttribute('href'), 'http://127.0.0.1/a?b=1&c=2');
    assert.equal(document.querySelector('meta[name=author]')?.getAttribute('content'), 'Ada "Ace" Longfield');
    const found = FURNITURE_WORDS.filter((words) => document.body.textContent.includes(words));
    assert.equal(found.length >= 3, furniture !== 'none', `furniture on the page: ${found.join(', ')}`);
    const read = new Readability(document).parse()?.textContent ?? '';
    for (const paragraph of story.paragraphs) assert.ok(read.includes(paragraph), paragraph);
    window.close();
  });
}
