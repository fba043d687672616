import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outsideSkipped, rhythmOf, type Learnt } from '../../src/decide/rhythm.ts';
import type { FeedHints } from '../../src/model/feed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOTHING: Learnt = { hints: null, polledAt: null, freshUntil: null, gapAt: null };
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
      assert.deepEqual(rhythmOf(own === undefined ? {} : { interval: own }, { ...NOTHING, hints }, RULES), {
        interval,
        by,
      }),
    );
  }
});

test('a feed stretches a short interval no more than four times, nor beyond the longest', () => {
  const learnt = { ...NOTHING, hints: { ttl: DAY } };
  assert.deepEqual(rhythmOf({}, learnt, { ...RULES, interval: MINUTE }), { interval: 4 * MINUTE, by: 'ttl' });
  assert.deepEqual(rhythmOf({}, learnt, { ...RULES, interval: 2 * HOUR }), { interval: 6 * HOUR, by: 'ttl' });
});

test('a cache lifetime counts like a ttl, from the poll that it came with', () => {
  const fresh = (lifetime: number): Learnt => ({ ...NOTHING, polledAt: DAY, freshUntil: DAY + lifetime });
  assert.deepEqual(rhythmOf({}, fresh(40 * MINUTE), RULES), { interval: 40 * MINUTE, by: 'cache lifetime' });
  assert.deepEqual(
    rhythmOf({}, fresh(365 * DAY), RULES),
    { interval: HOUR, by: 'cache lifetime' },
    'the year of a CDN',
  );
  assert.deepEqual(rhythmOf({}, fresh(0), RULES), { interval: 15 * MINUTE, by: 'poll.interval' });
  assert.deepEqual(rhythmOf({ interval: MINUTE }, fresh(HOUR), RULES), { interval: MINUTE, by: 'feed list' });
});

test('a feed whose items may have been missed is polled four times as often, whoever set the rhythm, within the least', () => {
  const missed = { ...NOTHING, gapAt: DAY };
  assert.deepEqual(rhythmOf({}, missed, RULES), { interval: 225_000, by: 'gap' });
  assert.deepEqual(rhythmOf({}, { ...missed, hints: { ttl: HOUR } }, RULES), { interval: 15 * MINUTE, by: 'gap' });
  assert.deepEqual(rhythmOf({ interval: HOUR }, missed, RULES), { interval: 15 * MINUTE, by: 'gap' });
  assert.deepEqual(rhythmOf({ interval: 2 * MINUTE }, missed, RULES), { interval: MINUTE, by: 'gap' });
  assert.deepEqual(rhythmOf({ interval: MINUTE }, missed, RULES), { interval: MINUTE, by: 'feed list' });
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
