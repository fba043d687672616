import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { judge, type Judged } from '../../src/judge/judge.ts';
import { loadRules } from '../../src/rules.ts';
import type { Verdict } from '../../src/model/topic.ts';

const ROOT = join(import.meta.dirname, '../..');
const SAMPLES = join(ROOT, '../shared/samples');
const LABELLED = join(ROOT, '../shared/data/topic/dev.jsonl');
const { compiled } = loadRules([join(ROOT, 'config/topics/us-forces-iraq.yaml')]);

const verdictOn = (article: Judged): Verdict => judge(compiled, article)[0] as Verdict;

const ON_TOPIC: [title: string, text: string][] = [
  [
    'Rockets hit base housing American soldiers near Baghdad airport',
    'Three rockets landed at the edge of a base used by American soldiers on Sunday night, officials said. No one was hurt.',
  ],
  [
    'Militia says its drones hit Victoria base',
    'An armed faction claimed two drones against the American site at Baghdad airport; an official said one was shot down.',
  ],
  [
    'Fewer than 2,000 American soldiers to stay, most of them in Erbil',
    'Washington is cutting its deployment in Iraq, the Pentagon said, and moves those who stay to the Kurdistan Region.',
  ],
  [
    'Tanker plane crashes in western Iraq, six crew killed',
    'A refuelling aircraft of the U.S. Air Force went down on Thursday. Central Command said hostile fire was not the cause.',
  ],
  [
    'Iraqi army takes full control of Ain al-Asad after Americans leave',
    'The defence ministry in Baghdad said the last advisers of the coalition had left the base.',
  ],
  [
    'Parliament votes to expel foreign troops',
    'Lawmakers in Baghdad asked the government to end the presence of foreign forces after a US drone strike at the airport.',
  ],
  [
    'US and Iraq agree to end coalition mission by next September',
    'The mission of the international coalition in Iraq will end within twelve months, the two governments said.',
  ],
  [
    'Convoy leaves al-Asad for Syria',
    'A convoy of American trucks left Ain al-Asad air base on Monday, witnesses said.',
  ],
  ['Kirkuk base handed over', 'The US-led coalition on Sunday handed the K-1 air base near Kirkuk to the Iraqi army.'],
  [
    'Last American convoy crosses into Kuwait',
    'The last column of American soldiers left Iraq before dawn, ending almost nine years of war.',
  ],
  [
    'القوات الأميركية تنسحب من قاعدة عين الأسد',
    'قال مصدر أمني إن رتلا من القوات الأميركية غادر القاعدة في الأنبار غربي العراق',
  ],
];

const OFF_TOPIC: [title: string, text: string][] = [
  [
    'Iraq war veteran announces run for Congress',
    'A former Army captain who did two tours in Iraq said she would seek the nomination in a district near Denver.',
  ],
  [
    'US keeps fewer than 1,000 troops in Syria',
    'Most of the remaining soldiers are at al-Tanf garrison near the border with Jordan, the Pentagon said.',
  ],
  [
    'Parties open talks on next cabinet',
    'Shiite parties in Baghdad began talks on who will be prime minister of Iraq.',
  ],
  [
    'Iraq signs oil deal with Chevron',
    'The oil ministry in Baghdad and the US company will develop a field near Basra.',
  ],
  ['Iraq beat Jordan 2-0 in qualifier', 'Two late goals gave Iraq the points in Basra and kept alive their hopes.'],
  ['Turkish jets strike in northern Iraq', 'Turkish warplanes bombed Kurdish fighters in the mountains, Ankara said.'],
  ['Burn pit bill clears House', 'Veterans who served in Iraq and Afghanistan and fell ill would get benefits.'],
  [
    'NATO moves its Iraq mission staff',
    'The alliance said it had relocated the staff of its training mission in Iraq.',
  ],
  ['Let us sit on the sofa', 'They told us that the marine park had a new director, Bashar Assad of Washington state.'],
];

test('briefs on the kinds of event the topic is about match', () => {
  for (const [title, text] of ON_TOPIC) {
    const { match, score } = verdictOn({ title, text });
    assert.ok(match, `${score} points: ${title}`);
  }
});

test('briefs that only look like it do not match', () => {
  for (const [title, text] of OFF_TOPIC) {
    const { match, score } = verdictOn({ title, text });
    assert.ok(!match, `${score} points: ${title}`);
  }
});

test('the samples match', (t) => {
  if (!existsSync(SAMPLES)) return t.skip('../shared/samples is not here');
  for (const file of readdirSync(SAMPLES)) {
    const [title = '', ...rest] = readFileSync(join(SAMPLES, file), 'utf8').split('\n');
    assert.ok(verdictOn({ title, text: rest.join('\n') }).match, file);
    const paragraphs = rest.filter((line) => line.split(' ').length > 12);
    assert.ok(verdictOn({ title, text: paragraphs.join('\n\n') }).match, `${file}, paragraphs only`);
  }
});

interface Labelled extends Judged {
  readonly label: 0 | 1;
  readonly borderline: boolean;
}

function f1(documents: readonly Labelled[]): number {
  // The kind is not told: newswatch does not know it either.
  const judged = documents.map(({ title, text, label }) => ({
    label: label === 1,
    match: verdictOn({ title, text }).match,
  }));
  const right = judged.filter(({ label, match }) => label && match).length;
  const wrong = judged.filter(({ label, match }) => label !== match).length;
  return (2 * right) / (2 * right + wrong);
}

test('labelled articles: the quality that was reached is kept', (t: TestContext) => {
  if (!existsSync(LABELLED)) return t.skip('../shared/data is not here');
  const documents = readFileSync(LABELLED, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
  const clear = documents.filter(({ borderline }) => !borderline);
  for (const [name, list, floor] of [
    ['all', documents, 0.89],
    ['clear-cut', clear, 0.96],
    ['clear-cut articles', clear.filter(({ kind }) => kind === 'article'), 0.95],
  ] as const) {
    const reached = f1(list);
    t.diagnostic(`${name}: F1 ${reached.toFixed(3)}`);
    assert.ok(reached >= floor, `${name}: F1 ${reached.toFixed(3)}, must be at least ${floor}`);
  }
});
