import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { compileTopic } from '../../src/judge/compile.ts';
import { knownKeys } from '../../src/judge/topic-schema.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';
import { found, judgeOne, rulesFrom, topicWith } from '../judge/support.ts';

/** The manual says what the rules do: here it is held to it. */
const MANUAL = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');

const blocks = [...MANUAL.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
const topics = blocks.filter((yaml) => yaml.startsWith('id: '));
const topicOf = (id: string): string => topics.find((yaml) => yaml.startsWith(`id: ${id}`)) ?? '';

/** Concepts shown alone, as a topic: what they refer to is made up. */
function asTopic(concepts: string): string {
  const named = [...concepts.matchAll(/(?:find|with|without|includes): ([\w-]+)/g)].map(([, name = '']) => name);
  const shown = [...concepts.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name);
  const madeUp = [...new Set(named)].filter((name) => !shown.includes(name)).map((name) => `  ${name}: [${name}]`);
  const rules = shown.map((name) => `  - { name: ${name}, find: ${name}, points: 1 }`);
  const indented = concepts.replace(/^(?=.)/gm, '  ');
  return `id: shown\nmatch: 1\nnear: 1\nfor:\n${rules.join('\n')}\nconcepts:\n${indented}${madeUp.join('\n')}\n`;
}

test('every topic and every concept that it shows compiles, without a warning', () => {
  assert.ok(topics.length >= 2 && blocks.length > topics.length);
  for (const yaml of blocks) {
    const source = yaml.startsWith('id: ') ? yaml : asTopic(yaml);
    const compiled = compileTopic({ file: 'rules.md', rules: parseYaml('rules.md', source).value });
    assert.ok('topic' in compiled, JSON.stringify(compiled));
    assert.deepEqual(compiled.warnings, []);
  }
});

/** The keys of the table that begins with this heading. */
function keysAfter(heading: string): string[] {
  const section = MANUAL.slice(MANUAL.indexOf(heading));
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? '';
  return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, key = '']) => key).toSorted();
}

test('its tables name every key, and no other', () => {
  const pattern = keysAfter('### Patterns');
  assert.deepEqual(keysAfter('A file stands alone'), knownKeys([]).toSorted());
  assert.deepEqual(keysAfter('## Concepts'), knownKeys(['concepts', 'a']).toSorted());
  assert.deepEqual(pattern, knownKeys(['concepts', 'a', 'also', 0]).toSorted());
  assert.deepEqual([...keysAfter('## Rules'), ...pattern].toSorted(), knownKeys(['for', 0]).toSorted());
});

test('the keys that it calls required are those without which there is no topic', () => {
  const whole = parseYaml('rules.md', topicOf('wolves')).value as Record<string, unknown>;
  for (const [, key = '', required = ''] of MANUAL.matchAll(/^\| `(\w+)` +\| (yes|no) +\|/gm)) {
    const { [key]: _left, ...rest } = whole;
    assert.equal('mistakes' in compileTopic({ file: 'rules.md', rules: rest }), required === 'yes', key);
  }
});

describe('what it says that words find', () => {
  const list = MANUAL.slice(MANUAL.indexOf('### Words'), MANUAL.indexOf('### Patterns')).replaceAll('\n  ', ' ');
  const quoted = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);
  const lines = [...list.matchAll(/^- (`.*?) finds (`.*?)(?:, not (`[^:\n]*))?(?::.*)?$/gm)];
  for (const [line, terms, finds, not] of lines) {
    test(line, () => {
      const key = terms?.endsWith('under `exact`') ? 'exact' : 'words';
      const written = quoted(terms).filter((one) => one !== 'exact');
      const topic = topicWith(`  a: { ${key}: ${JSON.stringify(written)} }`);
      assert.ok(written.length > 0 && quoted(finds).length > 0);
      for (const text of quoted(finds)) assert.equal(found(topic, text).length, 1, `finds ${text}`);
      for (const text of quoted(not)) assert.deepEqual(found(topic, text), [], `does not find ${text}`);
    });
  }
  test('all of the list is understood', () => assert.equal(lines.length, list.match(/ finds `/g)?.length));
});

test('the first topic', () => {
  const rules = rulesFrom(topicOf('wolves'));
  const article = { title: 'Wolves kill sheep', text: 'A wolf pack killed ten lambs. The wolf fled.' };
  assert.deepEqual(
    judgeOne(rules, article).contributions.map(({ points }) => points),
    [4, 2, 2, 1, 1],
  );
  assert.equal(judgeOne(rules, { title: 'Lone wolves', text: 'Lone wolves and a lone wolf among sheep.' }).score, 0);
  assert.equal(judgeOne(rules, { title: 'Wolves lose', text: 'The goalkeeper of Wolverhampton cried.' }).score, 0);
});

describe('the finished topic', () => {
  const rules = rulesFrom(topicOf('port-strikes'));
  const judged = (title: string, text: string) => judgeOne(rules, { title, text });
  const filler = `${'Prices rose in the shops of the town, said people who know. '.repeat(12)}\n`;

  test('a brief and an article that match', () => {
    const brief = judged(
      'Dockers strike in Rotterdam',
      'Port workers walked out on Monday. The strike may last a week.',
    );
    assert.deepEqual([brief.judgedAs, brief.match], ['brief', true]);
    const article = judged(
      'Dock workers begin strike',
      `Dockers at the port began a strike. The strike is the first in ten years. Ships queue.\n${filler}` +
        `The dockers want more. Longshoremen abroad help them. Nine ships lie at anchor, and the backlog grows.`,
    );
    assert.deepEqual([article.judgedAs, article.match], ['article', true]);
    const names = new Set(article.contributions.map(({ rule }) => rule));
    assert.equal(names.size, 3, [...names].join());
  });

  test('the later sentence about the strike counts', () => {
    const text = 'The dockers met at the port. On Monday the strike began.';
    assert.deepEqual(
      judged('', text).contributions.map(({ term, together }) => [term, together?.length]),
      [['strike', undefined]],
    );
  });

  test('what does not match', () => {
    assert.deepEqual(judged('Stevedores strike', 'A strike of stevedores began.').missing, ['port']);
    assert.ok(!judged('Dockers at the port', 'There will be no strike of dockers.').match);
    assert.ok(!judged('Nurses strike', 'Dockers at the port help. The strike of nurses began.').match);
    assert.equal(judged('', 'Port workers drank port wine after an air strike.').contributions.length, 0);
  });
});

test('what it says of letters, places and nearness', () => {
  const word = (written: string): string => topicWith(`  a: [${JSON.stringify(written)}]`);
  const AB = '  a: [alpha]\n  b: [beta]';
  const two = (rule: string): string => topicWith(AB, rule);
  const flu = (bird: string): string => topicWith(`  a: ${bird}\n  b: [bird flu]`, 'find: a, with: b');
  const rows: [topic: string, text: string, title: string, expected: number][] = [
    [word('US'), 'x', 'LET US GO', 1],
    [word('C'), 'vitamin c', '', 1],
    [word('Straße'), 'in the Strasse', '', 0],
    [word('Müller'), 'Mr Muller', '', 1],
    [word('Müller'), 'Mr Mueller', '', 0],
    [word('Igdir'), 'in Iğdır', '', 1],
    [word('Orsted'), 'by Ørsted', '', 1],
    [word('Dilas'), 'by Đilas', '', 1],
    [word('influenza'), "l'influenza", '', 0],
    [word("l'influenza"), 'l’influenza', '', 1],
    [word('2003'), '2,003 hens', '', 1],
    [word('12 ...1 30'), 'at 12:30', '', 1],
    [word('台湾'), '在台湾的', '', 0],
    [word('wolf pack'), 'wolf — pack', '', 0],
    [word('wolf ... pack'), 'wolf — pack', '', 1],
    [flu('[bird]'), 'a case of bird flu', '', 1],
    [flu('{ words: [bird], except: [bird flu] }'), 'a case of bird flu', '', 0],
    [two('find: a, with: b, within: paragraph'), 'Alpha.', 'Beta', 0],
    [two('find: a, with: b, within: 2 sentences'), 'One. Alpha.', 'Beta', 1],
    [two('find: a, in: body'), `${'word '.repeat(59)}. Alpha.`, '', 0],
    [two('find: a, in: body'), `${'word '.repeat(60)}. Alpha.`, '', 1],
    [two('find: a, in: lead'), `${'word '.repeat(59)}. Alpha.`, '', 1],
    [two('find: a, without: b, within: 2 words, order: after'), 'Alpha, no beta.', '', 1],
    [two('find: a, without: b, within: 2 words, order: after'), 'No beta alpha.', '', 0],
    [two('find: a, without: b, within: 2 words'), 'Alpha, no beta.', '', 0],
  ];
  for (const [topic, text, title, expected] of rows) assert.equal(found(topic, text, title).length, expected, text);
  const kind = (words: number): string =>
    judgeOne(rulesFrom(word('x')), { title: 'A title of words', text: 'w '.repeat(words) }).judgedAs;
  assert.deepEqual([kind(100), kind(101)], ['brief', 'article']);
});
