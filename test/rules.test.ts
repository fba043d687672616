import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigError } from '../src/errors.ts';
import { judge } from '../src/judge/judge.ts';
import { compileRules, loadRules, openRules } from '../src/rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswatch-rules-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const topic = (id: string, word: string): string =>
  `id: ${id}\nmatch: 1\nnear: 1\nfor:\n  - name: it\n    find: a\n    points: 1\nconcepts:\n  a: [${word}]\n`;

const linesOf = (files: string[], feedFiles: string[] = []): string[] => {
  try {
    loadRules(files, feedFiles);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.line.split('\n').map((line) => line.replaceAll(`${folder}/`, ''));
  }
  return [];
};

test('topic files become rules that judge, and rules that travel as JSON judge the same', () => {
  const { set, compiled } = loadRules([
    write('one.yaml', topic('one', 'alpha')),
    write('two.yaml', topic('two', 'beta')),
  ]);
  const article = { title: 'Alpha', text: 'Beta and beta. Beta.' };
  const verdicts = judge(compiled, article);
  assert.deepEqual(
    verdicts.map(({ topic, score }) => [topic, score]),
    [
      ['one', 1],
      ['two', 2],
    ],
  );
  const travelled = compileRules(JSON.parse(JSON.stringify(set)) as typeof set);
  assert.deepEqual(judge(travelled, article), verdicts);
  assert.equal(travelled.revision, set.revision);
});

test('a feed may name only topics that there are', () => {
  const topics = [write('wolves.yaml', topic('wolves', 'wolf')), write('bears.yaml', topic('bears', 'bear'))];
  const list = write(
    'named.yaml',
    '- url: https://a.example/feed\n  topics: [bears, wolfes]\n- url: https://b.example/feed\n',
  );
  const message = 'names wolfes, which is no topic, must be one of wolves, bears';
  assert.deepEqual(linesOf(topics, [list]), [`named.yaml:2: 0.topics.1: ${message}`]);
  const fine = [
    write('fine.yaml', '- { url: https://a.example/feed, topics: [bears] }\n'),
    write('none.yaml', '# none\n'),
  ];
  assert.deepEqual(linesOf(topics, [...fine, write('some.opml', '<opml/>'), join(folder, 'gone.yaml')]), []);
});

test('the rules in force are those that the files held when they were last asked; a mistake leaves them', () => {
  const file = write('force.yaml', topic('one', 'alpha'));
  const rules = openRules([file]);
  const first = rules.set.revision;
  write('force.yaml', topic('two', 'beta'));
  assert.equal(rules.set.revision, first);
  rules.reload([file]);
  assert.deepEqual([rules.compiled.topics.map(({ id }) => id), rules.compiled.revision], [['two'], rules.set.revision]);
  write('force.yaml', 'id: [');
  assert.throws(() => rules.reload([file]), ConfigError);
  assert.equal(rules.compiled.topics[0]?.id, 'two');
});

test('the revision is that of the content, not of its place, layout or comments', () => {
  const revision = (...names: string[]): string => loadRules(names.map((name) => join(folder, name))).set.revision;
  write('a.yaml', topic('one', 'alpha'));
  write('b.yaml', `# a comment\n${topic('one', '"alpha"')}`);
  write('c.yaml', topic('one', 'alphas'));
  assert.match(revision('a.yaml'), /^[0-9a-f]{16}$/);
  assert.equal(revision('a.yaml'), revision('b.yaml'));
  assert.notEqual(revision('a.yaml'), revision('c.yaml'));
});

test('all mistakes of all files are told, with file, line and key', () => {
  const first = write('bad1.yaml', topic('one', 'x*').replace('points: 1', 'points: 0'));
  const second = write('bad2.yaml', topic('two', 'alpha').replace('find: a', 'find: b'));
  const third = write('bad3.yaml', 'id: [');
  const lines = linesOf([first, second, third, join(folder, 'absent.yaml')]);
  assert.match(lines[0] ?? '', /^bad3\.yaml:1: is no valid YAML/);
  assert.match(lines[1] ?? '', /^absent\.yaml: does not exist/);
  assert.match(lines[2] ?? '', /^bad1\.yaml:7: for\.0\.points: must be more than 0/);
  assert.match(lines[3] ?? '', /^bad2\.yaml:6: for\.0\.find: is "b", must be one of the concepts a$/);
});

test('a word that YAML reads as another number has to stand in quotes', () => {
  assert.deepEqual(linesOf([write('numbers.yaml', topic('one', '2003, "007", 007, 1.10, 0x10, 1e3, .5'))]), [
    'numbers.yaml:9: concepts.a.2: is the number 7 to YAML; write "007" in quotes',
    'numbers.yaml:9: concepts.a.3: is the number 1.1 to YAML; write "1.10" in quotes',
    'numbers.yaml:9: concepts.a.4: is the number 16 to YAML; write "0x10" in quotes',
    'numbers.yaml:9: concepts.a.5: is the number 1000 to YAML; write "1e3" in quotes',
    'numbers.yaml:9: concepts.a.6: is the number 0.5 to YAML; write ".5" in quotes',
  ]);
});

test('two files with the same topic id are a mistake', () => {
  const lines = linesOf([write('same1.yaml', topic('one', 'a')), write('same2.yaml', topic('one', 'b'))]);
  assert.match(lines[0] ?? '', /^same2\.yaml:1: id: is one like that of same1\.yaml, must be one of its own$/);
});
