import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsSentence, isCutOff, sentencesIn, weightOf } from '../../../workers/article/sentences.ts';

test('sentences are counted by their ends, in several scripts', () => {
  assert.equal(
    sentencesIn('One. “Two!” (Three?) Four at 5.30 in the U.N. hall…'),
    5,
    'an abbreviation counts, a decimal does not',
  );
  assert.equal(sentencesIn('橋は閉鎖された。市は「終わりだ！」と述べた。'), 3);
  assert.equal(sentencesIn('أغلق الجسر. لماذا؟ پل بند ہے۔ पुल बंद है।'), 4);
  assert.equal(sentencesIn('No end'), 0);
  assert.ok(endsSentence('He said: “It is over.”') && endsSentence('終わり。') && endsSentence('Vorbei.« '));
  assert.ok(!endsSentence('The bridge') && !endsSentence('Bridge: 3.5 m'));
});

test('a dense script weighs more', () => {
  assert.equal(weightOf('abcd'), 4);
  assert.equal(weightOf('橋は、ab'), 8);
});

test('texts that break off', () => {
  for (const text of [
    'And then…',
    'And then [...]',
    'x [&#8230;]'.replace('&#8230;', '…'),
    'Read more',
    'It was. Continue reading Bridge closes »',
    'x (more…)',
    'More »',
    'Read the full story.',
  ]) {
    assert.ok(isCutOff(text), text);
  }
  for (const text of [
    'They want more.',
    'It is over.',
    'We read on until dawn, and slept.',
    '“Read more books,” she said.',
  ]) {
    assert.ok(!isCutOff(text), text);
  }
});

test('Thai marks no sentences, but puts blanks between them', () => {
  const text = 'สะพานเก่าข้ามแม่น้ำถูกปิดเมื่อวันจันทร์ที่ผ่านมา ชาวบ้านต้องใช้เรือข้ามฟากแทนจนถึงปีหน้า';
  assert.equal(sentencesIn(text), 2);
  assert.ok(endsSentence(text));
  assert.ok(!endsSentence('ข่าวที่เกี่ยวข้อง'));
});
