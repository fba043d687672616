import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outsideSkipped, rhythmOf } from '../../src/decide/rhythm.ts';
import type { FeedHints } from '../../src/model/feed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RULES = { interval: 15 * MINUTE, minInterval: MINUTE, maxInterval: 6 * HOUR };

describe('the rhythm of a feed', () => {
  const cases: readonly (readonly [
    about: string,
    own: number | undefined,
    hints: FeedHints | null,
    interval: number,
    by: string,
  ])[] = [
    ['is the default', undefined, null, 15 * MINUTE, 'poll.interval'],
    ['is the feed’s own in the list', 5 * MINUTE, null, 5 * MINUTE, 'feed list'],
    ['is never below the least', 1_000, null, MINUTE, 'feed list'],
    ['is never above the most', 7 * DAY, null, 6 * HOUR, 'feed list'],
    ['is longer where the feed asks for it', undefined, { ttl: HOUR }, HOUR, 'ttl'],
    ['is never shorter for it', undefined, { ttl: MINUTE }, 15 * MINUTE, 'poll.interval'],
    ['is not a week because a feed says so', undefined, { ttl: 7 * DAY }, HOUR, 'ttl'],
    ['is the user’s own whatever the feed asks for', 5 * MINUTE, { ttl: HOUR }, 5 * MINUTE, 'feed list'],
    ['heeds a period of updates', undefined, { updatePeriod: 4 * HOUR }, HOUR, 'sy:updatePeriod'],
    ['not the hour that software puts there', undefined, { updatePeriod: HOUR }, 15 * MINUTE, 'poll.interval'],
    [
      'is the longest of what is asked for',
      undefined,
      { ttl: 20 * MINUTE, updatePeriod: DAY },
      HOUR,
      'sy:updatePeriod',
    ],
  ];
  for (const [about, own, hints, interval, by] of cases) {
    test(about, () =>
      assert.deepEqual(rhythmOf(own === undefined ? {} : { interval: own }, hints, RULES), { interval, by }),
    );
  }
});

test('a feed stretches a short interval no more than four times, nor beyond the longest', () => {
  const hints = { ttl: DAY };
  assert.deepEqual(rhythmOf({}, hints, { ...RULES, interval: MINUTE }), { interval: 4 * MINUTE, by: 'ttl' });
  assert.deepEqual(rhythmOf({}, hints, { ...RULES, interval: 2 * HOUR }), { interval: 6 * HOUR, by: 'ttl' });
});

describe('hours and days that a feed wants to be left out', () => {
  /** A Friday. */
  const at = (hours: number, minutes = 0): number => Date.UTC(2026, 10, 20, hours, minutes);

  test('are passed over, in Greenwich time', () => {
    assert.equal(outsideSkipped(at(22, 30), at(40), { skipHours: [22, 23, 0] }), at(25));
    assert.equal(outsideSkipped(at(21, 59), at(40), { skipHours: [22] }), at(21, 59));
    assert.equal(outsideSkipped(at(5), at(90), { skipDays: ['FRIDAY', 'Saturday'] }), at(48));
    assert.equal(outsideSkipped(at(23, 10), at(90), { skipHours: [0], skipDays: ['Friday'] }), at(25));
  });

  test('count no further than the latest moment', () => {
    const always = { skipHours: Array.from({ length: 24 }, (_, hour) => hour) };
    assert.equal(outsideSkipped(at(1, 20), at(7, 5), always), at(7, 5));
    assert.equal(outsideSkipped(at(8), at(7), always), at(8), 'nor into the past');
  });

  test('are none where the feed says nothing, or names no day', () => {
    for (const hints of [null, {}, { ttl: 1 }, { skipDays: ['Someday'] }])
      assert.equal(outsideSkipped(at(1), at(9), hints), at(1));
  });
});
