import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { afterPoll, backOffAfter, dueAt, mayPoll } from '../../src/decide/due.ts';
import { unpolledFeed, type Feed, type FeedState } from '../../src/model/feed.ts';
import type { PollOutcome } from '../../src/model/jobs.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 20, 12);

const RULES = { interval: 15 * MINUTE, minInterval: MINUTE, maxInterval: 6 * HOUR };
const FEED: Feed = { id: 'f', url: 'https://x.example/feed', tags: [], enabled: true };
const NEW = unpolledFeed(FEED.id, FEED.url, 0);
const ITEMS: PollOutcome = {
  kind: 'items',
  title: 'X',
  items: [],
  hints: null,
  etag: '"1"',
  lastModified: null,
  bodyHash: 'ab',
  movedTo: null,
};
const UNCHANGED: PollOutcome = { kind: 'unchanged', etag: '"2"', lastModified: 'yesterday', movedTo: null };
const FAILED: PollOutcome = { kind: 'failed', problem: 'answered 500' };
const middle = (): number => 0.5;

/** The state after a poll from `startedAt` to `now`. */
function poll(
  state: FeedState,
  outcome: PollOutcome,
  { startedAt = NOON, now = NOON + SECOND, feed = FEED, random = middle, full = false, gap = false } = {},
): FeedState {
  return { ...state, ...afterPoll(feed, state, outcome, { startedAt, now, full, gap }, RULES, random) };
}

describe('a feed may be polled', () => {
  const cases: readonly (readonly [about: string, may: boolean, feed: Partial<Feed>, state: Partial<FeedState>])[] = [
    ['if nothing speaks against it', true, {}, {}],
    ['whenever it is due', true, {}, { dueAt: NOON + DAY }],
    ['also while it fails', true, {}, { failures: 9, failingSince: 1 }],
    ['not if it is disabled', false, { enabled: false }, {}],
    ['not if it is gone', false, {}, { goneAt: 1 }],
    ['not before its publisher allows it', false, {}, { refusedUntil: NOON + 1 }],
    ['from that moment on', true, {}, { refusedUntil: NOON }],
  ];
  for (const [about, may, feed, state] of cases)
    test(about, () => assert.equal(mayPoll({ ...FEED, ...feed }, { ...NEW, ...state }, NOON), may));
});

describe('a feed is due', () => {
  const polled = { ...NEW, dueAt: NOON + DAY, polledAt: NOON };

  test('when the record says', () => {
    assert.equal(dueAt(NEW, NOON), 0);
    assert.equal(dueAt(polled, NOON + HOUR), NOON + DAY);
    assert.equal(dueAt(polled, NOON - SECOND), NOON + DAY, 'over a moment before it was meant to start');
  });

  test('at once if its last poll lies in the future: the clock was wrong', () => {
    assert.equal(dueAt(polled, NOON - HOUR), NOON - HOUR);
  });
});

describe('a poll that went well', () => {
  test('keeps the rhythm from start to start', () => {
    assert.equal(poll(NEW, ITEMS, { now: NOON + 20 * SECOND }).dueAt, NOON + 15 * MINUTE);
    assert.equal(poll(NEW, UNCHANGED, { now: NOON + 20 * SECOND }).dueAt, NOON + 15 * MINUTE);
  });

  test('is followed by the next when the feed asks for it, and no later than the longest interval', () => {
    const asking: PollOutcome = { ...ITEMS, hints: { ttl: HOUR } };
    const asked = poll(NEW, asking);
    assert.deepEqual([asked.dueAt, asked.hints], [NOON + HOUR, { ttl: HOUR }]);
    assert.equal(poll(asked, UNCHANGED).dueAt, NOON + HOUR, 'an unchanged feed says what it said');
    assert.equal(poll(asked, ITEMS).dueAt, NOON + 15 * MINUTE, 'a feed that no longer says it is taken at its word');
    const silent: PollOutcome = { ...ITEMS, hints: { skipHours: [12, 13], skipDays: ['Friday'] } };
    assert.equal(poll(NEW, silent).dueAt, NOON + 6 * HOUR, 'the twentieth is a Friday');
    assert.equal(poll(NEW, { ...ITEMS, hints: { skipHours: [12, 13] } }).dueAt, NOON + 2 * HOUR);
    const own = { ...FEED, interval: 5 * MINUTE };
    assert.equal(poll(NEW, silent, { feed: own }).dueAt, NOON + 5 * MINUTE, 'the user’s own word');
  });

  test('that took longer than the interval leads to one now, not into the past', () => {
    const now = NOON + 3 * HOUR;
    assert.equal(poll(NEW, ITEMS, { now }).dueAt, now);
  });

  test('remembers what it learnt', () => {
    const state = poll(NEW, ITEMS);
    assert.deepEqual(
      [state.title, state.etag, state.lastModified, state.bodyHash, state.polledAt, state.succeededAt],
      ['X', '"1"', null, 'ab', NOON, NOON + SECOND],
    );
    const later = poll(state, UNCHANGED);
    assert.deepEqual([later.title, later.etag, later.lastModified, later.bodyHash], ['X', '"2"', 'yesterday', 'ab']);
  });

  test('ends all trouble', () => {
    const troubled = { ...NEW, failures: 3, failingSince: 1, problem: 'x', refusedUntil: NOON };
    const { failures, failingSince, problem, refusedUntil } = poll(troubled, UNCHANGED);
    assert.deepEqual([failures, failingSince, problem, refusedUntil], [0, null, null, null]);
  });

  test('remembers where a permanent redirect led, and keeps to it', () => {
    const moved = poll(NEW, { ...ITEMS, movedTo: 'https://y.example/feed' });
    assert.equal(moved.movedTo, 'https://y.example/feed');
    assert.equal(poll(moved, UNCHANGED).movedTo, 'https://y.example/feed');
  });
});

describe('a poll that failed', () => {
  test('is counted, with its reason and since when', () => {
    const first = poll(NEW, FAILED, { now: NOON });
    assert.deepEqual(
      [first.failures, first.failingSince, first.problem, first.polledAt],
      [1, NOON, 'answered 500', NOON],
    );
    const second = poll(first, { kind: 'failed', problem: 'timed out' }, { startedAt: NOON + HOUR, now: NOON + HOUR });
    assert.deepEqual([second.failures, second.failingSince, second.problem], [2, NOON, 'timed out']);
  });

  test('keeps what was learnt before', () => {
    const state = poll(poll(NEW, ITEMS), FAILED);
    assert.deepEqual([state.title, state.etag, state.bodyHash, state.succeededAt], ['X', '"1"', 'ab', NOON + SECOND]);
  });

  test('backs off from the interval to a day, doubling', () => {
    let state = NEW;
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      state = poll(state, FAILED, { now: NOON, random: () => 0 });
      waits.push(state.dueAt - NOON);
    }
    const expected = [15, 30, 60, 120, 240, 480, 960].map((minutes) => minutes * MINUTE);
    assert.deepEqual(waits, [...expected, DAY, DAY, DAY, DAY, DAY]);
  });

  test('at an address that a redirect led to goes back to the user’s own', () => {
    const moved = { ...NEW, movedTo: 'https://y.example/feed' };
    assert.equal(poll(moved, FAILED).movedTo, null);
  });
});

describe('back-off', () => {
  test('is never shorter than the interval, a fifth longer at most, and never above a day', () => {
    for (const interval of [SECOND, MINUTE, 15 * MINUTE, 6 * HOUR, DAY]) {
      for (let failures = 1; failures < 2_000; failures += failures < 30 ? 1 : 500) {
        const least = Math.min(Math.max(interval, MINUTE) * 2 ** (failures - 1), DAY);
        for (const chance of [0, 0.3, 0.999_999]) {
          const wait = backOffAfter(failures, interval, () => chance);
          assert.ok(Number.isInteger(wait) && wait <= DAY, `${failures} ${wait}`);
          assert.ok(wait >= least * 0.8 && wait <= least * 1.2, `${failures} ${wait}`);
          if (least * 1.2 <= DAY * 0.8) assert.ok(wait >= least, `${failures} ${wait}`);
        }
      }
    }
  });

  test('feeds that failed together do not come back together', () => {
    for (const failures of [1, 5, 40]) {
      const waits = new Set(Array.from({ length: 10 }, (_, i) => backOffAfter(failures, HOUR, () => i / 10)));
      assert.equal(waits.size, 10);
    }
  });
});

describe('a publisher who refuses', () => {
  const refused = (until: number): PollOutcome => ({ kind: 'refused', until, problem: 'answered 429' });

  test('is not asked before the time they name, nor before our own', () => {
    const late = poll(NEW, refused(NOON + 5 * HOUR));
    assert.deepEqual([late.refusedUntil, late.dueAt], [NOON + 5 * HOUR, NOON + 5 * HOUR]);
    assert.equal(poll(NEW, refused(NOON + SECOND)).dueAt, NOON + 15 * MINUTE);
    assert.equal(poll(NEW, refused(NOON - DAY)).dueAt, NOON + 15 * MINUTE);
  });

  test('is asked less and less often while they go on refusing, a day apart at last', () => {
    let state: FeedState = NEW;
    const waits: number[] = [];
    for (let n = 0, now = NOON; n < 12; n += 1, now = state.dueAt) {
      state = poll(state, refused(now + MINUTE), { startedAt: now, now, random: () => 0 });
      waits.push((state.dueAt - now) / MINUTE);
    }
    assert.deepEqual(waits.slice(0, 5), [15, 15, 30, 60, 120]);
    assert.deepEqual(waits.slice(-2), [1_440, 1_440]);
    assert.ok(waits.every((wait) => wait <= 1_440));
  });

  test('is a failing feed, not one that moved back', () => {
    const state = poll({ ...NEW, movedTo: 'https://y.example/feed' }, refused(NOON + HOUR));
    assert.deepEqual([state.failures, state.problem, state.movedTo], [1, 'answered 429', 'https://y.example/feed']);
    assert.ok(!mayPoll(FEED, state, NOON + MINUTE));
    assert.ok(mayPoll(FEED, state, NOON + HOUR));
  });
});

describe('a feed that is gone', () => {
  test('is not asked again, and says why', () => {
    const state = poll(NEW, { kind: 'gone' });
    assert.equal(state.goneAt, NOON + SECOND);
    assert.match(state.problem ?? '', /410/);
    assert.ok(!mayPoll(FEED, state, NOON + 400 * DAY));
  });

  test('at an address that a redirect led to, the user’s own is asked first', () => {
    const once = poll({ ...NEW, movedTo: 'https://y.example/feed' }, { kind: 'gone' });
    assert.deepEqual([once.goneAt, once.movedTo, once.failures], [null, null, 1]);
    assert.ok(once.dueAt > NOON);
    assert.equal(poll(once, { kind: 'gone' }).goneAt, NOON + SECOND);
  });
});
