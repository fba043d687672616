import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSameStory, STORY_KEYS, storyKeys } from '../../src/decide/story.ts';
import { openRandom, type Random } from '../support/random.ts';
import { writeStory, type Story } from '../support/story.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** A word that no other word of the text is likely to be. */
const newWord = (random: Random): string =>
  Array.from({ length: random.between(4, 9) }, () => random.pick(ALPHABET)).join('');
const newWords = (random: Random, count: number): string[] => Array.from({ length: count }, () => newWord(random));
const newText = (random: Random, count: number): string => newWords(random, count).join(' ');

const bodyOf = ({ paragraphs }: Story): string => paragraphs.join('\n\n');

/** Either way round. */
function same(a: string, b: string): boolean {
  const answer = isSameStory(a, b);
  assert.equal(isSameStory(b, a), answer, 'symmetric');
  return answer;
}

const common = (a: string, b: string): number => {
  const keys = new Set(storyKeys(a));
  return storyKeys(b).filter((key) => keys.has(key)).length;
};

describe('a copy on another site is the same story, and is found by its keys', () => {
  const random = openRandom(1);
  const story = bodyOf(writeStory(random, true));
  const words = story.split(' ');
  const copies: { readonly [how: string]: string } = {
    whole: story,
    'cut to a third': words.slice(0, words.length / 3).join(' '),
    'with half as much again in front': `${newText(random, words.length / 2)}\n\n${story}`,
    'with half as much again behind': `${story}\n\n${newText(random, words.length / 2)}`,
    'with every eighth word replaced': words.map((word, i) => (i % 8 === 0 ? newWord(random) : word)).join(' '),
    'its paragraphs in another order': story.split('\n\n').toReversed().join('\n\n'),
    'its first words alone': words.slice(0, 30).join(' '),
  };
  for (const [how, copy] of Object.entries(copies)) {
    test(how, () => {
      assert.ok(same(story, copy));
      assert.ok(common(story, copy) >= 3, `${common(story, copy)} keys`);
    });
  }

  test('layout, case, punctuation, and dots in initials and numbers make no difference', () => {
    const text = `${newText(random, 20)}. The U.S. Army counted 1,005 men on Monday.`;
    const other = text.replace('U.S.', 'US').replace('1,005', '1005').replaceAll('. ', ' — ').toUpperCase();
    assert.deepEqual(storyKeys(other), storyKeys(text));
    assert.ok(same(text, other));
  });
});

describe('what is merely similar is another story', () => {
  test('texts that share a third of their words', () => {
    const random = openRandom(4);
    for (let i = 0; i < 20; i++) {
      const quoted = newText(random, 100);
      assert.ok(!same(`${newText(random, 200)} ${quoted}`, `${quoted} ${newText(random, 200)}`));
    }
  });

  test('the same words in another order', () => {
    const random = openRandom(3);
    for (let i = 0; i < 20; i++) {
      const words = newWords(random, 150 + 5 * i);
      const other = random.shuffle(words).join(' ');
      assert.ok(!same(words.join(' '), other));
      assert.ok(common(words.join(' '), other) <= 1);
    }
  });

  test('briefs of one pattern that differ in names and numbers', () => {
    const report = (town: string, dead: number, hurt: number): string =>
      `A roadside bomb killed ${dead} soldiers in ${town} on Friday, the military said in a statement. Another ${hurt} were taken to a
       hospital in the capital. The names are being withheld until the next of kin have been told.`;
    assert.ok(same(report('Ramadi', 3, 14), `${report('Ramadi', 3, 14)} An inquiry has begun.`));
    assert.ok(!same(report('Ramadi', 3, 14), report('Mosul', 5, 21)));
  });

  test('and even one of ten, in so short a text, is another event', () => {
    const brief = (dead: number): string =>
      `Baghdad, Basra, Mosul, Kirkuk, Najaf, Karbala, Tikrit, Samarra and Erbil ${newText(openRandom(20), 20)} ${dead} soldiers
       dead ${newText(openRandom(21), 20)}`;
    assert.ok(same(brief(31), `${brief(31)} indeed`));
    assert.ok(!same(brief(31), brief(47)));
  });

  test('half of a brief is not enough', () => {
    const random = openRandom(22);
    const half = newText(random, 25);
    assert.ok(!same(`${half} ${newText(random, 25)}`, `${half} ${newText(random, 25)}`));
  });

  test('but a later version of a long story, with new figures, is the same', () => {
    const text = (seed: number): string => newText(openRandom(seed), 40);
    const version = (dead: number): string =>
      `${text(12)} Basra, Mosul and Kirkuk ${text(13)} ${dead} were dead ${text(14)} Karbala, Najaf, Tikrit and Samarra ${text(15)}`;
    assert.ok(same(version(31), version(47)));
  });

  test('nor is a long story that follows a pattern, its blanks filled in anew', () => {
    const pattern = newWords(openRandom(16), 300);
    const filled = (seed: number): string => {
      const random = openRandom(seed);
      return pattern.map((word, i) => (i % 9 === 0 ? newWord(random).toUpperCase() : word)).join(' ');
    };
    assert.ok(!same(filled(17), filled(18)));
    assert.ok(same(filled(17), pattern.join(' ')), 'while words that only one of them has are edited');
  });
});

describe('texts that cannot be compared', () => {
  test('are too short, or have no words', () => {
    const random = openRandom(7);
    for (const text of [newText(random, 15), '… '.repeat(1_000), '']) {
      assert.deepEqual(storyKeys(text), []);
      assert.ok(!same(text, text));
      assert.ok(!same(text, `${text} ${newText(random, 50)}`));
    }
    const long = newText(random, 16);
    assert.ok(storyKeys(long).length > 0);
    assert.ok(same(long, long));
  });

  test('words of every script count', () => {
    for (const word of ['العراق', 'сирия', 'θάλασσα', 'ไทย', 'हिन्दी']) {
      const words = Array.from({ length: 25 }, (_, i) => `${word}${i}`);
      assert.ok(same(words.join(' '), words.join('، ')), word);
      assert.equal(common(words.join(' '), words.join('، ')), storyKeys(words.join(' ')).length, word);
    }
  });

  test('of a very long text the beginning counts', () => {
    const text = newText(openRandom(15), 20_000);
    assert.deepEqual(storyKeys(`${text} ${newText(openRandom(16), 5_000)}`), storyKeys(text));
  });
});

describe('keys', () => {
  test('are whole numbers that SQLite keeps exactly, at most 80 and each once', () => {
    const random = openRandom(8);
    for (let i = 0; i < 50; i++) {
      const keys = storyKeys(bodyOf(writeStory(random, true)));
      assert.ok(keys.length >= 64 && keys.length <= 80);
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(keys.every((key) => Number.isSafeInteger(key) && key >= 0 && key < 2 ** 48));
    }
  });

  test('texts share the more of them, the more words they share', () => {
    const random = openRandom(5);
    const [short, middle, long] = [30, 100, 300].map((count) => {
      const quoted = newText(random, count);
      return common(`${quoted} ${newText(random, 300)}`, `${newText(random, 300)} ${quoted}`);
    });
    assert.ok((short ?? 0) < (middle ?? 0) && (middle ?? 0) < (long ?? 0), `${short}, ${middle}, ${long}`);
  });

  test('of another text are others', () => {
    const random = openRandom(6);
    assert.equal(common(newText(random, 500), newText(random, 500)), 0);
  });

  test('are the same today and tomorrow: records keep them', () => {
    // Whoever changes these changes STORY_KEYS, too, so that records make their index anew.
    assert.equal(STORY_KEYS, '1');
    const text = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ');
    assert.deepEqual(storyKeys(text).slice(0, 4), FIRST_KEYS);
    assert.deepEqual(storyKeys(text), storyKeys(text.toUpperCase()));
  });
});

const FIRST_KEYS: readonly number[] = [36_446_832_387_320, 43_724_511_091_221, 44_714_385_946_695, 49_291_225_361_462];
