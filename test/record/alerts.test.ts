import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { AlertBody } from '../../src/model/alert.ts';
import type { AlertState } from '../../src/record/alerts.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { addMatch, alertBody, HOUR, newRecord, NOON } from './support.ts';

const NOBODY: ReadonlySet<number> = new Set();

interface Outbox {
  readonly record: NewsRecord;
  readonly match: number;
  add(channel: string, createdAt?: number): AlertState;
}

function openOutbox(t: TestContext): Outbox {
  const record = newRecord(t);
  const match = addMatch(record, 'a');
  return {
    record,
    match,
    add(channel, createdAt = NOON) {
      record.alerts.insert({ uid: `uid-${channel}`, match, channel, body: alertBody(), createdAt });
      const alert = record.alerts.byUid(`uid-${channel}`);
      assert.ok(alert !== undefined);
      return alert;
    },
  };
}

describe('an alert', () => {
  test('of an older version says nothing of why', (t) => {
    const { record, match } = openOutbox(t);
    const { threshold: _, why: __, ...data } = alertBody().data;
    const body = { ...alertBody(), data } as AlertBody;
    record.alerts.insert({ uid: 'old', match, channel: 'old', body, createdAt: NOON });
    const read = record.alerts.byUid('old')?.body.data;
    assert.deepEqual(read, { ...data, threshold: null, why: [] });
  });

  test('is due at once, and comes back as it was written', (t) => {
    const { record, match, add } = openOutbox(t);
    const alert = add('desk');
    assert.deepEqual(alert, {
      id: alert.id,
      uid: 'uid-desk',
      match,
      channel: 'desk',
      body: alertBody(),
      state: 'pending',
      tries: 0,
      dueAt: NOON,
      createdAt: NOON,
      doneAt: null,
      answer: null,
    });
    assert.deepEqual(record.alerts.get(alert.id), alert);
    assert.equal(record.alerts.get(99), undefined);
    assert.equal(record.alerts.byUid('none'), undefined);
  });

  test('is one a match a channel, however often it is raised', (t) => {
    const { record, match, add } = openOutbox(t);
    const first = add('desk');
    record.alerts.insert({ uid: 'another', match, channel: 'desk', body: alertBody('Other'), createdAt: NOON + 1 });
    add('log');
    assert.deepEqual(
      record.alerts.ofMatch(match).map(({ uid }) => uid),
      ['uid-desk', 'uid-log'],
    );
    assert.deepEqual(record.alerts.get(first.id)?.body, alertBody());
  });

  test('goes with its match, or not at all', (t) => {
    const record = newRecord(t);
    assert.throws(() =>
      record.transaction(() => {
        const match = addMatch(record, 'a');
        record.alerts.insert({ uid: 'u', match, channel: 'desk', body: alertBody(), createdAt: NOON });
        throw new Error('crash');
      }),
    );
    assert.deepEqual(record.alerts.pending(), { count: 0, nextDueAt: null });
    assert.throws(
      () => record.alerts.insert({ uid: 'u', match: 99, channel: 'desk', body: alertBody(), createdAt: NOON }),
      /FOREIGN KEY/,
    );
  });
});

describe('the outbox', () => {
  test('hands out what is due, so many of a channel, oldest first, but for what is named', (t) => {
    const { record, add } = openOutbox(t);
    const [late, early] = [add('late', NOON), add('early', NOON - 5)];
    add('tomorrow', NOON + HOUR);
    const other = addMatch(record, 'b');
    record.alerts.insert({ uid: 'second', match: other, channel: 'early', body: alertBody(), createdAt: NOON - 4 });
    const second = record.alerts.byUid('second') as AlertState;
    const due = (...args: Parameters<NewsRecord['alerts']['due']>): number[] =>
      record.alerts.due(...args).map(({ id }) => id);
    assert.deepEqual(due(NOON, 9, NOBODY), [early.id, second.id, late.id]);
    assert.deepEqual(due(NOON, 1, NOBODY), [early.id, late.id]);
    assert.deepEqual(due(NOON, 1, new Set([early.id])), [late.id], 'one of its channel is under way');
    assert.deepEqual(due(NOON, 2, new Set([early.id])), [second.id, late.id]);
    assert.deepEqual(record.alerts.pending(), { count: 4, nextDueAt: NOON - 5 });
  });

  test('keeps what failed until it is tried again, with the answer', (t) => {
    const { record, add } = openOutbox(t);
    const { id } = add('desk');
    record.alerts.retry(id, NOON + HOUR, 'answered 503');
    const alert = record.alerts.get(id);
    assert.deepEqual(
      [alert?.state, alert?.tries, alert?.dueAt, alert?.answer, alert?.doneAt],
      ['pending', 1, NOON + HOUR, 'answered 503', null],
    );
    assert.deepEqual(record.alerts.due(NOON, 9, NOBODY), []);
    assert.equal(record.alerts.due(NOON + HOUR, 9, NOBODY).length, 1);
  });

  test('lets go of what has an end; the first end counts', (t) => {
    const { record, add } = openOutbox(t);
    const [sent, failed] = [add('desk'), add('log')];
    record.alerts.end(sent.id, { state: 'sent', answer: '204', at: NOON + 1 });
    record.alerts.end(failed.id, { state: 'failed', answer: '410', at: NOON + 2 });
    const done = record.alerts.get(sent.id);
    assert.deepEqual(
      [done?.state, done?.tries, done?.dueAt, done?.answer, done?.doneAt],
      ['sent', 1, null, '204', NOON + 1],
    );
    assert.deepEqual(record.alerts.pending(), { count: 0, nextDueAt: null });
    // A job that a crash made to run twice reports a second time.
    record.alerts.retry(sent.id, NOON + HOUR, 'timed out');
    record.alerts.end(sent.id, { state: 'failed', answer: 'timed out', at: NOON + 9 });
    assert.deepEqual(record.alerts.get(sent.id), done);
  });
});
