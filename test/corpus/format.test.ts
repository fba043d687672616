import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fileName, fileText, hashOf, parseFileName } from '../../src/corpus/format.ts';

test('a file is title, empty line, body, without a newline at the end', () => {
  assert.equal(fileText(' The\u00a0title ', 'One.\n\nTwo.'), 'The title\n\nOne.\n\nTwo.');
});

test('whatever line breaks a body has separate paragraphs', () => {
  assert.equal(fileText('T', 'One.\r\nTwo.\n\n\n Three. \u2029Four.\n'), 'T\n\nOne.\n\nTwo.\n\nThree.\n\nFour.');
});

test('a text without a title is named by its first words', () => {
  assert.equal(fileText('', 'Short post.\n\nMore.'), 'Short post.\n\nShort post.\n\nMore.');
  const long = 'word '.repeat(40).trim();
  const [title = ''] = fileText(' \u200b ', long).split('\n', 1);
  assert.match(title, /^word .* word…$/);
  assert.ok(title.length <= 101);
});

test('writing what was written changes nothing', () => {
  const text = fileText('A\ttitle', 'Caf\u0065\u0301.\n\nنص\u200cها\n\n1\u202f000');
  const [title = '', ...body] = text.split('\n\n');
  assert.equal(fileText(title, body.join('\n\n')), text);
});

test('names carry the number and the hash of the bytes', () => {
  const text = 'Überschrift\n\nText – mit “Zeichen”.';
  const hash = createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex');
  assert.equal(hashOf(text), hash);
  assert.equal(fileName(5, text), `005_${hash.slice(0, 16)}.txt`);
  assert.equal(fileName(12_345, text), `12345_${hash.slice(0, 16)}.txt`);
});

test('names of the corpus are recognized, others are not', () => {
  assert.deepEqual(parseFileName('004_922e77e438a4cb8e.txt'), { number: 4, hash: '922e77e438a4cb8e' });
  assert.deepEqual(parseFileName('1000_922e77e438a4cb8e.txt'), { number: 1000, hash: '922e77e438a4cb8e' });
  for (const name of [
    '04_922e77e438a4cb8e.txt',
    '004_922e77e438a4cb8.txt',
    '004_922E77E438A4CB8E.txt',
    '004_922e77e438a4cb8e.txt.tmp',
    'notes.txt',
    '',
  ]) {
    assert.equal(parseFileName(name), null, name);
  }
});
