import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../src/errors.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

function troubleIn(text: string): string {
  try {
    parseYaml('x.yaml', text);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.line;
  }
  return 'no trouble';
}

test('what is no YAML is told in words for people who write lists and texts', () => {
  const HASH = 'a text with "#" in it stands in quotes: "# troops"';
  const QUOTES = `a comma is missing, or a text has the quotes within that are around it: write "Sana'a"; ${HASH}`;
  const UNFIT = 'this line and the next do not fit together: keys that belong together begin below each other';
  const rows: [text: string, line: number, trouble: string][] = [
    ['for:\n  - name: r\n    find:wolf\n    with: sheep\n', 3, 'a blank is missing after "find:"'],
    ['for:\n  - name: r\n    find:wolf\nconcepts: {}\n', 3, 'a blank is missing after "find:"'],
    ['id: x\nmatch:5\nnear: 3\n', 2, 'a blank is missing after "match:"'],
    ['for:\n  -name: r\n    find: x\n', 2, 'a blank is missing after "-"'],
    ['for:\n  - name: wolves: in the title\n', 2, 'there is a ":" within a text; put the text in quotes'],
    ['title: US: forces\nmatch: 5\n', 1, 'there is a ":" within a text; put the text in quotes'],
    ["concepts:\n  a: ['Sana'a', Aden]\n", 2, QUOTES],
    ["concepts:\n  a:\n    - 'Sana'a'\n", 3, QUOTES],
    ['concepts:\n  a: ["say "hi" now", b]\n', 2, QUOTES],
    ['concepts:\n  a: [wolf, wolves\n  b: [sheep]\n', 2, `the "[" has no "]"; ${HASH}`],
    ['concepts:\n  a: [killed # troops]\n  b: [sheep]\n', 2, `the "[" has no "]"; ${HASH}`],
    ['for:\n  - { name: r, find: a\n  - { name: s }\n', 2, `the "{" has no "}"; ${HASH}`],
    ['a: [x,, y]\n', 1, 'a comma follows a comma or "["; remove one'],
    ['a: @x\n', 1, 'a text cannot begin with "@"; put it in quotes'],
    ['for:\n  - name: r\n     find: x\n', 2, UNFIT],
    ['concepts:\n  a: [x]\n  b: [y]\n  a: [z]\n', 4, 'has "a" twice, in lines 2 and 4; keep one of them'],
    ['p: { a: 1, ${B}: 2, ${B}: 3 }\n', 1, 'has "${B}" twice, in lines 1 and 1; keep one of them'],
  ];
  for (const [text, line, trouble] of rows) {
    assert.equal(troubleIn(text), `x.yaml:${line}: is no valid YAML: ${trouble}`, text);
  }
});
