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
  ]);
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
    ['9 11', 'since 9/11', true],
    ['Lt. Gen.', 'said Lt. Gen. Smith', true],
  ]);
});

test('the term is told as it stands in the text', () => {
  const topic = topicWith('  a: [US troops, air strike(s)]');
  assert.deepEqual(found(topic, 'The U.S. troops left. Then Air-Strikes began.'), ['U.S. troops', 'Air-Strikes']);
  assert.deepEqual(found(topicWith('  a: [US]'), 'He went to the U.S. The end.'), ['U.S.']);
});
