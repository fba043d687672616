import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, addMatch, alertBody, DAY, HOUR, newRecord, NOON } from './support.ts';

test('when the clock is set back, what lies ahead keeps its distance, and the past is no longer in the future', (t) => {
  const record = newRecord(t);
  const wrong = NOON + 365 * DAY;
  record.feeds.update('f', {
    polledAt: wrong,
    dueAt: wrong + HOUR,
    refusedUntil: wrong + DAY,
    succeededAt: NOON - HOUR,
  });
  const item = addItem(record, 'later');
  record.items.end(item, { state: 'waiting', at: wrong, dueAt: wrong + 6 * HOUR });
  record.alerts.insert({ uid: 'x', match: addMatch(record, 'm'), channel: 'log', body: alertBody(), createdAt: NOON });
  const alert = record.alerts.byUid('x')?.id ?? 0;
  record.alerts.retry(alert, wrong + 2 * HOUR, 'answered 503');
  assert.equal(record.clock.latest(), wrong);

  record.clock.setBack(365 * DAY, NOON, NOON - 7 * DAY);
  const state = record.feeds.get('f');
  assert.deepEqual(
    [state?.polledAt, state?.dueAt, state?.refusedUntil, state?.succeededAt],
    [NOON, NOON + HOUR, NOON + DAY, NOON - HOUR],
  );
  assert.equal(record.items.get(item)?.dueAt, NOON + 6 * HOUR);
  assert.equal(record.alerts.get(alert)?.dueAt, NOON + 2 * HOUR);
});

test('what only the wrong clock took for stale is to be read after all', (t) => {
  const record = newRecord(t);
  const stale = (key: string, seenAt: number, publishedAt: number): number =>
    addItem(record, key, { state: 'stale', seenAt, publishedAt });
  const fresh = stale('fresh', NOON + 365 * DAY, NOON - DAY);
  const old = stale('old', NOON + 365 * DAY, NOON - 30 * DAY);
  const before = stale('before', NOON - DAY, NOON - DAY);
  assert.equal(record.clock.setBack(365 * DAY, NOON, NOON - 7 * DAY), 1);
  assert.deepEqual(
    record.items.nextOf('news.example', NOON, 9, new Set()).map(({ id }) => id),
    [fresh],
  );
  for (const id of [old, before]) assert.equal(record.items.get(id)?.state, 'stale');
});
