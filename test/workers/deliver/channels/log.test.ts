import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { openLogChannel } from '../../../../workers/deliver/channels/log.ts';
import { alertBody, noticeBody } from '../../../support/alert-body.ts';

const never = new AbortController().signal;

function open(level: string) {
  const lines: string[] = [];
  const log = pino({ level, base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  const settings = { type: 'log', name: 'log', duplicates: false, notices: false } as const;
  return { lines, channel: openLogChannel(settings, { log, userAgent: 'newswatch/test' }) };
}

test('an alert is one line at level info', async () => {
  const { lines, channel } = open('info');
  const outcome = await channel.send(alertBody(), 'alert-1', never);
  assert.deepEqual(outcome, { kind: 'sent', answer: 'written to the log' });
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    [
      {
        level: 30,
        alertId: 'alert-1',
        channel: 'log',
        topic: 'us-forces-iraq',
        title: 'Convoy of U.S. troops leaves base near Erbil',
        url: 'https://news.example/2026/convoy?id=7&page=1',
        score: 7.5,
        feed: 'Example News',
        corpusFile: '005_0123456789abcdef.txt',
        msg: 'match: Convoy of U.S. troops leaves base near Erbil',
      },
    ],
  );
});

test('a title cannot repaint the terminal or forge a line', async () => {
  const { lines, channel } = open('info');
  await channel.send(alertBody({ title: 'a\n\u001b[2J\u202eb', url: 'javascript:1' }), 'alert-1', never);
  const { title, msg, url } = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
  assert.deepEqual([title, msg, url], ['a [2Jb', 'match: a [2Jb', null]);
});

test('says so where the level hides it, and obeys an abort', async () => {
  const { lines, channel } = open('warn');
  const outcome = await channel.send(alertBody(), 'alert-1', never);
  assert.deepEqual([outcome.answer, lines.length], ['not shown: LOG_LEVEL is above info', 0]);
  await assert.rejects(channel.send(alertBody(), 'alert-1', AbortSignal.abort()), { name: 'AbortError' });
});

test('a notice is one line, too', async () => {
  const { lines, channel } = open('info');
  await channel.send(noticeBody(), 'notice-1', never);
  const { msg, kind, alertId } = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
  assert.deepEqual([lines.length, kind, alertId], [1, 'feed-silent', 'notice-1']);
  assert.match(String(msg), /^notice: Example News: nothing new/);
});
