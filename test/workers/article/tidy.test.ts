import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDom } from '../../../workers/article/dom.ts';
import { isFurniture, isPointer, startsAfterwards } from '../../../workers/article/furniture-lines.ts';
import { tidy } from '../../../workers/article/tidy.ts';
import { toBlocks } from '../../../workers/article/to-paragraphs.ts';

const A = 'The old harbour bridge was closed to all traffic on Monday morning, and this time it will not open again.';
const B = 'Some 9,000 people crossed it every day. Most of them will now take the ferry, which adds twenty minutes.';
const C = 'A foot bridge is to be built on the old foundations by 2027, the council decided by 14 votes to nine.';

const tidied = (html: string, page = { title: 'Harbour bridge closes', byline: 'Mira Holt' }): string[] =>
  tidy(toBlocks(parseDom(html).body), page).map(({ text }) => text);

test('above the text: menus, the title again, by-line, date, share line', () => {
  assert.deepEqual(
    tidied(`<ul><li><a href=x>Home</a><li><a href=x>News</a></ul><h1>Harbour Bridge Closes</h1><p>By Mira Holt and Jo Marsh</p>
      <p>March 11, 2024 | 4:10pm</p><p>Share Tweet</p><p>https://riverpost.example/a</p><p>BREAKING NEWS</p><p>${A}</p><p>${B}</p>`),
    [A, B],
  );
});

test('above the text: what may belong to it stays', () => {
  assert.deepEqual(tidied(`<h2>What happened</h2><ul><li>Bridge shut</li></ul><p>It is over.</p><p>${A}</p>`), [
    'What happened',
    'Bridge shut',
    'It is over.',
    A,
  ]);
});

test('inside the text: captions, credits, links to other articles, buttons', () => {
  assert.deepEqual(
    tidied(`<p>${A}</p><figure><figcaption>The bridge</figcaption></figure><p>Photo: Jo Marsh/River Post</p>
      <p>The bridge in winter (Image: GETTY)</p><p><a href=x>Related: Ferries, the winter timetable for all islands</a></p>
      <p><a href=x>FERRIES RUN AGROUND AGAIN</a></p><p>Advertisement</p><p>${B}</p>
      <h3>More:</h3><ul><li><a href=x>What the gulls eat</a><li><a href=x>Bakers strike</a></ul><p>${C}</p>`),
    [A, B, C],
  );
});

test('inside the text: lines that only look like furniture stay', () => {
  const lines = [
    'Read the report: it says that the piers were rotten, and it says so twice, on pages four and nine.',
    'Follow the money, the old saying goes, and one ends up at the port.',
    'Share prices of the ferry company rose by a tenth on the news.',
    'Comments by the mayor did not calm the fishermen.',
  ];
  assert.deepEqual(tidied([A, ...lines, B].map((line) => `<p>${line}</p>`).join('')), [A, ...lines, B]);
});

test('below the text: lists of others, comments, author boxes, rights', () => {
  assert.deepEqual(
    tidied(`<p>${A}</p><p>${B}</p><p>${C}</p><p>Jo Marsh contributed to this report.</p><p>Mira Holt is a marine biologist.</p>
      <p>Follow her on Twitter @mira</p><h3>You may also like</h3><p>${A.replace('harbour', 'garden')}</p><h4><a href=x>One teaser</a></h4>
      <p>Nothing of it belongs here, of course, though it reads like prose.</p><h4><a href=x>Another teaser</a></h4><p>${B.replace('9', '8')}</p>`),
    [A, B, C],
  );
  assert.deepEqual(
    tidied(`<p>${A}</p><p>${B}</p><h3>Leave a Reply</h3><p>Your email address will not be published.</p>`),
    [A, B],
  );
  assert.deepEqual(tidied(`<p>${A}</p><p>${B}</p><p>© 2024 River Post. All rights reserved.</p><h3>Tags</h3>`), [A, B]);
});

test('a heading such as "Comments" early in a text ends nothing', () => {
  assert.deepEqual(tidied(`<p>${A}</p><h3>Subscribe</h3><p>${B}</p><p>${C}</p><p>${A} ${B}</p><p>${C} ${B}</p>`), [
    A,
    B,
    C,
    `${A} ${B}`,
    `${C} ${B}`,
  ]);
});

test('labels that stand on a page again and again go', () => {
  assert.deepEqual(
    tidied(
      `<p>${A}</p><p>6</p><p>Enlarge this</p><p>${B}</p><p>6</p><p>Enlarge this</p><p>${C}</p><p>6</p><p>Enlarge this</p><p>${A}!</p>`,
    ),
    [A, B, C, `${A}!`],
  );
});

test('other languages: what is no English furniture is kept, what is known goes', () => {
  const arabic =
    'أعلنت وزارة النقل يوم الاثنين إغلاق الجسر القديم أمام حركة المرور بعد ستين عاما من الخدمة في المدينة.';
  assert.deepEqual(
    tidied(`<p>${arabic}</p><p>${arabic}.</p><h3>مقالات ذات صلة</h3><ul><li><a href=x>خبر آخر</a></ul>`),
    [arabic, `${arabic}.`],
  );
  const japanese = '先日、古い橋がすべての車両に対して閉鎖された。六十一年間使われてきた橋である。';
  assert.deepEqual(tidied(`<p>${japanese}</p><p>関係者は「修理はできない」と話した。</p>`), [
    japanese,
    '関係者は「修理はできない」と話した。',
  ]);
});

test('kinds of lines', () => {
  for (const line of [
    'Share Tweet Submit',
    'Read More',
    'Image 1 of 23',
    'Click here to subscribe to our paper',
    '© Aaron Bell',
    '(Photo by Jo/Getty Images)',
  ]) {
    assert.ok(isFurniture(line), line);
  }
  for (const line of ['Related: x', 'Read also: y', 'READ MORE: z', 'Lire aussi : w']) assert.ok(isPointer(line), line);
  for (const line of [
    'You may also like',
    'Leave a Reply',
    '12 Comments',
    'More from World',
    'Related News:',
    'Filed under: Ferries',
  ]) {
    assert.ok(startsAfterwards(line), line);
  }
  for (const line of ['Related questions remain open.', 'Popular anger grew.', 'About us, they know nothing.']) {
    assert.ok(!startsAfterwards(line) && !isFurniture(line), line);
  }
});

test('kinds of lines in other languages', () => {
  for (const line of [
    'Lesen Sie auch: Die Weiden am Ufer',
    'À lire aussi : les bouées du chenal',
    'A lire aussi : notre récit',
    'Te puede interesar',
    'Czytaj także: Most bez barierek',
    'Читайте также: В райцентре закрыли булочную',
    'Διαβάστε επίσης: Οι φάροι',
    'اقرأ أيضا: مهرجان القصة',
    '延伸阅读：廊桥',
    '関連記事',
  ]) {
    assert.ok(isPointer(line), line);
  }
  for (const line of [
    'Folgen Sie uns auf Facebook',
    'Síguenos en Twitter',
    'Подписывайтесь на наш канал',
    'Нашли ошибку? Выделите её и нажмите Ctrl+Enter',
    'تابعونا على تيليغرام',
    '责任编辑：王敏',
    '来源：河湾日报',
    'Drukuj Udostępnij',
    'De sluis in 1961. Foto: Archief De Lage Hoek',
    'La place, hier soir. Crédit photo : Maëlle Riou',
    '修复后的廊桥。记者 林小溪 摄',
  ]) {
    assert.ok(isFurniture(line), line);
  }
  for (const line of [
    'Ähnliche Beiträge',
    'Schreibe einen Kommentar',
    '3 Kommentare',
    'Sur le même sujet',
    'Etichette: pane',
    'Комментарии (2)',
    'Kommentare 12',
    'İlgili Haberler',
    '相关阅读',
    'コメント',
    'نظرات',
  ]) {
    assert.ok(startsAfterwards(line), line);
  }
  for (const line of [
    'Lesen lernen Kinder auch ohne Schule, sagt die Forscherin.',
    'Les commentaires du maire n’ont pas calmé les pêcheurs.',
    'Síguelo, dijo ella, y no volvió a mirar atrás.',
    'Источник новости назвать отказались, но она подтвердилась.',
    '来源不明的货物被扣留。',
    '订阅用户数达到三百万。',
  ]) {
    assert.ok(!isFurniture(line) && !isPointer(line) && !startsAfterwards(line), line);
  }
});

test('above the text: by-line and date in one line, in other languages', () => {
  for (const line of [
    'Par Maëlle Riou, publié le 11 février 2023 à 18h04',
    'Enviado por Lucía Ferrer el Lun, 03/04/2019 - 10:45',
    'Wpisany przez Marek Zalewski',
    'Von Hanne Brückner',
    'Просмотров: 1 204 | 12 апреля 2022',
    '2020-09-17 08:26:11　来源：河湾日报　作者：林小溪',
    'نشر في: 14 مارس، 2021 - آخر تحديث: 10:30 ص',
  ]) {
    assert.deepEqual(tidied(`<p>${line}</p><p>${A}</p><p>${B}</p>`), [A, B], line);
    assert.deepEqual(tidied(`<p>${A}</p><p>${line}</p><p>${B}</p>`), [A, B], `below the standfirst: ${line}`);
  }
});

test('below the text: the author, named first in whatever language, and where to write to', () => {
  const page = { title: 'x', byline: 'Hanne Brückner' };
  assert.deepEqual(
    tidied(
      `<p>${A}</p><p>${B}</p><p>Hanne Brückner lebt seit 1998 im Dorf und schreibt darüber.</p><p>Post an hanne@dorf.example</p>`,
      page,
    ),
    [A, B],
  );
  const others = 'Elsewhere on Twitter a cartoon was going round, which showed the mayor on the bridge.';
  assert.deepEqual(tidied(`<p>${A}</p><p>${others}</p>`, page), [A, others]);
});
