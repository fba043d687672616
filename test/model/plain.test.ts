import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLine, plain, plainDocument, plainStyled } from '../../src/model/plain.ts';
import { ATTACKS } from '../support/attacks.ts';
import { assertFit } from '../support/fit.ts';

test('what steers a terminal, breaks a line or is not seen leaves text in every form', () => {
  for (const evil of ATTACKS) {
    assertFit('plain', plain(evil));
    assert.ok(!plain(evil).includes('\n'));
    assertFit('document', plainDocument(evil).replaceAll('\t', ' '));
    assertFit('JSON', jsonLine({ [evil]: [evil] }));
    // oxlint-disable-next-line no-control-regex -- our own colours
    assertFit('lines', plainStyled(evil).replace(/\u001b\[\d+m/g, ''));
  }
});

test('JSON keeps its value', () => {
  for (const evil of ATTACKS) assert.deepEqual(JSON.parse(jsonLine({ [evil]: evil })), { [evil]: evil });
});

test('words of any script stay as they are', () => {
  for (const text of ['می‌خواهم', '\u200fقال "نعم"\u200f', 'שלום\u200e (5)', '👩‍👩‍👧 naïve – “x”', 'क्‍ष'])
    assert.equal(plain(text), text);
});

test('lines of our own keep their colours, breaks and indentation', () => {
  const ours = '  \u001b[32mok\u001b[39m\n    next';
  assert.equal(plainStyled(ours), ours);
  assert.equal(plainStyled('\u001b[2J\u001b]0;x\u0007\r'), ' [2J ]0;x ');
});
