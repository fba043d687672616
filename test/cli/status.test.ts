import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedRows } from '../../src/cli/status.ts';
import type { FeedStatus } from '../../src/coordinator/commands.ts';
import { unpolledFeed } from '../../src/model/feed.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

test('feeds list tells of a feed whose polls succeed what it is warned of', () => {
  const feed = (over: Partial<FeedStatus>): FeedStatus => ({
    ...unpolledFeed('f', 'https://x.example/feed', NOON),
    succeededAt: NOON,
    items: 0,
    matches: 0,
    enabled: true,
    interval: 900_000,
    intervalBy: 'poll.interval',
    warnings: [],
    ...over,
  });
  const silent = { kind: 'feed-silent', since: '2026-11-10T08:00:00.000Z', message: 'nothing new' } as const;
  const gap = { kind: 'feed-gap', since: '2026-11-12T08:00:00.000Z', message: 'some may be missing' } as const;
  const feeds = [
    feed({}),
    feed({ warnings: [silent, gap] }),
    feed({ warnings: [silent], failures: 2, problem: 'HTTP 500' }),
  ];
  const [, ...rows] = feedRows(feeds, NOON).map((row) => row.split(/ {2,}/).at(-1));
  assert.deepEqual(rows, [
    'ok',
    'silent since 2026-11-10, items may be missing since 2026-11-12',
    'failing 2×: HTTP 500',
  ]);
});
