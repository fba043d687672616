import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyReport } from '../../src/record/why.ts';
import { addItem, addMatch, alertBody, HOUR, mark, newRecord, NOON, verdict } from './support.ts';

test('of a match it tells everything: feed, times, verdicts, file, alerts', (t) => {
  const record = newRecord(t);
  const match = addMatch(record, 'a');
  record.matches.setFile(match, { number: 5, name: '005_x.txt', sha256: 'x' });
  record.matches.setMark(match, 'right');
  record.marks.set(mark(record.matches.get(match)?.uid ?? ''));
  for (const channel of ['desk', 'log'])
    record.alerts.insert({ uid: channel, match, channel, body: alertBody(), createdAt: NOON });
  record.alerts.end(record.alerts.byUid('desk')?.id ?? 0, { state: 'sent', answer: '204', at: NOON + HOUR });
  const uid = record.matches.get(match)?.uid ?? '';
  for (const reference of [uid, uid.toUpperCase()]) {
    assert.deepEqual(whyReport(record.db, reference), [
      {
        id: uid,
        feed: { title: null, url: 'https://news.example/feed' },
        url: 'https://news.example/a',
        title: 'Title of a',
        publishedAt: null,
        seenAt: '2026-11-20T12:00:00.000Z',
        state: 'matched',
        fetchedAt: null,
        basis: 'page',
        tries: 0,
        nextTryAt: null,
        problem: null,
        repeats: null,
        copies: [],
        verdicts: [verdict()],
        ruledOut: null,
        mark: 'right',
        match: {
          topic: 'iraq',
          score: 7.5,
          corpusFile: '005_x.txt',
          matchedAt: '2026-11-20T12:00:00.000Z',
          duplicateOf: null,
          mark: 'right',
        },
        alerts: [
          { channel: 'desk', state: 'sent', tries: 1, at: '2026-11-20T13:00:00.000Z', answer: '204' },
          { channel: 'log', state: 'pending', tries: 0, at: '2026-11-20T12:00:00.000Z', answer: null },
        ],
      },
    ]);
  }
});

test('the user’s judgement is told of what is no match, too', (t) => {
  const record = newRecord(t);
  const uid = record.items.get(addItem(record, 'a'))?.uid ?? '';
  assert.equal(whyReport(record.db, uid)[0]?.mark, null);
  record.marks.set({ ...mark(uid), mark: 'wrong', matched: false });
  assert.equal(whyReport(record.db, uid)[0]?.mark, 'wrong');
});

test('an item is found by every address that its article is known by, and so are its duplicates', (t) => {
  const record = newRecord(t);
  const id = addItem(record, 'a');
  record.items.claim(['news.example/a', 'news.example/a-full-title'], id);
  record.items.end(id, { state: 'rejected', at: NOON });
  record.items.claim(['news.example/b'], addItem(record, 'b', { state: 'duplicate', duplicateOf: id }));
  for (const url of ['https://news.example/a', 'http://www.news.example/a-full-title/?utm_source=x#top'])
    assert.deepEqual(
      whyReport(record.db, url).map(({ title, repeats }) => [title, repeats?.title ?? null]),
      [
        ['Title of a', null],
        ['Title of b', 'Title of a'],
      ],
      url,
    );
  assert.deepEqual(
    whyReport(record.db, 'https://news.example/b').map(({ title }) => title),
    ['Title of b'],
  );
});

test('one that is a front page is found by its address, tracking or not', (t) => {
  const record = newRecord(t);
  addItem(record, 'x', { url: 'https://news.example/' });
  for (const url of ['https://news.example/', 'https://news.example', 'https://news.example/?utm_source=x'])
    assert.equal(whyReport(record.db, url).length, 1, url);
});

test('what was never seen, and what is no reference', (t) => {
  const record = newRecord(t);
  addItem(record, 'a', { url: null });
  for (const reference of [
    'https://news.example/none',
    '0123456789abcdef',
    '',
    'x',
    'null',
    "' OR 1=1",
    'javascript:alert(1)',
    `https://x.example/${'a'.repeat(100_000)}`,
  ])
    assert.deepEqual(whyReport(record.db, reference), [], reference.slice(0, 30));
});

test('trouble is told, with the next try', (t) => {
  const record = newRecord(t);
  const id = addItem(record, 'a');
  record.items.end(id, {
    state: 'waiting',
    at: NOON,
    dueAt: NOON + HOUR,
    tries: 3,
    problemCode: 'http-503',
    problem: 'answered 503',
  });
  const [item] = whyReport(record.db, record.items.get(id)?.uid ?? '');
  assert.deepEqual(
    [item?.state, item?.problem, item?.tries, item?.nextTryAt],
    ['waiting', 'answered 503', 3, '2026-11-20T13:00:00.000Z'],
  );
});

test('a match that repeats a story names its first, with or without a file', (t) => {
  const record = newRecord(t);
  const first = addMatch(record, 'a', { basis: 'summary' });
  const copy = addMatch(record, 'b', { duplicateOf: first });
  const [item] = whyReport(record.db, record.matches.get(copy)?.uid ?? '');
  assert.deepEqual(item?.repeats, {
    id: record.matches.get(first)?.uid,
    title: 'Title of a',
    url: 'https://news.example/a',
  });
  assert.equal(item?.match?.duplicateOf, null);
  const [told] = whyReport(record.db, item?.repeats?.id ?? '');
  assert.deepEqual(
    told?.copies.map(({ id, feedTitle, corpusFile }) => [id, feedTitle, corpusFile]),
    [[item?.id, 'News', null]],
  );
  record.matches.setFile(first, { number: 0, name: '000_x.txt', sha256: 'x' });
  assert.equal(whyReport(record.db, item?.id ?? '')[0]?.match?.duplicateOf, '000_x.txt');
});
