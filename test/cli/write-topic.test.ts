import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeTopic } from '../../src/cli/write-topic.ts';
import { parseYaml } from '../../src/settings/yaml-file.ts';
import { openFolder } from '../support/folder.ts';

const TOPIC =
  '# head\nid: t\nmatch: 5 # points\nnear: 1\nfor: [{ name: a, find: a, points: 5 }]\nconcepts: { a: [alpha] }\n';
const RULES = parseYaml('t.yaml', TOPIC).value as Record<string, unknown>;

test('a topic file gets other rules whole or not at all, and only if it is as it was and they compile', (t) => {
  const folder = openFolder(t, { 't.yaml': TOPIC });
  const file = join(folder, 't.yaml');
  const source = { file, rules: RULES };
  const refused = (changed: unknown, message: RegExp): void => {
    const before = readFileSync(file, 'utf8');
    assert.throws(() => writeTopic(source, changed), { code: 'tune-write', message });
    assert.equal(readFileSync(file, 'utf8'), before);
  };
  refused({ ...RULES, concepts: {} }, /t\.yaml was not changed: its rules would be wrong/);
  writeTopic(source, { ...RULES, match: 4 });
  assert.equal(readFileSync(file, 'utf8'), TOPIC.replace('5 # points', '4 # points'));
  refused({ ...RULES, match: 3 }, /it was changed while the marks were measured/);
  writeFileSync(file, TOPIC.replace('# head', '# another head'));
  writeTopic(source, { ...RULES, match: 3 });
  assert.match(readFileSync(file, 'utf8'), /^# another head\n[^]*match: 3 /);
  assert.deepEqual(readdirSync(folder), ['t.yaml']);
  rmSync(file);
  assert.throws(() => writeTopic(source, RULES), { code: 'tune-write' });
});
