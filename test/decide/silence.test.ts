import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { arrival, daysOfDates, REMEMBERED_DAYS, silenceLimit, silenceOf } from '../../src/decide/silence.ts';
import type { NewsDay } from '../../src/model/warning.ts';
import { openRandom, type Random } from '../support/random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const POLL = HOUR / 4;
const START = Date.UTC(2026, 0, 1);

/** The next publication after a time. */
type Rhythm = (random: Random) => (after: number) => number;

const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random.next());
const about = (random: Random, spread: number): number => (random.next() + random.next() - 1) * spread;

/** At random, with so many an hour as the time of the week allows. */
const byTheHour =
  (perHour: (weekday: number, hour: number) => number, most: number): Rhythm =>
  (random) =>
  (after) => {
    for (let at = after; ;) {
      at += exponential(random, HOUR / most);
      const time = new Date(at);
      if (random.next() < perHour(time.getUTCDay(), time.getUTCHours()) / most) return at;
    }
  };

const isWorkday = (weekday: number): boolean => weekday > 0 && weekday < 6;
const RHYTHMS: Readonly<
  Record<string, { rhythm: Rhythm; feeds?: number; alarmsAYear: number; told: readonly [number, number] }>
> = {
  'an agency, less at night': {
    rhythm: byTheHour((_, hour) => (hour >= 6 && hour < 22 ? 2 : 0.3), 2),
    feeds: 2,
    alarmsAYear: 0,
    told: [1, 2],
  },
  'a paper, on weekdays only': {
    rhythm: byTheHour((weekday, hour) => (isWorkday(weekday) && hour >= 7 && hour < 18 ? 0.8 : 0), 0.8),
    feeds: 6,
    alarmsAYear: 0,
    told: [5, 9],
  },
  'a weekly column': {
    rhythm: (random) => (after) => (Math.floor(after / (7 * DAY)) + 1) * 7 * DAY + 9 * HOUR + about(random, 6 * HOUR),
    alarmsAYear: 0,
    told: [15, 20],
  },
  'a monthly blog': {
    rhythm: (random) => (after) => after + 30 * DAY + about(random, 8 * DAY),
    alarmsAYear: 0,
    told: [60, 125],
  },
  'once a day, at random': {
    rhythm: (random) => (after) => after + exponential(random, DAY),
    alarmsAYear: 0.05,
    told: [7, 32],
  },
  'twice a week, at random': {
    rhythm: (random) => (after) => after + exponential(random, 3.5 * DAY),
    alarmsAYear: 0.05,
    told: [22, 80],
  },
  'a few at once, then nothing for days': {
    rhythm: (random) => (after) => after + exponential(random, random.next() < 0.7 ? 2 * HOUR : 3 * DAY),
    alarmsAYear: 0.05,
    told: [15, 70],
  },
};

/** Three years of one feed, polled every quarter of an hour: false alarms, and after how many days it would be told at the end. */
function watch(rhythm: Rhythm, random: Random): { alarms: number; told: number } {
  const next = rhythm(random);
  let days: NewsDay[] = [];
  let alarms = 0;
  let seen = START;
  for (let at = next(START); at < START + 3 * 365 * DAY; at = next(at)) {
    const poll = Math.ceil(at / POLL) * POLL;
    if (poll === seen) continue;
    const before = poll - POLL;
    if (silenceOf(days, before) !== null) alarms += 1;
    const today = arrival(days, before, poll);
    days = [today, ...days.filter(({ day }) => day !== today.day)].slice(0, REMEMBERED_DAYS);
    seen = poll;
  }
  return { alarms, told: (silenceLimit(days)?.limit ?? NaN) / DAY };
}

describe('simulated over three years, a feed is told of when it is silent, and hardly ever while it is not:', () => {
  for (const [name, { rhythm, feeds: n = 24, alarmsAYear, told }] of Object.entries(RHYTHMS)) {
    test(name, (t) => {
      const feeds = Array.from({ length: n }, (_, index) => watch(rhythm, openRandom(index + 1)));
      const alarms = feeds.reduce((sum, one) => sum + one.alarms, 0) / (3 * feeds.length);
      const days = feeds.map((one) => one.told).toSorted((a, b) => a - b);
      t.diagnostic(`${alarms.toFixed(3)} false alarms a year; told after ${days[n / 2]?.toFixed(1)} days`);
      assert.ok(alarms <= alarmsAYear, `${alarms} false alarms a year`);
      const [shortest = NaN, longest = NaN] = [days[0], days.at(-1)];
      assert.ok(shortest >= told[0] && longest <= told[1], `told after ${shortest} to ${longest} days`);
    });
  }
});

const hourly = (days: number): number[] => Array.from({ length: days * 24 }, (_, hour) => START + hour * HOUR);
const END = START + 10 * DAY;

test('too little is known of a feed with a week of news', () => {
  assert.equal(silenceLimit(daysOfDates(hourly(7), END)), null);
  assert.deepEqual(silenceLimit(daysOfDates(hourly(8), END)), { limit: DAY, longest: HOUR });
});

test('a silence is told as of the last poll that succeeded, with its beginning', () => {
  const days = daysOfDates(hourly(10), END);
  const last = END - HOUR;
  assert.equal(silenceOf(days, last + DAY - 1), null);
  assert.deepEqual(silenceOf(days, last + DAY), { since: last, longest: HOUR });
  assert.equal(silenceOf([], END), null);
});

test('the dates of the first items tell a rhythm; those in the future and before 1970 tell none', () => {
  const days = daysOfDates([...hourly(2), END + DAY, -5, 0], END);
  assert.deepEqual(days, [
    { day: START / DAY + 1, longest: HOUR, lastAt: START + 47 * HOUR },
    { day: START / DAY, longest: HOUR, lastAt: START + 23 * HOUR },
  ]);
  assert.deepEqual(daysOfDates([], END), []);
});

test('an old item that stays in the feed says nothing of its rhythm', () => {
  const days = daysOfDates([...hourly(10), START - 900 * DAY, START - 901 * DAY], END);
  assert.deepEqual(silenceLimit(days), { limit: DAY, longest: HOUR });
  assert.deepEqual(days.at(-1), { day: START / DAY, longest: HOUR, lastAt: START + 23 * HOUR });
});

describe('an arrival', () => {
  const days = daysOfDates(hourly(10), END);

  test('is the first one: no silence is known', () => {
    assert.deepEqual(arrival([], null, END), { day: END / DAY, longest: null, lastAt: END });
  });

  test('ends a silence', () => {
    assert.equal(arrival(days, END + 3 * HOUR, END + 4 * HOUR).longest, 5 * HOUR);
  });

  test('after our own absence ends one of a day at most', () => {
    const few = days.slice(-3);
    assert.equal(arrival(few, few[0]?.lastAt ?? 0, END + 9 * DAY).longest, DAY);
  });

  test('keeps the longest silence of its day', () => {
    const morning = arrival(days, END + 5 * HOUR, END + 6 * HOUR);
    const noon = arrival([morning, ...days], END + 7 * HOUR, END + 8 * HOUR);
    assert.deepEqual(noon, { day: END / DAY, longest: 7 * HOUR, lastAt: END + 8 * HOUR });
  });

  test('after a silence that was told of makes it no part of the rhythm at once', () => {
    assert.equal(arrival(days, END + 20 * DAY, END + 20 * DAY).longest, DAY);
  });
});
