import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doMostFail, failingOf, haveMostFailed, isFailingLong } from '../../src/decide/feed-troubles.ts';
import { howToTell, isNewTrouble } from '../../src/decide/tell-warning.ts';
import { unpolledFeed, type FeedState } from '../../src/model/feed.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const feed = (over: Partial<FeedState>): FeedState => ({ ...unpolledFeed('f', 'https://x.example/', 0), ...over });

test('a feed has failed for long after a day; one that is gone is gone', () => {
  assert.equal(isFailingLong(feed({ failingSince: 1 }), DAY), false);
  assert.equal(isFailingLong(feed({ failingSince: 1 }), DAY + 1), true);
  assert.equal(isFailingLong(feed({ failingSince: null }), DAY + 1), false);
  assert.equal(isFailingLong(feed({ failingSince: 1, goneAt: 5 }), DAY + 1), false);
});

test('most feeds fail: more than half of them, three at least, half of those for an hour', () => {
  const states = [1, 2, 3, null, null].map((failingSince) => feed({ failingSince }));
  const failing = failingOf(states);
  assert.deepEqual(failing, { feeds: 5, failing: 3, since: 2 });
  assert.equal(doMostFail(failing), true);
  assert.equal(haveMostFailed(failing, HOUR + 1), false);
  assert.equal(haveMostFailed(failing, HOUR + 2), true);
  assert.equal(doMostFail(failingOf([...states, feed({})])), false, 'half of them');
  assert.equal(doMostFail(failingOf(states.slice(0, 2))), false, 'two feeds');
  assert.equal(doMostFail(failingOf([])), false);
});

test('trouble is new where there was none, or none for a week', () => {
  assert.equal(isNewTrouble(undefined, 0), true);
  assert.equal(isNewTrouble(null, 9 * DAY), false, 'it goes on');
  assert.equal(isNewTrouble(1, 7 * DAY), false);
  assert.equal(isNewTrouble(1, 7 * DAY + 1), true);
});

test('ten warnings an hour are told one by one', () => {
  assert.equal(howToTell(9), 'as-it-is');
  assert.equal(howToTell(10), 'more');
});
