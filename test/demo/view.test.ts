import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLogLine, type DemoEvent } from '../../demo/events.ts';
import { linesOf, type Paint } from '../../demo/view.ts';

const START = Date.UTC(2026, 2, 1, 12);
const noPaint: Paint = (_style, text) => text;

const event = (name: string, fields: Record<string, unknown>, seconds = 2.5): DemoEvent => ({
  event: name,
  at: START + seconds * 1_000,
  fields,
});
const show = (one: DemoEvent, width = 80): string[] => linesOf(one, { startedAt: START, width, paint: noPaint });

test('polls say how many new items they brought, or why none', () => {
  const poll = (fields: object): string[] => show(event('poll', { feedTitle: 'The Courier', ...fields }));
  assert.deepEqual(poll({ kind: 'items', fresh: 3 }), ['  2.5s  poll     The Courier: 3 new items']);
  assert.deepEqual(poll({ kind: 'items', fresh: 1 }), ['  2.5s  poll     The Courier: 1 new item']);
  assert.deepEqual(poll({ kind: 'items', fresh: 0 }), ['  2.5s  poll     The Courier: nothing new']);
  assert.deepEqual(poll({ kind: 'unchanged' }), ['  2.5s  poll     The Courier: nothing new']);
  assert.deepEqual(poll({ kind: 'failed', problem: 'answered 500' }), ['  2.5s  poll     The Courier: answered 500']);
  assert.deepEqual(show(event('poll', { feedUrl: 'http://a.test/f', kind: 'gone' })), [
    '  2.5s  poll     http://a.test/f: gone',
  ]);
});

test('articles show the decision, the score and the title; trouble stands below', () => {
  assert.deepEqual(show(event('article', { decision: 'match', score: 7.25, title: 'Rockets' }, 12.04)), [
    ' 12.0s  read     on topic   7.3  Rockets',
  ]);
  assert.deepEqual(show(event('article', { decision: 'duplicate', title: 'Rockets' })), [
    '  2.5s  read     a copy          Rockets',
  ]);
  assert.deepEqual(show(event('article', { decision: 'give-up', url: 'http://a.test/1', problem: 'answered 404' })), [
    '  2.5s  read     given up        http://a.test/1',
    '                 answered 404',
  ]);
  assert.deepEqual(show(event('article', { decision: 'newly invented', title: 'X' })), [
    '  2.5s  read     newly invented      X',
  ]);
});

test('matches name their file, alerts their channel, the receiver what it was told', () => {
  assert.deepEqual(show(event('match', { title: 'Rockets', corpusFile: '000_0123456789abcdef.txt' })), [
    '  2.5s  corpus   corpus/000_0123456789abcdef.txt',
  ]);
  assert.deepEqual(show(event('match', { title: 'Rockets', corpusFile: null })), [
    '  2.5s  corpus   no file, judged by its headline: Rockets',
  ]);
  assert.deepEqual(show(event('alert', { channel: 'webhook', kind: 'sent', answer: '204' })), []);
  assert.deepEqual(show(event('alert', { channel: 'webhook', kind: 'later', answer: 'answered 503' })), [
    '  2.5s  alert    webhook: later · answered 503',
  ]);
  assert.deepEqual(show(event('received', { title: 'Rockets', verified: true, terms: ['US troops', 'Iraq', 3] })), [
    '  2.5s  ALERT    Rockets',
    '                 because of US troops, Iraq',
  ]);
  assert.match(show(event('received', { title: 'Rockets', verified: false }))[1] ?? '', /NOT SIGNED/);
});

test('start, dashboard and papers are shown', () => {
  assert.deepEqual(show(event('ready', { feeds: 5 })), ['  2.5s  ready    the watch runs']);
  assert.deepEqual(show(event('http', { address: 'http://127.0.0.1:8787' })), [
    '  2.5s  open     http://127.0.0.1:8787 to look on',
  ]);
  assert.deepEqual(show(event('published', { publisher: 'The Courier', title: 'News' })), [
    '  2.5s  + online The Courier: News',
  ]);
  assert.deepEqual(show(event('world', { name: 'The Courier', format: 'rss', feedUrl: 'http://127.0.0.1:1/f' }, 0)), [
    '  0.0s  paper    The Courier            rss   http://127.0.0.1:1/f',
  ]);
});

test('of unknown events only those that warn are shown', () => {
  assert.deepEqual(show(event('lease-kept', { level: 30, msg: 'all is well' })), []);
  assert.deepEqual(show(event('lease-lost', { level: 40, msg: 'it is gone' })), ['  2.5s  warning  it is gone']);
  assert.deepEqual(show(event('raw', { level: 50, msg: 'broken' })), ['  2.5s  error    broken']);
  assert.deepEqual(show(event('raw', { msg: 'newswatch: run "npm ci" first' })), [
    '  2.5s  daemon   newswatch: run "npm ci" first',
  ]);
  assert.deepEqual(show(event('anything', {})), []);
});

test('fields of the wrong kind, escape sequences and long titles do no harm', () => {
  assert.deepEqual(show(event('poll', { feedTitle: 7, kind: ['items'], fresh: 'many' }, Number.NaN)).length, 1);
  assert.deepEqual(show(event('article', { decision: 'match', score: 'high', title: 'A\u001b[2J\nB' })), [
    '  2.5s  read     on topic        A [2J B',
  ]);
  const long = show(event('article', { decision: 'match', score: 7, title: 'word '.repeat(40) }), 60);
  assert.equal(long[0]?.length, 60);
  assert.ok(long[0]?.endsWith('…'));
});

test('colours go around whole columns only, so that lines stay aligned', () => {
  const painted = linesOf(event('poll', { feedTitle: 'T', kind: 'items', fresh: 2 }), {
    startedAt: START,
    width: 80,
    paint: (style, text) => `<${String(style)}:${text}>`,
  });
  assert.deepEqual(painted, ['<gray:  2.5s>  <cyan:poll     ><cyan:T: 2 new items>']);
});

test('log lines become events; what is no JSON object is shown as it is', () => {
  const line = '{"level":30,"time":"2026-03-01T12:00:01.500Z","event":"ready","msg":"watching"}';
  const { event: name, at, fields } = parseLogLine(line, 5);
  assert.deepEqual([name, at, fields['msg']], ['ready', START + 1_500, 'watching']);
  assert.deepEqual(parseLogLine('\u001b[32mnewswatch\u001b[0m: no', 5), {
    event: 'raw',
    at: 5,
    fields: { msg: 'newswatch: no' },
  });
  for (const odd of ['[1]', 'null', '7', '{"event":3,"time":"soon"}'])
    assert.deepEqual([parseLogLine(odd, 5).event, parseLogLine(odd, 5).at], ['raw', 5]);
});
