import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSameArticle } from '../../src/decide/same.ts';
import { openRandom } from '../support/random.ts';
import { writeStory } from '../support/story.ts';

const random = openRandom(1);
const story = writeStory(random, true);
const text = story.paragraphs.join('\n\n');
const other = writeStory(random, false);
const otherText = other.paragraphs.join('\n\n');

/** Known by its text, under a headline that nobody else uses. */
const known = { title: 'Entirely Elsewhere', text };

describe('what comes under a known address is the known article', () => {
  test('if the titles agree, whatever became of the text', () => {
    const fresh = { title: story.title, feedTitle: 'x', text: otherText };
    assert.ok(isSameArticle({ title: story.title, text: '' }, fresh));
    assert.ok(isSameArticle({ title: story.title.toUpperCase(), text: '' }, fresh));
    assert.ok(isSameArticle({ title: `${story.title} – live`, text: '' }, fresh));
  });

  test('if the title in the feed agrees', () => {
    const fresh = { title: 'Subscribe now', feedTitle: story.title, text: '' };
    assert.ok(isSameArticle({ title: story.title, text: '' }, fresh));
  });

  test('if the texts agree, whatever the headline became', () => {
    const fresh = { title: 'A New Headline For It', feedTitle: 'And Yet Another', text: `${text}\n\nOne more line.` };
    assert.ok(isSameArticle(known, fresh));
  });
});

describe('another article is not swallowed by a wrong canonical link', () => {
  test('with another title and text', () => {
    assert.ok(!isSameArticle(known, { title: other.title, feedTitle: other.title, text: otherText }));
  });

  test('where there is no text to compare', () => {
    const fresh = { title: other.title, feedTitle: other.title, text: '' };
    assert.ok(!isSameArticle(known, fresh));
    assert.ok(!isSameArticle({ ...known, text: '' }, { ...fresh, text }));
  });

  test('with titles that only share a word or two', () => {
    const fresh = { title: 'US Troops Leave Base', feedTitle: '', text: '' };
    assert.ok(!isSameArticle({ title: 'US Troops Strike Militia in Baghdad', text: '' }, fresh));
  });

  test('with no title at all', () => {
    for (const title of ['', '…', '—'])
      assert.ok(!isSameArticle({ title, text: '' }, { title, feedTitle: title, text: '' }), title);
  });
});
