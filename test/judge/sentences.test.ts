import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VocabularyBuilder } from '../../src/judge/vocabulary.ts';
import { scanText } from '../../src/judge/scan.ts';

/** How many sentences the body has. */
const count = (body: string): number => scanText('', body, new VocabularyBuilder().build()).sentenceStarts.length - 1;

test('sentences end at stops that are followed by a blank and no small letter', () => {
  for (const [text, expected] of [
    ['One. Two! Three? Four', 4],
    ['He said “Go.” Then he went.', 2],
    ['He asked (why?) and left.', 1],
    ['It cost 2.5 million. Nobody paid.', 2],
    ['Wait... what. No', 2],
    ['Visit example.com today. Do.', 2],
    ['They left the base.The next day they came.', 2],
    ['غادروا القاعدة. وصلوا؟ نعم', 3],
    ['他们走了。他们来了。', 2],
    ['One\nTwo\n\nThree', 3],
    ['', 0],
    ['... !!! ---', 0],
  ] as const) {
    assert.equal(count(text), expected, text);
  }
});

test('abbreviations do not end a sentence', () => {
  for (const [text, expected] of [
    ['Lt. Gen. Paul Funk met Sen. Smith.', 1],
    ['The U.S. Army left. It returned.', 2],
    ['They went to the U.S. The army stayed.', 2],
    ['George W. Bush spoke. He left.', 2],
    ['See No. 5 in the list. No. He did not.', 3],
    ['He said no. Obama agreed.', 2],
    ['Lockheed Martin Corp. Chief Smith spoke.', 1],
    ['It was made by Acme Inc. The price fell.', 2],
    ['On Jan. 3 they struck. On Feb. 4 they left.', 2],
    ['It ended at 5 p.m. The troops left.', 2],
    ['St. Louis vs. Mr. Jones', 1],
  ] as const) {
    assert.equal(count(text), expected, text);
  }
});

test('sentences of news prose', () => {
  const cases: [text: string, sentences: number][] = [
    // Ranks, titles, names
    ['Sgt. 1st Class Ray Holt and Staff Sgt. Lee fell. Two others lived.', 2],
    ['Brig. Gen. Ann Poe, Lt. Col. J. R. Moss and Cpl. Diaz spoke. They left.', 2],
    ['Rear Adm. Hale met Gov. Cole and Rep. Roe (D-Ore.) on Friday.', 1],
    ['He met Gen. McRae. Gen. Poe stayed away.', 2],
    ['Adm. John T. Kirk Jr. was there. So was J.P. Wren.', 2],
    ['Samuel L. Stone Sr., a retired officer, agreed.', 1],
    ['Col. Poe, M.D., Ph.D., wrote the report. It is long.', 2],
    ['Fort Bragg, N.C. Soldiers trained there.', 1],
    ['He flew to Washington, D.C. The talks began.', 2],
    ['He works in Washington, D.C. Reporters waited.', 1],
    // Countries
    ['The U.S.-led coalition struck. The U.N. condemned it.', 2],
    ['The U.S. Central Command denied it.', 1],
    ['Forces of the U.K. and the U.S. trained there.', 1],
    ['He left the U.S. “We stayed,” she said.', 2],
    ['They returned to the U.S. He did not.', 2],
    ['Officials in the E.U. Commission agreed.', 1],
    // Times and dates
    ['It began at 5 a.m. Friday and ended at 7 p.m. Saturday.', 1],
    ['It fell at 3:30 a.m. local time. Nobody was hurt.', 2],
    ['It ended at 5 p.m. Officials said so.', 2],
    ['On Dec. 31 they left. On Sept. 2 they came back.', 2],
    ['They arrived in Feb. The base was empty.', 2],
    ['It was so in 2011. In 2014 it was not.', 2],
    ['That was on the 5th. 12 soldiers died.', 2],
    ['That was in 1991. 12 soldiers died.', 2],
    // Numbers
    ['Highway No. 1 is closed. No. 5 is open.', 2],
    ['It cost $1.5 billion. It took 2,500 troops.', 2],
    ['Under Sec. 4 of Art. 51 it may.', 1],
    ['About 3.5 km. of road was lost.', 1],
    ['It weighs approx. 20 tons. It sank.', 2],
    // Companies
    ['Acme Corp. and Bolt Inc. signed. Coe & Co. did not.', 2],
    ['It was built by Bolt Ltd. Workers left.', 1],
    ['The firm, Acme Inc., said nothing. “No comment.”', 2],
    // Quotes and brackets
    ['“We will leave,” he said. “We will not return.”', 2],
    ['"Go." She went. "Stay!" he cried.', 3],
    ['“Will they leave?” he asked. No.', 2],
    ['“Leave!” the General said.', 1],
    ['He left (see p. 5). She stayed.', 2],
    ['(They left.) He stayed. [Applause.] Good.', 4],
    ['He said: "It is over." The war went on.', 2],
    ["'It is over.' The war went on.", 2],
    // Ellipses
    ['They waited … and left. Then came others.', 2],
    ['They waited... Then others came.', 2],
    ['They waited . . . and left.', 1],
    ['“We … will not … leave,” he said.', 1],
    // Other marks
    ['Really?! Yes! No?', 3],
    ['Visit www.example.org. Then write to a.b@example.org now.', 2],
    ['BAGHDAD (News) — Troops left. Others came.', 2],
    ['Mosul vs. Tikrit, etc. The list is long.', 2],
    ['e.g. Mosul and i.e. Nineveh. Both fell.', 2],
    ['The 1st Battalion, 5th Marines, a.k.a. The Fighting Fifth, came.', 1],
    ['Gen. Poe (ret.) spoke. Lt. Roe (Ret.) did not.', 2],
    ['Al-Asad, St. Louis and Ft. Hood are bases.', 1],
    ['He said yes; she said no. Both: wrong.', 2],
    ['i left. you stayed.', 1],
    // Arabic and Kurdish
    ['At 9 a.m., Mr. Poe left Acme Inc., The Hague.', 1],
    ['انسحبت القوات من القاعدة. وصل آخرون؟ لا أحد يعلم! انتهى', 4],
    ['قال: «انتهت الحرب.» ثم غادر.', 2],
    ['هێزەکان کشانەوە. کەس نەما؟ بەڵێ.', 3],
    ['بلغ العدد 2.5 مليون. ثم زاد.', 2],
    ['قال د. أحمد إن القوات انسحبت.', 1],
    ['التقى أ. د. سامي بالوفد. ثم غادر.', 2],
    ['فوجیں چلی گئیں۔ کوئی نہیں رہا۔', 2],
  ];
  for (const [text, sentences] of cases) assert.equal(count(text), sentences, text);
});

test('a list without full stops does not become one endless sentence', () => {
  assert.equal(count('word '.repeat(81)), 2);
  assert.equal(count('word '.repeat(80)), 1);
});

test('the title is one sentence and a paragraph of its own', () => {
  const scanned = scanText('He left. She stayed', 'One. Two\n\nThree', new VocabularyBuilder().build());
  assert.deepEqual(scanned.sentenceStarts, [0, 4, 5, 6]);
  assert.deepEqual(scanned.paragraphs, [0, 1, 1, 2]);
  assert.equal(scanned.bodyStart, 4);
});
