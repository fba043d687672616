import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigError, isAbort, messageOf, NewswatchError, UsageError } from '../src/errors.ts';

test('an error carries code, retry, remedy and cause', () => {
  const cause = new Error('EADDRINUSE');
  const error = new NewswatchError('http-port', 'port 8787 is taken', { retry: 'again', remedy: 'free it', cause });
  assert.deepEqual([error.code, error.retry, error.remedy, error.cause], ['http-port', 'again', 'free it', cause]);
  assert.equal(error.line, 'port 8787 is taken (free it)');
  const bare = new NewswatchError('x', 'it broke');
  assert.deepEqual([bare.line, bare.retry, bare.remedy], ['it broke', 'never', undefined]);
  assert.ok(!('cause' in bare));
});

test('usage is an error with an optional remedy', () => {
  assert.equal(new UsageError('--limit is x', 'use a number').line, '--limit is x (use a number)');
  assert.equal(new UsageError('no').line, 'no');
  assert.equal(new UsageError('no').code, 'usage');
});

test('bad configuration is one line a mistake: file, line, key', () => {
  const error = new ConfigError([
    { file: 'a.yaml', line: 3, key: 'http.port', message: 'is x, must be y' },
    { file: 'a.yaml', key: 'feeds', message: 'is missing' },
    { file: 'b.yaml', line: 7, key: '', message: 'is no valid YAML' },
  ]);
  assert.deepEqual(error.message.split('\n'), [
    'a.yaml:3: http.port: is x, must be y',
    'a.yaml: feeds: is missing',
    'b.yaml:7: is no valid YAML',
  ]);
  assert.equal(error.code, 'config');
  assert.equal(error.mistakes.length, 3);
});

describe('messageOf', () => {
  const circle = new Error('round');
  circle.cause = circle;
  const aggregate = new AggregateError([]);
  aggregate.errors.push(aggregate);
  const cases: readonly (readonly [about: string, thrown: unknown, said: string])[] = [
    ['ours: with the remedy', new NewswatchError('x', 'it broke', { remedy: 'mend it' }), 'it broke (mend it)'],
    ['any other', new TypeError('no'), 'no'],
    ['with its cause', new Error('fetch failed', { cause: new Error('ECONNREFUSED') }), 'fetch failed: ECONNREFUSED'],
    [
      'with all its causes',
      new Error('a', { cause: new Error('b', { cause: new NewswatchError('x', 'c', { remedy: 'd' }) }) }),
      'a: b: c (d)',
    ],
    ['a cause that says nothing', new Error('a', { cause: new Error() }), 'a'],
    ['a cause that is no error', new Error('a', { cause: 'b' }), 'a'],
    ['several at once: the first', new AggregateError([new Error('v4'), new Error('v6')]), 'v4'],
    ['several of none', new AggregateError([], 'none'), 'none'],
    ['several lines become one', new Error('a\n  at b\r\n\r\nc\n'), 'a at b c'],
    ['its own cause', circle, 'round: round: round: round: round: round'],
    ['several of itself', aggregate, ''],
    ['a string', 'just so', 'just so'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
  ];
  for (const [about, thrown, said] of cases) test(about, () => assert.equal(messageOf(thrown), said));
});

test('only our own abort is an abort', () => {
  const controller = new AbortController();
  controller.abort();
  assert.ok(isAbort(controller.signal.reason));
  assert.ok(!isAbort(new DOMException('too late', 'TimeoutError')));
  assert.ok(!isAbort(new Error('AbortError')));
  assert.ok(!isAbort({ name: 'AbortError' }));
});
