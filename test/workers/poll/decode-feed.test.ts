import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFeed } from '../../../workers/poll/decode-feed.ts';
import { parse } from './documents.ts';

/** Letters that each charset has, as a headline. */
const HEADLINES: Readonly<Record<string, string>> = {
  'iso-8859-1': 'Café à Zürich',
  'iso-8859-2': 'Příliš žluťoučký kůň',
  'iso-8859-5': 'Новости дня',
  'iso-8859-6': 'أخبار',
  'iso-8859-7': 'Ειδήσεις',
  'iso-8859-8': 'חדשות',
  'iso-8859-15': 'Cœur à 5 €',
  'windows-1250': 'Příliš žluťoučký',
  'windows-1251': 'Новости дня',
  'windows-1252': '“Café” – 5 €',
  'windows-1253': 'Ειδήσεις',
  'windows-1254': 'İstanbul haberleri ığş',
  'windows-1255': 'חדשות',
  'windows-1256': 'أخبار العراق',
  'windows-1257': 'Žinios ąčę',
  'windows-1258': 'Tin ơư đ',
  'windows-874': 'ข่าววันนี้',
  'koi8-r': 'Новости дня',
  'koi8-u': 'Новини їжі',
  big5: '新聞標題',
  gb2312: '新闻标题',
  gbk: '新闻標題',
  gb18030: '新闻标题',
  'euc-jp': '日本のニュース',
  'euc-kr': '뉴스 제목',
  shift_jis: '日本のニュース',
};

/** The inverse of TextDecoder, for what one and two bytes can say. */
function encoderFor(charset: string): (text: string) => Buffer {
  const decoder = new TextDecoder(charset);
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(letter).length === 1 && !bytesOf.has(letter)) bytesOf.set(letter, bytes);
  };
  for (let one = 0; one < 256; one++) learn([one]);
  for (let one = 0x81; one < 256; one++) for (let two = 0x40; two < 256; two++) learn([one, two]);
  return (text) => Buffer.from(Array.from(text.normalize('NFC'), (letter) => bytesOf.get(letter) ?? [63]).flat());
}

const document = (title: string, encoding?: string): string =>
  `<?xml version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}?>
<rss version="2.0"><channel><title>x</title><item><title>${title}</title></item></channel></rss>`;

for (const [charset, headline] of Object.entries(HEADLINES)) {
  test(`${charset}, by declaration and by Content-Type`, async () => {
    const encode = encoderFor(charset);
    const declared = await parse(encode(document(headline, charset)));
    assert.equal(declared.entries[0]?.title, headline);
    const labelled = await parse(encode(document(headline)), '', `text/xml; charset=${charset}`);
    assert.equal(labelled.entries[0]?.title, headline);
  });
}

test('UTF-8, UTF-16 and UTF-32, with and without byte order mark', async () => {
  const text = document('Żółw 新聞 🐢');
  const utf16 = Buffer.from(text, 'utf16le');
  const utf32 = Buffer.alloc(Array.from(text).length * 4);
  Array.from(text, (letter, index) => utf32.writeUInt32LE(letter.codePointAt(0) ?? 0, index * 4));
  const marked = (mark: number[], bytes: Buffer): Buffer => Buffer.concat([Buffer.from(mark), bytes]);
  const swapped = (bytes: Buffer, size: 16 | 32): Buffer =>
    size === 16 ? Buffer.from(bytes).swap16() : Buffer.from(bytes).swap32();
  const variants = {
    'utf-8': [Buffer.from(text), marked([0xef, 0xbb, 0xbf], Buffer.from(text))],
    'utf-16le': [utf16, marked([0xff, 0xfe], utf16)],
    'utf-16be': [swapped(utf16, 16), marked([0xfe, 0xff], swapped(utf16, 16))],
    'utf-32le': [utf32, marked([0xff, 0xfe, 0, 0], utf32)],
    'utf-32be': [swapped(utf32, 32), marked([0, 0, 0xfe, 0xff], swapped(utf32, 32))],
  };
  for (const [encoding, documents] of Object.entries(variants)) {
    for (const bytes of documents) {
      assert.equal(decodeFeed(bytes, null).encoding, encoding);
      assert.equal((await parse(bytes)).entries[0]?.title, 'Żółw 新聞 🐢');
    }
  }
});

test('valid UTF-8 is believed against a single-byte label', () => {
  const bytes = Buffer.from(document('Café', 'iso-8859-1'));
  assert.match(decodeFeed(bytes, null).text, /Café/);
  assert.match(decodeFeed(bytes, 'text/xml; charset=windows-1251').text, /Café/);
});

test('where UTF-8 is claimed but broken, the declaration counts, then a guess, then windows-1252', () => {
  const french = Buffer.from(document('Café', 'iso-8859-1'), 'latin1');
  assert.match(decodeFeed(french, 'text/xml; charset=utf-8').text, /Café/);
  const russian = 'Сегодня в Москве прошла встреча министров, на которой обсуждались вопросы торговли и обороны. ';
  const guessed = decodeFeed(encoderFor('windows-1251')(document(russian.repeat(5))), null);
  assert.equal(guessed.encoding, 'windows-1251');
  assert.match(guessed.text, /Сегодня в Москве/);
  assert.match(decodeFeed(Buffer.from(document('é'), 'latin1'), null).text, /<title>é</);
});

test('UTF-8 cut in mid-character stays UTF-8', () => {
  const { text, encoding } = decodeFeed(Buffer.from(document('x')).subarray(0, 20).fill(0xc3, 19), null);
  assert.equal(encoding, 'utf-8');
  assert.ok(text.endsWith('\ufffd'));
});

test('unknown and impossible labels are passed over', () => {
  const bytes = Buffer.from(document('Café', 'utf-16'));
  for (const label of [
    'text/xml; charset=nonsense',
    'text/xml; charset=utf-16',
    'text/xml; charset=',
    'text/xml',
    '',
  ]) {
    assert.match(decodeFeed(bytes, label).text, /Café/);
  }
});

test('ISO-2022-JP, whatever the label says', async () => {
  const japanese = Buffer.from('<rss><channel><title>\u001b$BF|K\\\u001b(B</title></channel></rss>', 'latin1');
  for (const type of [null, 'text/xml; charset=utf-8', 'text/xml; charset=iso-2022-jp']) {
    assert.equal((await parse(japanese, '', type)).title, '日本');
  }
});
