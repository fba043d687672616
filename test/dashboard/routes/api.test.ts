import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublicFeed, PublicStatus } from '../../../src/dashboard/public.ts';
import type { MatchView } from '../../../src/record/reports.ts';
import { ask, json, post } from '../ask.ts';
import { HOSTILE } from '../hostile.ts';
import { FAILING, NEWS, NOON, openStation } from '../station.ts';

interface Matches {
  readonly matches: MatchView[];
  readonly next: string | null;
}

test('a match is the data object of an alert, with topics, duplicateOf and mark', async (t) => {
  const station = openStation(t);
  const first = station.addMatch();
  const id = station.addMatch({ title: 'The second', duplicateOf: 1 });
  station.record.matches.setFile(2, { number: 5, name: '005_0123456789abcdef.txt', sha256: 'ab' });
  const address = await station.serve();
  await post(`${address}/match/${id}/mark`, { mark: 'wrong' });
  const { matches, next } = await json<Matches>(`${address}/api/matches`);
  assert.equal(next, null);
  assert.equal(matches.length, 2);
  assert.deepEqual(matches[0], {
    id,
    topic: 'us-forces-iraq',
    title: 'The second',
    url: 'https://news.example/story/2',
    feed: { title: 'Example News', url: NEWS },
    byline: 'A. Writer',
    publishedAt: '2026-11-20T11:00:00.000Z',
    matchedAt: '2026-11-20T12:00:00.000Z',
    score: 7.5,
    threshold: null,
    why: [],
    matched: [
      { term: 'U.S. troops', concept: 'us-forces', where: 'title', snippet: 'Convoy 2 of U.S. troops leaves base' },
    ],
    excerpt: 'The last vehicles left at dawn.',
    basis: 'page',
    corpusFile: '005_0123456789abcdef.txt',
    topics: [{ id: 'us-forces-iraq', score: 7.5 }],
    duplicateOf: first,
    mark: 'wrong',
  });
});

test('pages follow each other without gap or repetition, also while matches arrive', async (t) => {
  const station = openStation(t);
  const ids = Array.from({ length: 23 }, () => station.addMatch());
  const address = await station.serve();
  const seen: string[] = [];
  let cursor = '';
  do {
    const { matches, next } = await json<Matches>(`${address}/api/matches?limit=10&cursor=${cursor}`);
    assert.ok(matches.length <= 10);
    seen.push(...matches.map(({ id }) => id));
    station.addMatch();
    cursor = next ?? '';
  } while (cursor !== '');
  assert.deepEqual(seen, ids.toReversed());
});

test('fifty come without a limit, at most five hundred with one', async (t) => {
  const station = openStation(t);
  for (let n = 0; n < 510; n++) station.addMatch();
  const address = await station.serve();
  const length = async (query: string): Promise<[number, boolean]> => {
    const { matches, next } = await json<Matches>(`${address}/api/matches${query}`);
    return [matches.length, next !== null];
  };
  assert.deepEqual(await length(''), [50, true]);
  assert.deepEqual(await length('?q=&topic=&since=&limit=&cursor='), [50, true], 'empty parameters are absent ones');
  assert.deepEqual(await length('?limit=1'), [1, true]);
  assert.deepEqual(await length('?limit=501'), [500, true]);
});

test('narrows by words, topic and time', async (t) => {
  const station = openStation(t);
  station.clock.now = NOON - 10 * 86_400_000;
  const old = station.addMatch({ title: 'Émigrés in Mosul' });
  station.clock.now = NOON;
  const other = station.addMatch({
    title: 'Strike in Kirkuk',
    topics: [{ id: 'strikes', score: 3 }],
    topic: 'strikes',
  });
  const address = await station.serve();
  const found = async (query: string): Promise<string[]> =>
    (await json<Matches>(`${address}/api/matches?${query}`)).matches.map(({ id }) => id);
  assert.deepEqual(await found('q=kirkuk'), [other]);
  assert.deepEqual(await found('q=emigres+mosul'), [old]);
  assert.deepEqual(await found('q=%22in+mosul%22'), [old]);
  assert.deepEqual(await found('q=kirk*'), [other]);
  assert.deepEqual(await found('q=dawn&topic=strikes'), [other]);
  assert.deepEqual(await found('topic=nothing'), []);
  assert.deepEqual(await found('since=7d'), [other]);
  assert.deepEqual(await found('since=2026-11-20'), [other]);
  assert.deepEqual(await found('since=2026-11-20T12:00:00Z'), [other]);
  assert.deepEqual(await found('since=2026-11-20T12:01'), [], 'UTC where no zone is given');
  assert.deepEqual(await found('since=2026-11-20T14:00%2B02:00'), [other]);
  assert.deepEqual(await found('since=300d'), [other, old]);
});

test('bad parameters are 400 and say what would be right', async (t) => {
  const station = openStation(t);
  station.addMatch();
  const address = await station.serve();
  for (const [query, word] of [
    ['limit=0', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1e3', 'limit'],
    ['since=yesterday', 'since'],
    ['since=7', 'since'],
    ['since=2026-13-45', 'since'],
    ['cursor=abc', 'cursor'],
    ['cursor=-1', 'cursor'],
    [`q=${'x'.repeat(501)}`, 'q'],
  ] as const) {
    const { status, body } = await ask(`${address}/api/matches?${query}`);
    assert.equal(status, 400, query);
    const { error } = JSON.parse(body) as { error: { code: string; message: string } };
    assert.match(error.code, /^bad-(parameter|cursor)$/);
    assert.ok(error.message.includes(word), error.message);
  }
});

test('no query is an error of the search', async (t) => {
  const station = openStation(t);
  station.addMatch();
  const address = await station.serve();
  for (const q of [
    '"',
    '""',
    '!!!',
    'a"b',
    'AND',
    '*',
    'NEAR(a b)',
    'title:x',
    '-x',
    '^x',
    '(',
    '"a\u0000b"',
    '\u0000',
    '❤',
    ...HOSTILE.slice(0, -1),
  ]) {
    assert.equal((await ask(`${address}/api/matches?q=${encodeURIComponent(q.toWellFormed())}`)).status, 200, q);
  }
  assert.equal((await ask(`${address}/api/matches?q=%ff%zz`)).status, 200);
});

test('titles come through as they are, as JSON', async (t) => {
  const station = openStation(t);
  for (const title of HOSTILE) station.addMatch({ title });
  const { headers, body } = await ask(`${await station.serve()}/api/matches`);
  assert.match(headers['content-type'] ?? '', /^application\/json/);
  const { matches } = JSON.parse(body) as Matches;
  const kept = HOSTILE.map((title) => title.toWellFormed());
  assert.deepEqual(matches.map(({ title }) => title).toReversed(), kept);
});

test('feeds are told with their health, in ISO times, without log-ins', async (t) => {
  const station = openStation(t);
  station.addMatch();
  const address = await station.serve();
  const { body } = await ask(`${address}/api/feeds`);
  assert.ok(!body.includes('hunter2') && !body.includes('reader:'));
  const { feeds } = JSON.parse(body) as { feeds: PublicFeed[] };
  assert.deepEqual(
    feeds.map(({ url, health }) => [url, health]),
    [
      [NEWS, 'healthy'],
      ['https://failing.example/rss', 'failing'],
      ['https://quiet.example/atom', 'disabled'],
    ],
  );
  const [news, failing] = feeds;
  assert.deepEqual([news?.title, news?.items, news?.matches, news?.interval], ['Example News', 1, 1, 900_000]);
  assert.deepEqual(
    [failing?.polledAt, failing?.dueAt, failing?.failingSince, failing?.failures, failing?.problem],
    [
      '2026-11-20T11:55:00.000Z',
      '2026-11-20T13:00:00.000Z',
      '2026-11-19T12:00:00.000Z',
      3,
      'HTTP 503 from https://failing.example/rss',
    ],
  );
  assert.ok(FAILING.includes('hunter2'), 'the test would notice');
});

test('the status tells how things stand', async (t) => {
  const station = openStation(t);
  station.addMatch();
  const address = await station.serve();
  const status = await json<PublicStatus>(`${address}/api/status`);
  assert.deepEqual([status.version, status.running, status.engine, status.pid], ['1.2.3', true, 'embedded', 4711]);
  assert.equal(status.startedAt, '2026-11-20T10:00:00.000Z');
  assert.deepEqual([status.totals.matches, status.totals.lastMatchAt], [1, '2026-11-20T12:00:00.000Z']);
  assert.deepEqual(status.queues['poll'], { waiting: 1, active: 2, delayed: 3, finished: 4 });
  assert.equal(status.feeds.length, 3);
  assert.ok(!JSON.stringify(status).includes('hunter2'));
});

test('a status that cannot be had is 503, not an error of ours', async (t) => {
  const commands = {
    status: () => Promise.reject(new Error('Redis is away')),
    mark: () => Promise.reject(new Error('not asked')),
  };
  const address = await openStation(t).serve({ commands });
  const { status, body } = await ask(`${address}/api/status`);
  assert.equal(status, 503);
  assert.deepEqual(JSON.parse(body), {
    error: { code: 'status-unavailable', message: 'the status cannot be had: Redis is away' },
  });
});

test('an error that nobody foresaw is 500 and keeps its words for the log', async (t) => {
  const station = openStation(t);
  const address = await station.serve();
  station.record.close();
  const { status, body } = await ask(`${address}/api/matches`);
  assert.equal(status, 500);
  assert.deepEqual(JSON.parse(body), {
    error: { code: 'internal', message: 'Something went wrong; the log says what.' },
  });
});

test('warnings are told with the status, and with the feed that they are about', async (t) => {
  const station = openStation(t);
  station.warn(`see ${FAILING}`);
  const address = await station.serve();
  const { warnings, feeds } = await json<PublicStatus>(`${address}/api/status`);
  const since = new Date(NOON - 3 * 86_400_000).toISOString();
  const message = 'see https://failing.example/rss';
  assert.deepEqual(warnings, [
    { kind: 'feed-silent', subject: { feed: { title: 'Example News', url: NEWS } }, since, message },
    {
      kind: 'host-refuses',
      subject: { host: 'refusing.example' },
      since: new Date(NOON).toISOString(),
      message: 'it refuses',
    },
  ]);
  assert.deepEqual(
    feeds.map((feed) => feed.warnings),
    [[{ kind: 'feed-silent', since, message }], [], []],
  );
  const { feeds: listed } = await json<{ feeds: PublicFeed[] }>(`${address}/api/feeds`);
  assert.deepEqual(listed, feeds);
});
