import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageBetween, languageOf } from '../../../workers/article/language.ts';

const TEXTS: Record<string, string> = {
  en: 'The council decided on Monday that the old bridge over the river will be closed for good, and most of the people will have to take the ferry, which was said to be slow.',
  de: 'Der Stadtrat hat am Montag entschieden, dass die alte Brücke über den Fluss geschlossen wird, und die meisten Menschen werden mit der Fähre fahren, die nicht schnell ist.',
  fr: 'Le conseil a décidé lundi que le vieux pont sur le fleuve serait fermé dans les prochains mois, et que la plupart des habitants prendront le bac, qui est lent pour une ville.',
  es: 'El ayuntamiento decidió el lunes que el viejo puente sobre el río se cerrará en la primavera, y la mayoría de los vecinos tendrá que tomar el barco, que es lento para una ciudad.',
  it: 'Il consiglio ha deciso lunedì che il vecchio ponte sul fiume sarà chiuso per sempre, e la maggior parte delle persone prenderà il traghetto, che non è veloce per una città della zona.',
  pt: 'A câmara decidiu na segunda-feira que a velha ponte sobre o rio não será mais aberta, e a maioria dos moradores terá de usar o barco, que foi comprado no ano passado com dinheiro do Estado.',
  nl: 'De raad heeft maandag besloten dat de oude brug over de rivier voorgoed dichtgaat, en de meeste mensen zullen met het pontje moeten, dat niet snel is voor een stad van dit formaat.',
  pl: 'Rada miasta zdecydowała w poniedziałek, że stary most na rzece nie będzie już otwarty, a większość ludzi będzie pływać promem, który jest wolny jak na tak duże miasto, co się nie podoba.',
  tr: 'Belediye meclisi pazartesi günü eski köprünün kapatılmasına karar verdi ve bu karar çok kişi için zor olacak, çünkü daha sonra vapur ile gitmek gibi bir yol kadar iyi olan başka yol değil.',
  sv: 'Kommunfullmäktige beslutade i måndags att den gamla bron över floden ska stängas för gott, och de flesta får ta färjan, som inte är snabb för en stad av det här slaget, sade hon till oss.',
  id: 'Dewan kota memutuskan pada hari Senin bahwa jembatan tua di atas sungai itu akan ditutup, dan sebagian besar orang harus naik feri yang tidak cepat untuk kota dengan ukuran ini dari sekarang.',
  ru: 'Городской совет решил в понедельник, что старый мост через реку будет закрыт навсегда, и большинству придётся ездить на пароме.',
  uk: 'Міська рада вирішила в понеділок, що старий міст через річку буде закрито назавжди, і більшості доведеться їздити поромом, який є повільним.',
  ar: 'قرر المجلس البلدي يوم الاثنين إغلاق الجسر القديم فوق النهر نهائيا في هذا الربيع وسيضطر معظم السكان إلى ركوب العبارة.',
  fa: 'شورای شهر روز دوشنبه تصمیم گرفت پل قدیمی روی رودخانه را در بهار امسال برای همیشه ببندد و بیشتر مردم باید با قایق بروند.',
  zh: '市议会星期一决定，河上的旧桥将于今年春天永久关闭，每个工作日约有九千人过桥，其中大多数人今后将不得不改乘渡轮，市长说，乘渡轮需要多花二十分钟，票价不变。',
  ja: '市議会は月曜日、川にかかる古い橋をこの春で閉鎖することを決めた。平日は毎日およそ九千人が利用しており、その多くは今後フェリーに乗ることになると市長は述べた。',
  ko: '시의회는 월요일 강 위의 오래된 다리를 올봄에 영구히 폐쇄하기로 결정했다. 평일마다 약 구천 명이 다리를 건넜으며 대부분은 앞으로 배를 타야 한다고 시장이 말했다.',
  el: 'Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα ότι η παλιά γέφυρα πάνω από το ποτάμι θα κλείσει οριστικά αυτή την άνοιξη.',
};

test('the language of a text', () => {
  for (const [code, text] of Object.entries(TEXTS)) assert.equal(languageOf(text), code, text.slice(0, 30));
});

test('silence rather than a guess', () => {
  assert.equal(languageOf(''), null);
  assert.equal(languageOf('Bridge closes for good'), null);
  assert.equal(
    languageOf(
      'Lorem ipsum dolor sit amet, sed diam nonumy eirmod tempor invidunt ut labore et dolore. At vero eos et accusam et justo. Stet clita kasd.',
    ),
    null,
  );
  assert.equal(
    languageOf(
      'Ken Dole, Jo Marsh, Ana Ruiz, Zoé Petit, Luc Grand, Jan Vries, Budi Santoso, Gianni Rossi, Anna Müller',
    ),
    null,
  );
});

test('a declared language counts unless the text contradicts it', () => {
  assert.equal(languageBetween(['de-AT', 'en'], TEXTS['de'] ?? ''), 'de-AT');
  assert.equal(languageBetween(['en-US', 'id-ID'], TEXTS['id'] ?? ''), 'id-ID', 'the template’s, then the page’s');
  assert.equal(languageBetween(['en-US'], TEXTS['ar'] ?? ''), 'ar');
  assert.equal(languageBetween([], TEXTS['fr'] ?? ''), 'fr');
  assert.equal(languageBetween(['nb'], 'x'), 'nb');
  assert.equal(
    languageBetween(['ckb'], TEXTS['ar'] ?? ''),
    'ckb',
    'one that it cannot tell from another of its script',
  );
  assert.equal(languageBetween(['gsw'], TEXTS['de'] ?? ''), 'gsw', 'one that it does not know');
  assert.equal(languageBetween([], 'x'), null);
});
