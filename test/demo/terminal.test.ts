import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { DemoEvent } from '../../demo/events.ts';
import { openTerminal } from '../../demo/terminal.ts';

const poll = (feedTitle: string, kind: string, fresh = 0): DemoEvent => ({
  event: 'poll',
  at: 1_000,
  fields: { feedTitle, kind, fresh },
});

test('polls without news are gathered until something else is to be said', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const terminal = openTerminal(stream, 0);
  terminal.show(poll('A', 'unchanged'));
  terminal.show({ event: 'unknown', at: 1_000, fields: { level: 30, msg: 'nothing to see' } });
  terminal.show(poll('B', 'unchanged'));
  terminal.show(poll('C', 'items', 1));
  terminal.show(poll('A', 'unchanged'));
  terminal.print();
  terminal.print('end');
  assert.deepEqual((stream.read() as string).split('\n'), [
    '  1.0s  poll     2 feeds asked: nothing new',
    '  1.0s  poll     C: 1 new item',
    '  1.0s  poll     A: nothing new',
    '',
    'end',
    '',
  ]);
});
