import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterPoll, asksInFull, dueAt, mayPoll } from '../../src/decide/due.ts';
import { unpolledFeed, type Feed, type FeedState } from '../../src/model/feed.ts';
import type { PollOutcome } from '../../src/model/jobs.ts';
import { openRandom } from '../support/random.ts';

/** Half a year of one feed, tick by tick, without anybody else: whatever its publisher does, it is asked again. */

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const RULES = { interval: 15 * MINUTE, minInterval: MINUTE, maxInterval: 360 * MINUTE };
const FEED: Feed = { id: 'f', url: 'https://x.example/feed', tags: [], enabled: true };
const CONTENT = { etag: '"1"', lastModified: null, movedTo: null };
const UNCHANGED: PollOutcome = { kind: 'unchanged', ...CONTENT };
const ITEMS: PollOutcome = { kind: 'items', title: 'X', items: [], hints: null, bodyHash: 'ab', ...CONTENT };
const FAILED: PollOutcome = { kind: 'failed', problem: 'answered 500' };
const refused = (until: number): PollOutcome => ({ kind: 'refused', until, problem: 'answered 429' });

interface Asked {
  readonly at: number;
  readonly full: boolean;
}

function watch(
  days: number,
  answer: (now: number, poll: number) => PollOutcome,
  gap = false,
): { asked: Asked[]; state: FeedState } {
  const random = openRandom(7);
  const asked: Asked[] = [];
  let state = unpolledFeed(FEED.id, FEED.url, START);
  for (let now = START; now < START + days * DAY; now += MINUTE) {
    if (!mayPoll(FEED, state, now) || dueAt(state, now) > now) continue;
    const full = asksInFull(state, now);
    const outcome = answer(now, asked.length);
    asked.push({ at: now, full });
    state = {
      ...state,
      ...afterPoll(FEED, state, outcome, { startedAt: now, now, full, gap }, RULES, () => random.next()),
    };
  }
  return { asked, state };
}

/** The longest wait between two polls. */
const longest = (asked: readonly Asked[]): number =>
  Math.max(...asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? at)));

const publishers: readonly (readonly [about: string, answer: (now: number, poll: number) => PollOutcome])[] = [
  ['fails for ever', () => FAILED],
  ['fails every other time', (_now, poll) => (poll % 2 === 0 ? UNCHANGED : FAILED)],
  ['fails for months and comes back', (now) => (now < START + 100 * DAY ? FAILED : ITEMS)],
  ['refuses for a thousand years', (now) => refused(now + 365_000 * DAY)],
  ['refuses until yesterday', (now) => refused(now - DAY)],
  [
    'redirects for good, and fails there',
    (_now, poll) => (poll % 2 === 0 ? { ...ITEMS, movedTo: 'https://y.example/' } : FAILED),
  ],
  [
    'is gone where a redirect led',
    (_now, poll) => (poll % 2 === 0 ? { ...ITEMS, movedTo: 'https://y.example/' } : { kind: 'gone' }),
  ],
  [
    'asks for a year of rest',
    () => ({ ...ITEMS, hints: { ttl: 365 * DAY, skipDays: ['Monday'] }, freshFor: 365 * DAY }),
  ],
  ['replaces all items each time', () => ITEMS],
];

for (const [about, answer] of publishers) {
  test(`a feed whose publisher ${about} is asked within a day, for half a year, and never in a burst`, () => {
    const { asked } = watch(182, answer, about.startsWith('replaces'));
    assert.ok(longest(asked) <= DAY + MINUTE, `${longest(asked) / MINUTE} minutes`);
    assert.ok((asked.at(-1)?.at ?? 0) > START + 180 * DAY);
    const shortest = Math.min(...asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0)));
    assert.ok(shortest >= 3 * MINUTE, `${shortest / MINUTE} minutes`);
  });
}

test('only a 410 at the user’s own address ends it', () => {
  const { asked, state } = watch(30, () => ({ kind: 'gone' }));
  assert.equal(asked.length, 1);
  assert.equal(state.goneAt, START);
});

test('once a day a feed is asked in full, not more often where that fails', () => {
  const failsLater = (_now: number, poll: number): PollOutcome => (poll < 5 ? UNCHANGED : FAILED);
  for (const [answer, least] of [
    [() => UNCHANGED, 95],
    [failsLater, 40],
  ] as const) {
    const full = watch(100, answer).asked.filter((one) => one.full);
    assert.ok(full.length >= least && full.length <= 100, `${full.length} in 100 days`);
    assert.ok(full.slice(1).every(({ at }, index) => at - (full[index]?.at ?? 0) >= DAY));
  }
});
