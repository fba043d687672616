import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bandsOf,
  packSignature,
  SAME_STORY,
  signatureOf,
  similarity,
  unpackSignature,
} from '../../src/decide/story.ts';
import { openRandom, type Random } from '../support/random.ts';
import { writeStory, type Story } from '../support/story.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** A word that no other word of the text is likely to be. */
const newWord = (random: Random): string =>
  Array.from({ length: random.between(4, 9) }, () => random.pick(ALPHABET)).join('');
const newWords = (random: Random, count: number): string[] => Array.from({ length: count }, () => newWord(random));

function sign(title: string, text: string): Uint32Array {
  const signature = signatureOf(title, text);
  assert.ok(signature !== null);
  return signature;
}
const signStory = ({ title, paragraphs }: Story): Uint32Array => sign(title, paragraphs.join('\n\n'));

const shingles = (words: readonly string[]): Set<string> =>
  new Set(words.slice(0, -3).map((_, start) => words.slice(start, start + 4).join(' ')));

/** The share of common shingles, counted rather than estimated. */
function jaccard(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [shingles(a), shingles(b)];
  const common = [...one].filter((shingle) => other.has(shingle)).length;
  return common / (one.size + other.size - common);
}

/** What an editor at another paper does: a new headline, a word in every third paragraph, the last one cut, a credit. */
function syndicated(random: Random, story: Story): Story {
  const paragraphs = story.paragraphs.map((text, index) => {
    if (index % 3 > 0) return text;
    const words = text.split(' ');
    words[random.between(0, words.length - 1)] = newWord(random);
    return words.join(' ');
  });
  const credit = 'This report was first published by another newspaper and is used here with permission.';
  return { ...story, title: newWords(random, 7).join(' '), paragraphs: [...paragraphs.slice(0, -1), credit] };
}

describe('a copy on another site', () => {
  test('is the same story, and is found by a band', () => {
    const random = openRandom(1);
    const found = Array.from({ length: 100 }, (_, i) => {
      const story = writeStory(random, i % 2 === 0);
      const [original, copy] = [signStory(story), signStory(syndicated(random, story))];
      assert.ok(similarity(original, copy) >= SAME_STORY, `${story.title}: ${similarity(original, copy)}`);
      return sharesBand(original, copy);
    });
    assert.ok(found.filter(Boolean).length >= 98, `${found.filter(Boolean).length} of 100 are found`);
  });

  test('near the threshold nine in ten are found, of unrelated ones next to none', () => {
    const random = openRandom(10);
    const share = (common: number): number => {
      const pairs = Array.from({ length: 200 }, () => {
        const words = newWords(random, common);
        const [one, other] = [newWords(random, 300 - common), newWords(random, 300 - common)];
        return sharesBand(sign('', [...words, ...one].join(' ')), sign('', [...words, ...other].join(' ')));
      });
      return pairs.filter(Boolean).length / pairs.length;
    };
    // 200 of 300 words in common: half of all shingles; 30 of 300: a twentieth.
    assert.ok(share(200) > 0.88);
    assert.ok(share(30) < 0.05);
  });

  test('layout, case and punctuation make no difference at all', () => {
    const { title, paragraphs } = writeStory(openRandom(2), true);
    const plain = sign(title, paragraphs.join('\n\n'));
    const other = sign(title.toUpperCase(), paragraphs.join(' — ').replaceAll('.', ' !').replaceAll(', ', ' ; '));
    assert.deepEqual(other, plain);
  });
});

test('other articles are well below, however many words their subject shares', () => {
  const random = openRandom(3);
  const texts = Array.from({ length: 40 }, (_, i) => newWords(random, 150 + 5 * i));
  for (const [i, text] of texts.entries()) {
    // The same words in another order: a different text.
    const signature = sign('', text.join(' '));
    assert.ok(similarity(signature, sign('', random.shuffle(text).join(' '))) < 0.1);
    const next = texts[(i + 1) % texts.length] ?? [];
    assert.ok(similarity(signature, sign('', next.join(' '))) < 0.1);
  }
});

test('articles that share a quoted paragraph are not the same story', () => {
  const random = openRandom(4);
  for (let i = 0; i < 20; i++) {
    const quoted = newWords(random, 60);
    const [one, other] = [newWords(random, 140), newWords(random, 140)].map((own) =>
      sign('', [...own, ...quoted].join(' ')),
    );
    assert.ok(one !== undefined && other !== undefined);
    assert.ok(similarity(one, other) < SAME_STORY);
  }
});

test('similarity estimates the share of common shingles', () => {
  const random = openRandom(5);
  let error = 0;
  const pairs = 60;
  for (let i = 0; i < pairs; i++) {
    const [common, mine, yours] = [newWords(random, 20 + 5 * i), newWords(random, 100), newWords(random, 100)];
    const [a, b] = [
      [...common, ...mine],
      [...common, ...yours],
    ];
    const difference = similarity(sign('', a.join(' ')), sign('', b.join(' '))) - jaccard(a, b);
    // 64 draws scatter by 1/16 at most; four times that is once in 15,000 pairs.
    assert.ok(Math.abs(difference) < 0.25, String(difference));
    error += difference / pairs;
  }
  assert.ok(Math.abs(error) < 0.032, `biased by ${error}`);
});

test('it is symmetric, and 1 with itself', () => {
  const random = openRandom(6);
  const [a, b] = [signStory(writeStory(random, true)), signStory(writeStory(random, false))];
  assert.equal(similarity(a, a), 1);
  assert.equal(similarity(a, b), similarity(b, a));
});

test('a signature is the same today and tomorrow: records keep them', () => {
  const text = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ');
  const signature = sign('A title', text);
  assert.deepEqual(Array.from(signature).slice(0, 4), FIRST_MINIMA);
  assert.deepEqual(bandsOf(signature).slice(0, 2), FIRST_BANDS);
  assert.deepEqual(sign('A title', text), signature);
});

const FIRST_MINIMA: readonly number[] = [317_440_484, 587_626_036, 145_060_641, 70_606_828];
const FIRST_BANDS: readonly number[] = [164_917_950_443_874, 48_314_428_548_453];

describe('texts that cannot be compared', () => {
  test('are too short, or have no words', () => {
    assert.equal(signatureOf('', newWords(openRandom(7), 19).join(' ')), null);
    assert.notEqual(signatureOf('', newWords(openRandom(7), 20).join(' ')), null);
    assert.equal(signatureOf('', '… '.repeat(1_000)), null);
    assert.equal(signatureOf('', ''), null);
  });

  test('words of every script count', () => {
    for (const word of ['العراق', 'сирия', 'θάλασσα', 'ไทย', 'हिन्दी']) {
      const words = Array.from({ length: 25 }, (_, i) => `${word}${i}`);
      assert.equal(similarity(sign('', words.join(' ')), sign('', words.join('، '))), 1, word);
    }
  });
});

test('bands are whole numbers that SQLite keeps exactly, 21 of them, one a place', () => {
  const random = openRandom(8);
  for (let i = 0; i < 50; i++) {
    const signature = signStory(writeStory(random, true));
    const bands = bandsOf(signature);
    assert.equal(bands.length, 21);
    assert.equal(new Set(bands).size, 21);
    assert.ok(bands.every((band) => Number.isSafeInteger(band) && band >= 0 && band < 2 ** 48));
  }
  // The same minima at another place are another band.
  const bands = bandsOf(new Uint32Array(64).fill(7));
  assert.equal(new Set(bands).size, 21);
});

function sharesBand(a: Uint32Array, b: Uint32Array): boolean {
  const bands = new Set(bandsOf(a));
  return bandsOf(b).some((band) => bands.has(band));
}

test('a packed signature comes back, also out of the middle of other bytes', () => {
  const signature = signStory(writeStory(openRandom(9), true));
  const packed = packSignature(signature);
  assert.equal(packed.byteLength, 256);
  assert.deepEqual(unpackSignature(packed), signature);
  const shifted = new Uint8Array(259);
  shifted.set(packed, 3);
  assert.deepEqual(unpackSignature(shifted.subarray(3)), signature);
});
