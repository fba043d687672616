import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHtml } from '../../../workers/web/charset.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

test('a byte order mark counts most, then the transport, then the meta element', () => {
  const bom = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8('<meta charset="windows-1251">é')]);
  assert.equal(decodeHtml(bom, 'text/html; charset=koi8-r'), '<meta charset="windows-1251">é');
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p>Ärger</p>', 'utf16le')]);
  assert.equal(decodeHtml(utf16, 'text/html; charset=utf-8'), '<p>Ärger</p>');
  const cyrillic = Buffer.concat([latin1('<meta charset="koi8-r">'), Buffer.from([0xcd, 0xc8, 0xd0])]);
  assert.equal(decodeHtml(cyrillic, 'text/html; charset=windows-1251'), '<meta charset="koi8-r">НИР');
  assert.equal(decodeHtml(cyrillic, 'text/html'), '<meta charset="koi8-r">мхп');
});

test('labels are read however they are written', () => {
  const bytes = Buffer.from([0xcd, 0xc8, 0xd0]);
  for (const type of [
    'text/html;charset=CP1251',
    'text/html; charset = "windows-1251"',
    "text/html; Charset='cp1251'; x=y",
  ]) {
    assert.equal(decodeHtml(bytes, type), 'НИР', type);
  }
  const old = latin1('<html><head><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1">caf\xe9');
  assert.ok(decodeHtml(old, null).endsWith('café'));
});

test('a meta element behind long comments and scripts is found', () => {
  const bytes = Buffer.concat([
    latin1(`<html><!-- ${'x'.repeat(3_000)} --><meta charset="windows-1251">`),
    Buffer.from([0xcd, 0xc8, 0xd0]),
  ]);
  assert.ok(decodeHtml(bytes, null).endsWith('НИР'));
});

test('ISO-8859-1 means windows-1252, as on the web', () => {
  const quoted = Buffer.from([0x93, 0x48, 0x69, 0x94, 0x20, 0x85]);
  assert.equal(decodeHtml(quoted, 'text/html; charset=iso-8859-1'), '“Hi” …');
});

test('UTF-8 under a single-byte label is UTF-8', () => {
  for (const label of ['iso-8859-1', 'windows-1252', 'windows-1251', 'iso-8859-15', 'koi8-r', 'macintosh']) {
    assert.equal(decodeHtml(utf8('“Bagdad” – Ärger'), `text/html; charset=${label}`), '“Bagdad” – Ärger', label);
  }
  assert.equal(decodeHtml(latin1('\xc4rger'), 'text/html; charset=iso-8859-1'), 'Ärger');
  // A multi-byte label is believed: its texts can pass for UTF-8 by chance more easily.
  assert.equal(decodeHtml(Buffer.from([0xc4, 0xe3]), 'text/html; charset=gbk'), '你');
});

test('without a label, valid UTF-8 is UTF-8', () => {
  assert.equal(decodeHtml(utf8('<p>بغداد – Bagdad</p>'), 'text/html'), '<p>بغداد – Bagdad</p>');
  assert.equal(decodeHtml(utf8('plain'), null), 'plain');
  assert.equal(decodeHtml(new Uint8Array(), null), '');
});

test('broken UTF-8 under its own label keeps what is whole', () => {
  const bytes = Buffer.concat([utf8('é '), Buffer.from([0xff]), utf8(' é')]);
  assert.equal(decodeHtml(bytes, 'text/html; charset=utf-8'), 'é \ufffd é');
});

test('an unknown label, or one nobody decodes, is as good as none', () => {
  const text = latin1('The caf\xe9 on the corner stayed open all night, said the owner, a na\xefve man.');
  for (const label of ['x-nonsense', 'utf-7', 'iso-2022-kr', '']) {
    assert.match(decodeHtml(text, `text/html; charset=${label}`), /café.*naïve/, label);
  }
});

/** Encoding, text, and the text's bytes in it. */
const UNLABELLED: readonly (readonly [encoding: string, text: string, base64: string])[] = [
  [
    'windows-1251',
    'Американские военные нанесли удар по базе на западе Ирака, сообщили официальные лица. По их словам, никто не пострадал.',
    'wOzl8Ojq4O3x6ujlIOLu5e3t++Ug7eDt5fHr6CDz5ODwIO/uIOHg5+Ug7eAg5+Dv4OTlIMjw4OrgLCDx7u7h+ejr6CDu9Oj26ODr/O375SDr6PbgLiDP7iDo9SDx6+7i4OwsIO3o6vLuIO3lIO/u8fLw4OTg6y4=',
  ],
  [
    'koi8-r',
    'Американские военные нанесли удар по базе на западе Ирака, сообщили официальные лица. По их словам, никто не пострадал.',
    '4c3F0snLwc7Ty8nFINfPxc7O2cUgzsHOxdPMySDVxMHSINDPIMLB2sUgzsEg2sHQwcTFIOnSwcvBLCDTz8/C3cnMySDPxsnDycHM2M7ZxSDMycPBLiDwzyDJyCDTzM/Xwc0sIM7Jy9TPIM7FINDP09TSwcTBzC4=',
  ],
  [
    'windows-1256',
    'قال مسؤولون إن القوات الأمريكية غادرت القاعدة الجوية في غرب العراق يوم الثلاثاء بعد اتفاق مع الحكومة.',
    '3sfhIOPTxObh5uQgxeQgx+He5sfKIMfhw+PR7d/tySDbx8/RyiDH4d7H2s/JIMfhzObtySDd7SDb0cggx+Ha0cfeIO3m4yDH4cvhx8vHwSDI2s8gx8rdx94g49ogx+HN3+bjyS4=',
  ],
  [
    'shift-jis',
    'アメリカ軍は火曜日、イラク西部の空軍基地から撤退したと発表した。政府との合意に基づくものだ。',
    'g0GDgYOKg0qMUoLNic6XapP6gUGDQ4OJg06QvJWUgsyL84xSiu6SboKpgueTUJHegrWCvYLGlK2VXIK1gr2BQpCtlXuCxoLMjYeI04LJiu6Cw4KtguCCzIK+gUI=',
  ],
  [
    'euc-jp',
    'アメリカ軍は火曜日、イラク西部の空軍基地から撤退したと発表した。政府との合意に基づくものだ。',
    'paKl4aXqpau3s6TPstDNy8b8oaKlpKXppa/Avsn0pM629beztPDDz6SrpOnFscLgpLekv6TIyK/JvaS3pL+ho8CvydykyKTOueew1aTLtPCkxaSvpOKkzqTAoaM=',
  ],
  [
    'gb18030',
    '美国军方周二表示，根据与政府达成的协议，已从伊拉克西部的空军基地撤出部队。',
    'w8C5+r78t73W3Lb+se3KvqOsuPm+3dPr1f64rrTvs8m1xNCt0umjrNLRtNPSwcCtv8vO97K/tcS/1b78u/m12LO3s/ayv7bToaM=',
  ],
  [
    'big5',
    '美國軍方週二表示，根據與政府達成的協議，已從伊拉克西部的空軍基地撤出部隊。',
    'rPyw6q14pOi2Z6RHqu2l3KFBrtq+2rtQrEapsrlGpqiquqjzxLOhQaR3sXGl7KnUp0qm6LOhqrqqxa14sPKmYbpNpVizobakoUM=',
  ],
  [
    'euc-kr',
    '미군은 화요일 정부와의 합의에 따라 이라크 서부 공군기지에서 철수했다고 밝혔다.',
    'ucyxusC6IMitv+TAzyDBpLrOv83AxyDH1cDHv6Egtfu28yDAzLbzxakgvK26ziCw+LG6seLB9r+hvK0gw7a89sfftNmw7SC54Mf7tNku',
  ],
  [
    'windows-1250',
    'Američtí vojáci v úterý opustili leteckou základnu na západě Iráku, uvedli představitelé. Podle nich nebyl nikdo zraněn – „všichni jsou v pořádku“.',
    'QW1lcmnodO0gdm9q4WNpIHYg+nRlcv0gb3B1c3RpbGkgbGV0ZWNrb3UgeuFrbGFkbnUgbmEgeuFwYWTsIEly4Wt1LCB1dmVkbGkgcPhlZHN0YXZpdGVs6S4gUG9kbGUgbmljaCBuZWJ5bCBuaWtkbyB6cmFu7G4gliCEdpppY2huaSBqc291IHYgcG/44WRrdZMu',
  ],
  [
    'windows-1254',
    "ABD askerleri salı günü Irak'ın batısındaki hava üssünden ayrıldı. Yetkililer kimsenin yaralanmadığını söyledi; görüşmeler sürüyor.",
    'QUJEIGFza2VybGVyaSBzYWz9IGf8bvwgSXJhayf9biBiYXT9c/1uZGFraSBoYXZhIPxzc/xuZGVuIGF5cv1sZP0uIFlldGtpbGlsZXIga2ltc2VuaW4geWFyYWxhbm1hZP3w/W79IHP2eWxlZGk7IGf2cvz+bWVsZXIgc/xy/Hlvci4=',
  ],
];

test('without a label, the bytes tell in which encoding they are', () => {
  for (const [encoding, text, base64] of UNLABELLED) {
    const before = '<!doctype html><html><head><style>p { color: red }</style></head><body><div class="article"><p>';
    const bytes = Buffer.concat([latin1(before), Buffer.from(base64, 'base64'), latin1('</p></div></body></html>')]);
    assert.equal(decodeHtml(bytes, 'text/html'), `${before}${text}</p></div></body></html>`, encoding);
  }
});

test('a few typographic quotes in English are windows-1252', () => {
  const text = latin1(
    `<p>${'The base is open. '.repeat(50)}\x93Nobody was hurt,\x94 the ministry\x92s spokesman said.</p>`,
  );
  assert.match(decodeHtml(text, null), /“Nobody was hurt,” the ministry’s spokesman/);
});
