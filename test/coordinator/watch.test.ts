import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Parts } from '../../src/coordinator/parts.ts';
import { recordPoll } from '../../src/coordinator/record-poll.ts';
import { watchAll } from '../../src/coordinator/watch-all.ts';
import { watchFeed } from '../../src/coordinator/watch-feed.ts';
import { watchHost } from '../../src/coordinator/watch-host.ts';
import { feedsStatus } from '../../src/coordinator/commands.ts';
import type { Feed, FeedState, Item } from '../../src/model/feed.ts';
import type { ArticleOutcome, PollJob, PollOutcome } from '../../src/model/jobs.ts';
import type { Warning } from '../../src/model/warning.ts';
import { openReports } from '../../src/record/reports.ts';
import { addItem, openDesk, read } from './support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 20, 12);
const CHANNELS = `alerts:
  - { name: desk, type: webhook, url: "http://127.0.0.1:9/", notices: true }
  - { name: quiet, type: webhook, url: "http://127.0.0.1:9/" }
`;

const JOB: PollJob = { feedId: '', url: '', etag: null, lastModified: null, bodyHash: null };

interface Watch {
  readonly parts: Parts;
  readonly feed: Feed;
  readonly clock: { now: number };
  readonly state: () => FeedState;
  /** A poll of the feed a quarter of an hour after the last one, with so many new items. */
  poll(news?: number): void;
  fail(problem?: string): void;
  warnings(): string[];
  /** `channel kind` of each notice in the outbox. */
  notices(): string[];
}

function openWatch(t: TestContext): Watch {
  const clock = { now: NOON };
  const desk = openDesk(t, { config: CHANNELS });
  // A poll is recorded without the queues.
  const parts = { ...desk, now: () => clock.now, random: () => 0 } as unknown as Parts;
  const [feed] = desk.feeds.all();
  assert.ok(feed);
  let published = 0;
  let listing: readonly Item[] = [];
  const record = (outcome: PollOutcome): void => {
    clock.now += HOUR / 4;
    recordPoll(parts, feed, outcome, clock.now, JOB);
  };
  return {
    parts,
    feed,
    clock,
    state: () => parts.record.feeds.get(feed.id) as FeedState,
    poll(news = 0) {
      // As feeds do, it goes on listing what it listed before.
      listing = [...Array.from({ length: news }, () => item((published += 1), null)), ...listing].slice(0, 200);
      record(itemsOf(listing));
    },
    fail: (problem = 'HTTP 503') => record({ kind: 'failed', problem }),
    warnings: () => listed(parts).map(({ kind }) => kind),
    notices: () =>
      parts.record.alerts
        .due(Infinity, 99, new Set())
        .map(({ channel, body }) => `${channel} ${body.type === 'notice' ? body.data.kind : body.type}`),
  };
}

const listed = ({ feeds, settings, record, now }: Parts): readonly Warning[] =>
  feedsStatus(feeds.all(), settings.poll, openReports(record.db), now()).warnings;

const item = (n: number, publishedAt: number | null): Item => ({
  key: String(n),
  url: null,
  title: `Item ${n}`,
  publishedAt,
  summary: '',
  content: '',
  author: null,
});

const itemsOf = (items: readonly Item[]): PollOutcome => ({
  kind: 'items',
  title: 'Example News',
  items,
  hints: null,
  etag: null,
  lastModified: null,
  bodyHash: '',
  movedTo: null,
});

/** Ten days with an item every three hours. */
function tenDays({ poll, clock }: Watch): void {
  for (let hours = 0; hours < 10 * 24; hours += 3) {
    poll(1);
    clock.now += 3 * HOUR - HOUR / 4;
  }
}

describe('a feed', () => {
  test('that falls silent against its rhythm is warned of once, until it brings news', (t) => {
    const watch = openWatch(t);
    tenDays(watch);
    const last = watch.state().newItemAt ?? 0;
    while (watch.clock.now - last < DAY - HOUR) watch.poll();
    assert.deepEqual(watch.warnings(), []);
    while (watch.clock.now - last < DAY) watch.poll();
    for (let n = 0; n < 5; n += 1) watch.poll();
    assert.deepEqual(watch.warnings(), ['feed-silent']);
    assert.deepEqual(listed(watch.parts)[0], {
      kind: 'feed-silent',
      subject: { feed: { title: 'Example News', url: watch.feed.url } },
      since: new Date(last).toISOString(),
      message: `Example News: nothing new since ${new Date(last).toISOString().slice(0, 16).replace('T', ' ')} UTC, though its polls succeed; it was never quiet for longer than 3h before`,
    });
    assert.deepEqual(watch.notices(), ['desk feed-silent']);
    watch.poll(1);
    assert.deepEqual(watch.warnings(), []);
  });

  test('that fails is not called silent, nor one that we were away from', (t) => {
    const watch = openWatch(t);
    tenDays(watch);
    for (let n = 0; n < 200; n += 1) watch.fail();
    assert.deepEqual(watch.warnings(), ['feed-failing']);
    watch.clock.now += 30 * DAY;
    watch.poll(1);
    assert.deepEqual(watch.warnings(), []);
    const [today, before] = watch.parts.record.rhythm.days(watch.feed.id, 2);
    assert.deepEqual([today?.longest, before?.longest], [DAY, 3 * HOUR], 'a day of it at most is part of its rhythm');
  });

  test('that was dead before we came is known by the dates of its items', (t) => {
    const watch = openWatch(t);
    const items = Array.from({ length: 10 }, (_, n) => item(n, NOON - 40 * DAY - n * DAY));
    recordPoll(watch.parts, watch.feed, itemsOf(items), NOON, JOB);
    const [warning, ...others] = listed(watch.parts);
    assert.deepEqual(others, []);
    assert.equal(warning?.kind, 'feed-silent');
    assert.equal(warning.since, new Date(NOON - 40 * DAY).toISOString());
  });

  test('with a gap between two polls is warned of until a day after they share items again', (t) => {
    const watch = openWatch(t);
    watch.poll(1);
    const before = watch.state();
    watch.parts.record.feeds.update(watch.feed.id, { gapAt: NOON });
    watchFeed(watch.parts, watch.feed, before, itemsOf([]), 0);
    assert.deepEqual(watch.warnings(), ['feed-gap']);
    watch.parts.record.feeds.update(watch.feed.id, { gapAt: null });
    watchFeed(watch.parts, watch.feed, before, itemsOf([]), 0);
    watchAll(watch.parts);
    assert.deepEqual(watch.warnings(), ['feed-gap']);
    watch.clock.now += DAY;
    watchAll(watch.parts);
    assert.deepEqual(watch.warnings(), []);
    assert.deepEqual(watch.notices(), ['desk feed-gap']);
  });

  test('that fails for a day is warned of, and told again only a week after it was well', (t) => {
    const watch = openWatch(t);
    watch.poll(1);
    for (let n = 0; n < 96; n += 1) watch.fail();
    assert.deepEqual(watch.warnings(), []);
    watch.fail('HTTP 500\u001b[31m from https://me:hunter2@x.example/');
    assert.deepEqual(watch.warnings(), ['feed-failing']);
    assert.ok(!listed(watch.parts)[0]?.message.includes('\u001b'));
    watch.poll();
    assert.deepEqual(watch.warnings(), []);
    for (let n = 0; n < 98; n += 1) watch.fail();
    assert.deepEqual([watch.warnings(), watch.notices()], [['feed-failing'], ['desk feed-failing']]);
    watch.poll();
    watch.clock.now += 7 * DAY;
    for (let n = 0; n < 98; n += 1) watch.fail();
    assert.deepEqual(watch.notices(), ['desk feed-failing', 'desk feed-failing']);
  });

  test('that is gone is warned of as long as it is listed', (t) => {
    const watch = openWatch(t);
    recordPoll(watch.parts, watch.feed, { kind: 'gone' }, NOON, JOB);
    assert.deepEqual(watch.warnings(), ['feed-gone']);
    watch.parts.feeds.replace([]);
    assert.deepEqual(watch.warnings(), []);
    watchAll(watch.parts);
    assert.deepEqual(watch.parts.record.warnings.open(), []);
  });
});

test('while most feeds fail, one warning says so, and none of the feeds is blamed', (t) => {
  const { parts, clock, feed, warnings, notices } = openWatch(t);
  const feeds = Array.from({ length: 40 }, (_, n) => ({ ...feed, id: `f${n}`, url: `https://f${n}.example/` }));
  parts.feeds.replace(feeds);
  for (const one of feeds) parts.record.feeds.ensure(one.id, one.url, NOON);
  const failAll = (): void => {
    for (const one of feeds)
      recordPoll(parts, one, { kind: 'failed', problem: 'getaddrinfo ENOTFOUND' }, clock.now, JOB);
    watchAll(parts);
  };
  failAll();
  assert.deepEqual(warnings(), []);
  clock.now += HOUR;
  failAll();
  assert.deepEqual(warnings(), ['feeds-failing']);
  clock.now += 2 * DAY;
  failAll();
  assert.deepEqual([warnings(), notices()], [['feeds-failing'], ['desk feeds-failing']]);
  assert.match(listed(parts)[0]?.message ?? '', /^40 of 40 feeds fail at once/);
  // They come back one by one, as their back-off ends; one does not.
  const [dead, ...well] = feeds as [Feed, ...Feed[]];
  for (const one of well) recordPoll(parts, one, itemsOf([]), clock.now, JOB);
  watchAll(parts);
  assert.deepEqual(warnings(), []);
  recordPoll(parts, dead, { kind: 'failed', problem: 'HTTP 500' }, clock.now, JOB);
  assert.deepEqual(warnings(), ['feed-failing']);
});

test('of many warnings in an hour ten are told, and once that there are more', (t) => {
  const { parts, clock, feed, warnings, notices } = openWatch(t);
  const feeds = Array.from({ length: 30 }, (_, n) => ({ ...feed, id: `f${n}`, url: `https://f${n}.example/` }));
  parts.feeds.replace(feeds);
  for (const one of feeds) recordPoll(parts, one, { kind: 'gone' }, clock.now, JOB);
  assert.equal(warnings().length, 30);
  assert.deepEqual(notices(), [...Array.from({ length: 10 }, () => 'desk feed-gone'), 'desk more']);
});

describe('a host', () => {
  const refused = (code = 'http-403'): ArticleOutcome => ({
    kind: 'unreadable',
    problem: { code, message: 'the site answers HTTP 403', retry: 'later' },
  });
  const page = (n: number): string => `https://x.example/${n}`;

  test('that began to refuse its pages is warned of until one can be read', (t) => {
    const { parts, warnings, notices } = openWatch(t);
    watchHost(parts, addItem(parts, page(0)), read(parts, page(0), 'A text.'));
    for (let n = 1; n <= 4; n += 1) watchHost(parts, addItem(parts, page(n)), refused());
    watchHost(parts, { ...addItem(parts, page(4.5)), tries: 5 }, refused());
    assert.deepEqual(warnings(), [], 'a page that was tried again counts once');
    for (let n = 5; n <= 7; n += 1) watchHost(parts, addItem(parts, page(n)), refused());
    const [warning] = listed(parts);
    assert.deepEqual(warning, {
      kind: 'host-refuses',
      subject: { host: 'x.example' },
      since: new Date(NOON).toISOString(),
      message:
        'x.example refuses its pages: none of the last 7 could be read (the site answers HTTP 403); the last one was read on 2026-11-20 12:00 UTC',
    });
    assert.deepEqual(notices(), ['desk host-refuses']);
    watchHost(parts, addItem(parts, page(8)), read(parts, page(8), 'A text.'));
    assert.deepEqual(warnings(), []);
  });

  test('whose pages hold only walls is warned of, too; after a month without any it is forgotten', (t) => {
    const { parts, clock, warnings } = openWatch(t);
    for (let n = 1; n <= 5; n += 1) watchHost(parts, addItem(parts, page(n)), refused('bot-check'));
    assert.deepEqual(warnings(), ['host-stubs']);
    assert.match(listed(parts)[0]?.message ?? '', /walls or stubs .*none was read before$/);
    clock.now += 29 * DAY;
    watchAll(parts);
    assert.deepEqual(warnings(), ['host-stubs']);
    clock.now += 2 * DAY;
    watchAll(parts);
    assert.deepEqual(warnings(), []);
  });

  test('that is well is written down once a day, not with every page', (t) => {
    const { parts } = openWatch(t);
    const changes = (): unknown => parts.record.db.get('SELECT total_changes() AS n')?.['n'];
    watchHost(parts, addItem(parts, page(1)), read(parts, page(1), 'A text.'));
    const second = addItem(parts, page(2));
    const before = changes();
    watchHost(parts, second, read(parts, page(2), 'A text.'));
    assert.equal(changes(), before);
  });
});
