import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { recordPoll } from '../../src/coordinator/record-poll.ts';
import type { Parts } from '../../src/coordinator/parts.ts';
import { isCarried, topicsOf } from '../../src/coordinator/twins.ts';
import type { Feed, FeedState, Item } from '../../src/model/feed.ts';
import type { PollJob, PollOutcome } from '../../src/model/jobs.ts';
import { openDesk } from './support.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);
const JOB: PollJob = { feedId: '', url: '', etag: null, lastModified: null, bodyHash: null };

const item = (key: string, url: string | null = `https://news.example/${key}`): Item => ({
  key,
  url,
  title: key,
  publishedAt: null,
  summary: '',
  content: '',
  author: null,
});

const found = (items: readonly Item[], more: Partial<Extract<PollOutcome, { kind: 'items' }>> = {}): PollOutcome => ({
  kind: 'items',
  title: 'X',
  items,
  hints: null,
  etag: null,
  lastModified: null,
  bodyHash: items.map(({ key }) => key).join(' '),
  movedTo: null,
  ...more,
});

interface Station {
  readonly parts: Parts;
  now: number;
  poll(feed: Feed, outcome: PollOutcome): FeedState;
}

/** Polls are recorded without queues: what they bring is made up. */
function openStation(t: TestContext): Station {
  const station: Station = {
    parts: { ...openDesk(t), now: () => station.now, random: () => 0.5, engine: undefined as never },
    now: NOON,
    poll(feed, outcome) {
      recordPoll(station.parts, feed, outcome, station.now, JOB);
      return station.parts.record.feeds.get(feed.id) as FeedState;
    },
  };
  return station;
}

const feed = (url: string, more: Partial<Feed> = {}): Feed => ({ id: url, url, tags: [], enabled: true, ...more });

test('two polls that share no item: some may have been missed, until a day has passed without', (t) => {
  const station = openStation(t);
  const one = feed('https://news.example/feed');
  const gapAfter = (...keys: string[]): number | null => station.poll(one, found(keys.map((key) => item(key)))).gapAt;
  assert.equal(gapAfter('a', 'b'), null, 'there was none before');
  assert.equal(gapAfter('b', 'c'), null);
  station.now += HOUR;
  assert.equal(gapAfter('d', 'e'), NOON + HOUR);
  assert.equal(station.parts.record.feeds.get(one.id)?.dueAt, NOON + HOUR + 225_000, 'polled sooner');
  station.now += 23 * HOUR;
  assert.equal(gapAfter('e', 'f'), NOON + HOUR);
  station.now += HOUR;
  assert.equal(gapAfter('f'), null);
  assert.equal(gapAfter(), null, 'an empty feed proves nothing');
});

test('items that are named anew each time are shared, by their address', (t) => {
  const station = openStation(t);
  const one = feed('https://news.example/feed');
  const renamed = (run: number): PollOutcome =>
    found(['a', 'b'].map((key) => item(`${key}${run}`, `https://news.example/${key}`)));
  for (let run = 0; run < 3; run++) assert.equal(station.poll(one, renamed(run)).gapAt, null);
});

test('a clock that was set back during a poll does not put off the next one', (t) => {
  const station = openStation(t);
  const one = feed('https://news.example/feed');
  recordPoll(station.parts, one, found([item('a')]), NOON + 1_000 * HOUR, JOB);
  assert.equal(station.parts.record.feeds.get(one.id)?.dueAt, NOON + HOUR / 4);
});

test('subscriptions that turn out to be one feed: the first is polled, for the topics of both', (t) => {
  const station = openStation(t);
  const { parts } = station;
  const first = feed('https://news.example/feed', { topics: ['a'] });
  const second = feed('http://old.example/feed', { topics: ['b'] });
  const third = feed('http://www.news.example/feed/', { topics: ['b', 'c'] });
  const secret = feed('https://news.example/feed#mine', { auth: { type: 'bearer', token: 'x' } });
  const all = [first, second, third, secret];
  parts.feeds.replace(all);
  const body = found([item('a')]);
  station.poll(first, body);
  assert.equal(station.poll(second, found([item('x')], { movedTo: first.url })).sameAs, first.id, 'the same address');
  assert.equal(station.poll(third, body).sameAs, first.id, 'one address but for http and www, and the same body');
  assert.equal(station.poll(secret, body).sameAs, null, 'asked with a log-in');
  assert.deepEqual(topicsOf(parts, first.id), ['a', 'b', 'c']);

  const carried = (): boolean => isCarried(parts, parts.record.feeds.get(second.id) as FeedState, station.now);
  assert.ok(carried());
  station.now += HOUR;
  station.poll(first, { kind: 'failed', problem: 'answered 500' });
  assert.ok(!carried(), 'the first fails');
  station.poll(first, { kind: 'refused', until: station.now + HOUR, problem: 'answered 429' });
  assert.ok(carried(), 'the publisher wants to be left alone');
  station.poll(first, body);
  parts.feeds.replace([{ ...first, enabled: false }, second]);
  assert.ok(!carried(), 'the first is switched off');
  parts.feeds.replace([second]);
  assert.ok(!carried(), 'the first is no longer there');
  parts.feeds.replace(all);
  station.now += 24 * HOUR;
  assert.ok(!carried(), 'once a day it is asked whether it still is the same');
  assert.equal(station.poll(second, found([item('y')], { movedTo: 'https://else.example/feed' })).sameAs, null);
});
