import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VocabularyBuilder } from '../../src/judge/vocabulary.ts';
import { scanText } from '../../src/judge/scan.ts';

/** How many sentences the body has. */
const count = (body: string): number => scanText('', body, new VocabularyBuilder().build()).sentenceStarts.length - 1;

test('sentences end at stops that are followed by a blank and no small letter', () => {
  for (const [text, expected] of [
    ['One. Two! Three? Four', 4],
    ['He said “Go.” Then he went.', 2],
    ['He asked (why?) and left.', 1],
    ['It cost 2.5 million. Nobody paid.', 2],
    ['Wait... what. No', 2],
    ['Visit example.com today. Do.', 2],
    ['They left the base.The next day they came.', 2],
    ['غادروا القاعدة. وصلوا؟ نعم', 3],
    ['他们走了。他们来了。', 2],
    ['One\nTwo\n\nThree', 3],
    ['', 0],
    ['... !!! ---', 0],
  ] as const) {
    assert.equal(count(text), expected, text);
  }
});

test('abbreviations do not end a sentence', () => {
  for (const [text, expected] of [
    ['Lt. Gen. Paul Funk met Sen. Smith.', 1],
    ['The U.S. Army left. It returned.', 2],
    ['They went to the U.S. The army stayed.', 2],
    ['George W. Bush spoke. He left.', 2],
    ['See No. 5 in the list. No. He did not.', 3],
    ['He said no. Obama agreed.', 2],
    ['Lockheed Martin Corp. Chief Smith spoke.', 1],
    ['It was made by Acme Inc. The price fell.', 2],
    ['On Jan. 3 they struck. On Feb. 4 they left.', 2],
    ['It ended at 5 p.m. The troops left.', 2],
    ['St. Louis vs. Mr. Jones', 1],
  ] as const) {
    assert.equal(count(text), expected, text);
  }
});

test('a list without full stops does not become one endless sentence', () => {
  assert.equal(count('word '.repeat(81)), 2);
  assert.equal(count('word '.repeat(80)), 1);
});

test('the title is one sentence and a paragraph of its own', () => {
  const scanned = scanText('He left. She stayed', 'One. Two\n\nThree', new VocabularyBuilder().build());
  assert.deepEqual(scanned.sentenceStarts, [0, 4, 5, 6]);
  assert.deepEqual(scanned.paragraphs, [0, 1, 1, 2]);
  assert.equal(scanned.bodyStart, 4);
});
