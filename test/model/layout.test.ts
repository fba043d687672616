import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanLine, layoutBody, paragraphsOf } from '../../src/model/layout.ts';
import { openRandom } from '../support/random.ts';

test('blanks of every kind become one, and none is left at the ends', () => {
  assert.equal(cleanLine('  a\u00a0\u2003b\tc\r\nd\u2028e\u3000f\u0085g\u0000h  '), 'a b c d e f g h');
  assert.equal(cleanLine('1\u202f000 €'), '1 000 €');
});

test('what cannot be seen is dropped, without leaving a blank', () => {
  assert.equal(cleanLine('\ufeffMin\u00adis\u00adterium\u200b \u2060x'), 'Ministerium x');
  assert.equal(cleanLine('safe \u202egnp.exe\u202c name'), 'safe gnp.exe name');
  assert.equal(cleanLine('\u200b\u00a0\u00ad'), '');
  assert.equal(cleanLine('\u0301'), '', 'a lone accent is no line');
});

test('joiners stay where a script or an emoji needs them', () => {
  assert.equal(cleanLine('می\u200cخواهم'), 'می\u200cخواهم');
  assert.equal(cleanLine('می\u200c\u200cخواهم \u200cو'), 'می\u200cخواهم و');
  assert.equal(cleanLine('کتاب\u200c ها\u200c.'), 'کتاب ها.');
  assert.equal(cleanLine('क्\u200dष \u{1f468}\u200d\u{1f469} \u200dx'), 'क्\u200dष \u{1f468}\u200d\u{1f469} x');
});

test('right-to-left marks stay with their words', () => {
  assert.equal(cleanLine('قال \u200fABC\u200f أمس'), 'قال \u200fABC\u200f أمس');
  assert.equal(cleanLine('قال \u200f أمس \u200e'), 'قال أمس');
});

test('letters are composed, broken surrogates replaced', () => {
  assert.equal(cleanLine('Cafe\u0301'), 'Café');
  assert.equal(cleanLine('e\u00ad\u0301'), 'é', 'composed after what stood between is gone');
  assert.equal(cleanLine('a\ud800b'), 'a\ufffdb');
});

test('a body is one paragraph a line with an empty line between', () => {
  const body = layoutBody(['  One\nline. ', '', ' \u00a0 ', 'Two.']);
  assert.equal(body, 'One line.\n\nTwo.');
  assert.deepEqual(paragraphsOf(body), ['One line.', 'Two.']);
  assert.deepEqual(paragraphsOf(layoutBody([])), []);
});

test('property: cleaning is idempotent and leaves nothing forbidden, whatever it is given', () => {
  const random = openRandom(20260101);
  const odd = '\u00ad\u200b\u200c\u200d\u200e\u200f\u202e\u2028\u00a0\u0301\ufe0f\ufeff\ud800\udfff \t\n'.split('');
  const letters = Array.from('ab.،میक्한é\u{1f468}\u{1f3fd}');
  const letter = (): string => {
    if (random.next() < 0.5) return random.pick(odd);
    if (random.next() < 0.5) return random.pick(letters);
    return String.fromCodePoint(random.between(0, 0x2_fa20));
  };
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: random.between(0, 12) }, letter).join('');
    const line = cleanLine(text);
    const shown = JSON.stringify(text);
    assert.equal(cleanLine(line), line, `idempotent for ${shown}`);
    assert.equal(line.normalize('NFC'), line, `NFC for ${shown}`);
    assert.doesNotMatch(line, /\p{Cc}|^\s|\s$|\s\s|[^\S ]/u, `layout of ${shown}`);
    assert.ok(line.isWellFormed(), `UTF-8 for ${shown}`);
    assert.equal(layoutBody(paragraphsOf(layoutBody([text, text]))), layoutBody([text, text]));
  }
});
