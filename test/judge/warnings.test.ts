import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTopic } from '../../src/judge/compile.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

function warningsIn(concepts: string, more = ''): string[] {
  const source = `id: t\nmatch: 1\nnear: 1\n${more}for: [{ name: it, find: a, points: 1 }]\nconcepts:\n${concepts}`;
  const compiled = compileTopic({ file: 't.yaml', rules: parseYaml('t.yaml', source).value });
  assert.ok('topic' in compiled, JSON.stringify(compiled));
  return compiled.warnings.map(({ key, message }) => `${key}: ${message}`);
}

test('what a topic has to no use', () => {
  const rows: [concepts: string, expected: string[]][] = [
    ['  a: [wolf]\n  b: [bear]', ['concepts.b: is used by no rule; name it in one, or remove it']],
    ['  a: [wolf, wolves, Wolf]', ['concepts.a.2: "Wolf" says the same as "wolf" (concepts.a.0)']],
    ['  a: { words: [US, U.S.] }', ['concepts.a.words.1: "U.S." says the same as "US" (concepts.a.words.0)']],
    [
      '  a: { words: [wolf], except: ["wolf(s)"] }',
      ['concepts.a.words.0: "wolf" is never found, for "wolf(s)" is an exception'],
    ],
    [
      '  a: { words: [wolf, wolves], except: [lone wolf, good dog(s)] }',
      ['concepts.a.except.1: "good dog(s)" has none of the words of the concept, so that it takes nothing away'],
    ],
  ];
  for (const [concepts, expected] of rows) assert.deepEqual(warningsIn(concepts), expected, concepts);
});

test('what is of use', () => {
  for (const concepts of [
    '  a: { words: [wolf], also: [{ find: b, without: c }] }\n  b: { includes: d }\n  c: [cat]\n  d: [dog]',
    '  a: { includes: b, except: [good dog] }\n  b: [dog]',
    '  a: { also: [{ find: b, with: c }], except: [good dog, big cat] }\n  b: [dog]\n  c: [cat]',
    '  a: { words: [econom*, "# men", العراق], except: [home economics, 12 men, وعراق الغد, wide ... gap] }',
    '  a: { words: [wolf, wolf(s), wolves], exact: [Wolf] }',
    '  a: { words: [wolf pack], except: [wolf] }',
  ]) {
    assert.deepEqual(warningsIn(concepts), [], concepts);
  }
  assert.deepEqual(warningsIn('  a: [wolf]\n  b: [bear]', 'needs: b\n'), []);
});
