import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { itemUid } from '../../src/record/items.ts';
import { install, type Installation } from './marked-record.ts';

const TOPIC =
  'id: alphas\nmatch: 5\nnear: 1\nfor:\n  - { name: alphas, find: a, points: 1 }\nconcepts: { a: [alpha] }\n';

/** Rejected texts, kept by no verdict: so many alphas each. */
function keep({ change }: Installation, counts: readonly number[]): void {
  change((record) => {
    record.feeds.ensure('f', 'https://news.example/feed', 0);
    for (const [index, count] of counts.entries()) {
      const id = record.items.insert({
        uid: itemUid('f', String(index)),
        feedId: 'f',
        url: `https://news.example/${index}`,
        title: `No ${index} \u001b[31m`,
        publishedAt: null,
        seenAt: Date.now(),
        state: 'waiting',
        quiet: false,
        host: 'news.example',
        feedText: null,
        duplicateOf: null,
      });
      const kept = { title: `No ${index} \u001b[31m`, text: `Alpha ${index}. `.repeat(count) };
      record.items.end(id, { state: 'rejected', at: Date.now(), basis: 'page', verdicts: [], kept });
    }
  });
}

test('on a terminal the clearest come first, and no more than can be read; --json has all', (t) => {
  const place = install(t, { 'alphas.yaml': TOPIC });
  keep(place, [...Array.from({ length: 24 }, () => 5), 9, 2]);
  const { status, stdout } = place.run('replay');
  assert.equal(status, 0);
  const lines = stdout.trimEnd().split('\n');
  assert.match(lines[0] ?? '', /^\+ No 24/);
  assert.match(lines[1] ?? '', /^ {2}[0-9a-f]{16} · alphas · 9 now: 4 over the 5 needed$/);
  assert.deepEqual(lines.slice(2, 4), ['  Alpha', '    no verdict of this topic before']);
  assert.match(lines[4] ?? '', /^ {4}0 → \+9 {7}alphas \(9 sentences in the lead\): “\*Alpha\* 24\. /);
  assert.equal(lines.filter((line) => line.startsWith('+ ')).length, 20);
  assert.deepEqual(lines.slice(-3), [
    '… and 5 more like these (--json has all)',
    '26 judged: 25 gained, 0 lost',
    'nothing was changed; --apply puts the rules into force, adds the gained ones',
  ]);
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  assert.doesNotMatch(stdout, /\u001b/);
  const report = place.json('replay');
  assert.deepEqual([(report['gained'] as unknown[]).length, report['applied']], [25, 0]);
});

test('what is taken up is told, and is there', (t) => {
  const place = install(t, { 'alphas.yaml': TOPIC });
  keep(place, [5, 4]);
  assert.match(place.run('replay', '--apply').stdout, /\nthe rules are in force; 1 added as late matches\n$/);
  // Nothing is gained any more: the rules alone are taken up, and no alert is raised.
  assert.equal(
    place.run('replay').stdout,
    '2 judged: 0 gained, 0 lost\nnothing was changed; --apply puts the rules into force\n',
  );
  assert.match(place.run('replay', '--apply', '--alert').stdout, /\nthe rules are in force\n$/);
  const exported = place.run('export', '--format', 'csv').stdout.split('\n');
  assert.match(exported[0] ?? '', /,excerpt,threshold,why$/);
  assert.match(exported[1] ?? '', /,5,"match, 5 points, exactly the 5 needed, .* \| \+5 {2}alphas /);
  writeFileSync(join(place.folder, 'alphas.yaml'), TOPIC.replace('match: 5', 'match: 6'));
  const { stdout } = place.run('replay');
  assert.match(
    stdout,
    /^- No 0.*\n.* · alphas · 5 points before, 5 now: 1 short of the 6 needed\n {2}Alpha\n {4}6 points are needed now, 5 before\n/,
  );
});

test('a topic that there is not is told, with those that there are', (t) => {
  const { status, stderr } = install(t, { 'alphas.yaml': TOPIC }).run('replay', '--topic', 'betas');
  assert.deepEqual([status, /there is no topic betas.*alphas/.test(stderr)], [2, true]);
});
