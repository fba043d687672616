import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, topicWith } from './support.ts';

const finds = (words: string, text: string): boolean =>
  found(topicWith(`  a: { words: ["${words}"] }`), text).length > 0;
const findsExact = (words: string, text: string): boolean =>
  found(topicWith(`  a: { exact: ["${words}"] }`), text).length > 0;

const table = (check: (words: string, text: string) => boolean, rows: [string, string, boolean][]): void => {
  for (const [words, text, expected] of rows) assert.equal(check(words, text), expected, `${words} in "${text}"`);
};

test('words are found in any case, whole, with a possessive', () => {
  table(finds, [
    ['soldier', 'A Soldier fell.', true],
    ['soldier', 'SOLDIER FALLS', true],
    ['soldier', "the soldier's rifle", true],
    ['soldier', 'the soldier’s rifle', true],
    ['soldier', 'two soldiers', false],
    ['soldier', 'soldiering on', false],
  ]);
});

test('a word in capitals is found only in capitals, with or without dots', () => {
  table(finds, [
    ['US', 'The US said so.', true],
    ['US', 'The U.S. said so.', true],
    ['US', 'The U.S said so.', true],
    ['US', "the US's troops", true],
    ['US', 'the u.s. army', true],
    ['US', 'They told us so.', false],
    ['US', 'Us too.', false],
    ['U.S.', 'The US said so.', true],
    ['US troops', 'US-troops', true],
    ['US troops', 'give us troops', false],
    ['GI(s)', 'two GIs', true],
    ['GI(s)', 'gis', false],
    ['SOFA', 'a red sofa', false],
    ['M23', 'the M23 rebels', true],
    ['M23', "M23's men", true],
    ['M23', 'along the m23', false],
    ['F16(s)', 'two F16s', true],
    ['F16(s)', 'two f16s', false],
    ['Plan B', 'plan b', true],
  ]);
});

test('the dots of abbreviations in small letters do not count, whoever writes them', () => {
  table(finds, [
    ['p.m.', 'at 5 p.m. today', true],
    ['p.m.', 'at 5 pm today', true],
    ['pm', 'at 5 p.m. today', true],
    ['a.k.a. Joe', 'aka Joe', true],
    ['a.k.a. Joe', 'a.k.a. Joe', true],
  ]);
  table(findsExact, [
    ['p.m.', 'at 5 p.m. today', true],
    ['p.m.', 'at 5 pm today', true],
    ['p.m.', 'the PM said', false],
    ['pm', 'at 5 p.m. today', true],
  ]);
});

test('a possessive in a text does not count; one in a term asks for it', () => {
  table(finds, [
    ['US troops', "the U.S.'s troops", true],
    ['US troops', 'the U.S.’s troops', true],
    ['army chief', 'the army’s chief', true],
    ["Moody's", "Moody's cut it", true],
    ["Moody's", 'MOODY’S cut it', true],
    ["Moody's", 'a moody sky', false],
    ["McDonald's", 'the McDonald farm', false],
    ["the king's men", 'the king’s men', true],
    ["the king's men", 'the king men', false],
    ["U.S.'s troops", 'the US’s troops', true],
    ["U.S.'s troops", 'the US troops', false],
  ]);
  table(findsExact, [
    ["Moody's", 'Moody’s cut it', true],
    ["Moody's", 'a moody’s', false],
    ["Moody's", 'Mr Moody', false],
  ]);
  assert.deepEqual(found(topicWith('  a: [US]'), "the U.S.'s troops"), ['U.S.']);
});

test('under exact every capital counts; a headline in capitals still does', () => {
  table(findsExact, [
    ['Marine(s)', 'the Marines landed', true],
    ['Marine(s)', 'MARINES LAND', true],
    ['Marine(s)', 'marines', false],
    ['SecDef', 'the SecDef said', true],
    ['SecDef', 'secdef', false],
    ['hit', 'they hit it', true],
    ['hit', 'Hit, a town', false],
  ]);
});

test('endings and open endings', () => {
  table(finds, [
    ['bomb(ed|ing)', 'they bombed it', true],
    ['bomb(ed|ing)', 'a bomb', true],
    ['bomb(ed|ing)', 'the bombs', false],
    ['withdraw*', 'the withdrawal', true],
    ['withdraw*', 'they withdrew', false],
    ['with*', 'with', true],
    ['iraq*', 'Iraqis', true],
  ]);
});

test('a bracket that is a word of its own: one of these words', () => {
  table(finds, [
    ['killed (a|the) soldier', 'they killed the soldier', true],
    ['killed (a|the) soldier', 'they killed soldier', false],
    ['killed (a|the) soldier', 'they killed a the soldier', false],
    ['at least # (dead|killed)', 'at least 5 killed', true],
    ['at least # (dead|killed)', 'at least 5 hurt', false],
    ['came under (heavy|renewed) fire', 'it came under renewed fire', true],
    ['(dead|killed) soldiers', 'soldiers', false],
    ['troops (left|withdr*)', 'troops withdrew', true],
    ['(#|several) troops', '900 troops', true],
    ['(#|several) troops', 'several troops', true],
    ['non-(US|EU) firms', 'non-EU firms', true],
    ['non-(US|EU) firms', 'non us firms', false],
  ]);
});

test('accents, apostrophes and hyphens do not count', () => {
  table(finds, [
    ['Hewler', 'in Hewlêr today', true],
    ['Hewlêr', 'in HEWLER today', true],
    ['Hewler', 'in Hewle\u0302r today', true],
    ["Kata'ib", 'the Kataib', true],
    ['Kataib', 'the Kata’ib', true],
    ["Shi'ite", 'a Shiite cleric', true],
    ['al-Asad', 'Al Asad base', true],
    ['pull out', 'a pull-out', true],
    ['Lodz', 'in Łódź', true],
  ]);
});

test('Arabic and Kurdish letters, signs, article and prefixes', () => {
  table(finds, [
    ['العراق', 'في العراق اليوم', true],
    ['العراق', 'عراق', true],
    ['قوات', 'والقوات وصلت', true],
    ['القوات الأمريكية', 'انسحاب القوات الامريكيه', true],
    ['القوات الأمريكية', 'للقوّات الأمريكيّة', true],
    ['قوات', 'قو', false],
    ['سەربازانی ئەمریکی', 'سەربازانی ئەمریكي', true],
    ['أربيل', 'في اربيل', true],
    ['وزارة', 'فبالوزارة', true],
    ['وزارة', 'ووزارة', true],
    ['عراق', 'فالعراق', true],
    ['کوردستان*', 'کوردستانەکان', true],
    ['کوردستان', 'کوردستانەکان', false],
  ]);
});

test('Arabic words that begin like an article or the like: so many letters must remain', () => {
  table(finds, [
    ['يد', 'وليد', false],
    ['ريم', 'كريم', false],
    ['اب', 'باب', false],
    ['الأب', 'قال الأب', true],
    ['الأب', 'والأب', true],
    ['بنان', 'لبنان', true],
  ]);
  table(findsExact, [
    ['بنان', 'لبنان', false],
    ['بنان', 'قال بنان', true],
    ['العراق', 'العراق', true],
    ['العراق', 'والعراق', false],
    ['العراق', 'عراق', false],
  ]);
});

test('phrases, gaps and numbers', () => {
  table(finds, [
    ['air strike(s)', 'two air strikes', true],
    ['air strike(s)', 'by air, strikes', false],
    ['air strike(s)', 'in the air. Strikes', false],
    ['pull ... out', 'pull its last troops out', true],
    ['pull ... out', 'pull its very last troops out', false],
    ['pull ...4 out', 'pull its very last troops out', true],
    ['pull ... out', 'pull, he said, out', true],
    ['pull ... out', 'pull it. Get out', false],
    ['# troops', 'some 2,500 troops', true],
    ['# troops', 'some troops', false],
    ['# troops', '82nd troops', false],
    ['# جندي', '٢٥٠٠ جندي', true],
    ['# سەرباز', '۹۰۰ سەرباز', true],
    ['2003', 'عام ٢٠٠٣', true],
    ['Hwasong-#', 'the Hwasong-15', true],
    ['Hwasong-#', 'the Hwasong 15', true],
    ['Hwasong-#', 'Hwasong is', false],
    ['F-#', 'an F-16', true],
    ['F-#', 'the f word', false],
    ['#-year-old', 'a 12-year-old', true],
    ['10,000 troops', '10,000 troops', true],
    ['12 ...1 30', 'at 12:30', true],
    ['Paris ...1 Texas', 'in Paris, Texas', true],
    ['AT&T', 'at AT&T today', true],
    ['S&P 500', 'the S&P 500', true],
    ['9 11', 'since 9/11', true],
    ['Lt. Gen.', 'said Lt. Gen. Smith', true],
  ]);
});

test('the term is told as it stands in the text', () => {
  const topic = topicWith('  a: [US troops, air strike(s)]');
  assert.deepEqual(found(topic, 'The U.S. troops left. Then Air-Strikes began.'), ['U.S. troops', 'Air-Strikes']);
  assert.deepEqual(found(topicWith('  a: [US]'), 'He went to the U.S. The end.'), ['U.S.']);
});
