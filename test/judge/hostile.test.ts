import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHits } from '../../src/judge/hits.ts';
import { scanText, type ScannedText } from '../../src/judge/scan.ts';
import { judgeOne, rulesFrom, topicWith } from './support.ts';

const RULES = rulesFrom(
  topicWith(
    '  a: [alpha, alpha ... alpha ... alpha, pull ...10 out ...10 now, x*yz, lorem*, والعراق]\n  b: [beta, beta ...10 beta]',
    'find: a, with: b, within: 50 words',
  ).replace('x*yz, ', ''),
);

const TEXTS: Record<string, (size: number) => string> = {
  'no blanks': (size) => 'x'.repeat(size),
  'one known word again and again': (size) => 'alpha '.repeat(size / 6),
  'words that begin like known ones': (size) => 'alphalpha '.repeat(size / 10),
  'gaps without end': (size) => 'pull out '.repeat(size / 9),
  'two concepts in turn': (size) => 'alpha beta '.repeat(size / 11),
  'full stops': (size) => '.'.repeat(size),
  'full stops and blanks': (size) => '. '.repeat(size / 2),
  'stops before a far letter': (size) => `a${'.'.repeat(size)}b`,
  blanks: (size) => `a.${' '.repeat(size)}B`,
  'dotted letters': (size) => 'U.'.repeat(size / 2),
  digits: (size) => '1,'.repeat(size / 2),
  apostrophes: (size) => `a${"'".repeat(size)}s`,
  'apostrophes in a word': (size) => "a'".repeat(size / 2),
  'combining marks': (size) => `e${'\u0301'.repeat(size)}`,
  'Arabic tatweel': (size) => `و${'ـ'.repeat(size)}ا`,
  'line breaks': (size) => 'alpha\n'.repeat(size / 6),
  'control characters': (size) => '\u0000\u001b[2J\u202e'.repeat(size / 6),
  'half surrogates': (size) => '\ud83d\ud800\udfff'.repeat(size / 3),
};

/** A text that counts how often a character of it is looked at. */
class CountingText extends String {
  static looks = 0;
  override charCodeAt(index: number): number {
    CountingText.looks++;
    return super.charCodeAt(index);
  }
}

/** Looks at characters, and at words, that judging a text takes. */
function steps(text: string): number {
  CountingText.looks = 0;
  // A String object stands in for a string: the scanner only asks it for characters, slices and its length.
  const scanned = scanText('', new CountingText(text) as unknown as string, RULES.vocabulary);
  let looks = CountingText.looks;
  const words = new Proxy(scanned.words, {
    get(target, key, receiver): unknown {
      looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  findHits(RULES, { ...scanned, words } satisfies ScannedText);
  return looks;
}

test('the work grows with the text and no faster', () => {
  for (const [name, make] of Object.entries(TEXTS)) {
    const small = steps(make(2_000));
    const large = steps(make(20_000));
    assert.ok(large <= small * 11, `${name}: ${small} steps for 2,000 characters, ${large} for 20,000`);
    assert.ok(large < 20_000 * 60, `${name}: ${large} steps for 20,000 characters`);
  }
});

test('large and odd texts are judged like any other', () => {
  for (const [name, make] of Object.entries(TEXTS)) {
    const verdict = judgeOne(RULES, { title: make(5_000), text: make(300_000) });
    assert.ok(Number.isFinite(verdict.score), name);
    for (const { term, snippet } of verdict.contributions) {
      assert.ok(term.length <= 101 && snippet.length <= 160, name);
      assert.ok(snippet.isWellFormed(), name);
      assert.ok(!/[\p{Cc}\u202a-\u202e]/u.test(snippet), name);
    }
  }
});

test('a known word after a lot of nothing is still found', () => {
  const verdict = judgeOne(RULES, { title: '', text: `${'.'.repeat(100_000)} ${'x'.repeat(100_000)} alpha, beta` });
  assert.equal(verdict.contributions[0]?.term, 'alpha');
});
