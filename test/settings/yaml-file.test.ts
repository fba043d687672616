import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Mistake } from '../../src/errors.ts';
import { parseYaml, substituteEnv, validateYaml } from '../../src/settings/yaml-file.ts';

test('lines are those of the values, also behind references and comments', () => {
  const yaml = parseYaml('x.yaml', 'a: ${LONG:-reference}\n# two\nb:\n  - c: 1\n  -\n    d: { e: ${X}, f: 2 }\n');
  assert.equal(yaml.lineOf(['a']), 1);
  assert.equal(yaml.lineOf(['b', 0, 'c']), 4);
  assert.equal(yaml.lineOf(['b', 1, 'd', 'f']), 6);
  assert.equal(yaml.lineOf(['b', 1, 'd', 'nowhere']), 6, 'the nearest thing above');
  assert.equal(yaml.lineOf(['nowhere']), undefined);
});

test('references survive parsing and printing, in flow maps and quotes, with and without defaults', () => {
  const text = '# ${comment}\na: { b: ${X}, c: ${Y:-}, d: [ ${Z:-a b} ] }\ne: "${Q}"\n';
  const yaml = parseYaml('x.yaml', text);
  assert.deepEqual(yaml.value, { a: { b: '${X}', c: '${Y:-}', d: ['${Z:-a b}'] }, e: '${Q}' });
  assert.equal(yaml.print(), text);
});

test('what only looks like a reference is left alone', () => {
  const value = { a: '$X ${} ${-x} ${X', b: ['$$'] };
  assert.deepEqual(substituteEnv(value, { X: '1' }, assert.fail), value);
});

test('every use of an unset name is told of, with its place', () => {
  const missing: string[] = [];
  substituteEnv({ a: ['${X}${Y}'], b: { c: '${X:-1}' } }, {}, (name, path) =>
    missing.push(`${path.join('.')} ${name}`),
  );
  assert.deepEqual(missing, ['a.0 X', 'a.0 Y']);
});

test('a document without anything in it validates as an empty map', () => {
  const mistakes: Mistake[] = [];
  assert.deepEqual(
    validateYaml(parseYaml('x.yaml', '# nothing\n'), z.strictObject({ a: z.string().optional() }), {}, mistakes),
    {},
  );
  assert.deepEqual(mistakes, []);
});
