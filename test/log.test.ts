import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ATTACKS } from './support/attacks.ts';
import { assertFit } from './support/fit.ts';

const MODULE = resolve(import.meta.dirname, '../src/log.ts');

// oxlint-disable-next-line no-control-regex -- our own colours
const COLOURS = /\u001b\[\d+m/g;

/** Standard error of a process that logs these texts, in messages, fields and errors. */
function logged(texts: readonly string[], terminal: boolean): string {
  const program = `
    const { openLog } = await import(${JSON.stringify(MODULE)});
    const log = openLog({ level: 'info', terminal: ${terminal} });
    for (const text of ${JSON.stringify(texts)}) {
      log.info({ event: 'said', title: text, [text.slice(0, 40)]: [text] }, text);
      log.error({ err: new Error(text) }, 'it failed');
    }`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stderr;
}

test('as JSON every entry is one line with nothing in it that cannot be seen, and loses nothing', () => {
  const lines = logged(ATTACKS, false).split('\n').slice(0, -1);
  for (const line of lines) assertFit('JSON log', line);
  const entries = lines.map((line) => JSON.parse(line) as { event?: string; title: string });
  assert.deepEqual(
    entries.filter(({ event }) => event !== undefined).map(({ title }) => title),
    // A half of a pair cannot be passed on as UTF-8.
    ATTACKS.map((text) => text),
  );
});

test('on a terminal every entry is one line, and nothing but its colours steers', () => {
  const lines = logged(ATTACKS, true).replace(COLOURS, '').split('\n').slice(0, -1);
  assert.equal(lines.length, 2 * ATTACKS.length);
  for (const line of lines) {
    assertFit('terminal log', line);
    assert.match(line, /^\[\d\d:\d\d:\d\d\] (?:INFO|ERROR): /);
  }
});
