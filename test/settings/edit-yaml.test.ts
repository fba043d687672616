import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withValue } from '../../src/settings/edit-yaml.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';

/** Every way to write a list or a map that people use, with comments at every place. */
const FILE = `# head
match: { brief: 5, # of ten
  article: 12 }
for:
  - name: a # why
    points:   1   # spaced

  - name: b
    points: 2

# What words mean
concepts:
  flow: [one, two, three] # all
  lines: # a list over lines
    [one, # first
     two,
     three # last
    ]
  block:
    - one # first
    # about the second
    - two
    - three
  map: { words: [one], except: [two, three] }
  last: [one]
`;

type File = {
  match: Record<string, number>;
  for: unknown[];
  against?: unknown[];
  concepts: Record<string, unknown> & Record<'flow' | 'lines' | 'block' | 'last', string[]>;
};

/** The file after a change of its value: what became of its text. */
function edited(change: (value: File) => void, text = FILE): string | undefined {
  const value = parseYaml('f.yaml', text).value as File;
  change(value);
  const result = withValue('f.yaml', text, value);
  if (result !== undefined) assert.deepEqual(parseYaml('f.yaml', result).value, value);
  return result;
}

test('nothing but what changes moves, wherever it stands', () => {
  const rows: [string, (value: File) => void, string][] = [
    ['brief: 5,', ({ match }) => void (match['brief'] = 3.5), 'brief: 3.5,'],
    ['points:   1 ', ({ for: [first] }) => void Object.assign(first as object, { points: 1.5 }), 'points:   1.5 '],
    ['[one, two, three] #', ({ concepts }) => void concepts.flow.splice(1, 1), '[one, three] #'],
    ['[one, two, three] #', ({ concepts }) => void concepts.flow.splice(0, 1), '[two, three] #'],
    ['[one, two, three] #', ({ concepts }) => void concepts.flow.splice(1, 2), '[one] #'],
    ['[one, two, three] #', ({ concepts }) => void concepts.flow.push('a: b', 'x'), '[one, two, three, "a: b", x] #'],
    ['     two,\n     three', ({ concepts }) => void concepts.lines.splice(1, 1), '     three'],
    ['two,\n     three # last', ({ concepts }) => void concepts.lines.splice(2, 1), 'two # last'],
    ['    - two\n', ({ concepts }) => void concepts.block.splice(1, 1), ''],
    ['    - three\n', ({ concepts }) => void concepts.block.push('no'), '    - three\n    - no\n'],
    [
      '[one, two, three] #',
      ({ concepts }) => void (concepts['flow'] = { words: ['one', 'three'], except: ['x'] } as never),
      '{ words: [one, three], except: [x] } #',
    ],
    [
      '    - one # first',
      ({ concepts }) => void (concepts['block'] = { words: concepts.block } as never),
      '    words:\n    - one # first',
    ],
    ['  last: [one]\n', ({ concepts }) => void (concepts['new'] = ['x']), '  last: [one]\n  new: [x]\n'],
    [
      '    points: 2\n',
      (value) => void value.for.push({ name: 'c', points: { title: 1, body: 0.5 } }),
      '    points: 2\n\n  - name: c\n    points: { title: 1, body: 0.5 }\n',
    ],
    ['  last: [one]\n', (value) => void (value.against = [{ name: 'd' }]), '  last: [one]\n\nagainst:\n  - name: d\n'],
  ];
  for (const [before, change, after] of rows) assert.equal(edited(change), FILE.replace(before, after), after);
});

test('all at once, and with Windows line breaks', () => {
  const all = (value: File): void => {
    value.match['article'] = 11;
    value.concepts.block.splice(0, 1);
    value.concepts['new'] = ['x', 'y'];
    value.against = [{ name: 'd', points: 1 }];
  };
  const text = edited(all) ?? '';
  for (const comment of FILE.match(/#.*/g) ?? []) assert.ok(text.includes(comment) || comment === '# first', comment);
  assert.equal(edited(all, FILE.replaceAll('\n', '\r\n')), text.replaceAll('\n', '\r\n'));
});

test('a file without a break at its end gets one; a full line is not made longer', () => {
  const words = Array.from({ length: 14 }, (_unused, index) => `longish${index}`).join(', ');
  const text = `match: {}\nfor: []\nconcepts:\n  lines:\n    [one,\n     ${words}]`;
  const more = text.replace('longish13]', 'longish13,\n     more]');
  assert.equal(
    edited(({ concepts }) => void concepts.lines.push('more'), text),
    more,
  );
  assert.equal(
    edited(({ concepts }) => void (concepts['new'] = ['x']), text),
    `${text}\n  new: [x]\n`,
  );
  const line = `match: {}\nfor: []\nconcepts: { flow: [${words}, ${words}] }\n`;
  assert.equal(
    edited(({ concepts }) => void concepts.flow.push('more'), line),
    line.replace('] }', ', more] }'),
  );
});

test('what is written in another way is printed anew, comments kept; what cannot be is refused', () => {
  const keys = 'concepts: { ? a : [x], b: [y] } # both\nfor: []\nmatch: {}\n';
  const text = edited(({ concepts }) => void delete concepts['b'], keys) ?? '';
  assert.ok(text.includes('# both'), text);
  const shared = 'match: {}\nfor: []\nconcepts:\n  flow: &all [one, two]\n  last: *all\n';
  assert.equal(
    edited(({ concepts }) => void (concepts.last = ['one']), shared),
    undefined,
  );
});
