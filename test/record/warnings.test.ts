import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import type { NewsDay } from '../../src/model/warning.ts';
import { initial } from '../../src/record/migrations/001-initial.ts';
import { feedHints } from '../../src/record/migrations/002-feed-hints.ts';
import { ruledOut } from '../../src/record/migrations/003-ruled-out.ts';
import { marksKeep } from '../../src/record/migrations/004-marks.ts';
import { stories } from '../../src/record/migrations/005-stories.ts';
import { feedWatch } from '../../src/record/migrations/006-feed-watch.ts';
import { openRecord } from '../../src/record/record.ts';
import type { Finding } from '../../src/record/warnings.ts';
import { openFolder } from '../support/folder.ts';
import { addMatch, alertBody, DAY, HOUR, newRecord, NOON } from './support.ts';

const SILENT: Finding = {
  kind: 'feed-silent',
  subject: 'f',
  about: { feed: { title: 'News', url: 'https://news.example/feed' } },
  since: NOON - DAY,
  message: 'News: nothing new',
};
const WALLED: Finding = {
  kind: 'host-stubs',
  subject: 'x.example',
  about: { host: 'x.example' },
  since: NOON - 2 * DAY,
  message: 'x.example: walls',
};

describe('a warning', () => {
  test('holds until it is over, and keeps its uid unless it is another trouble', (t) => {
    const { warnings } = newRecord(t);
    const first = warnings.hold(SILENT, NOON, true);
    assert.deepEqual(first, { ...SILENT, uid: first.uid, seenAt: NOON, overAt: null });
    assert.match(first.uid, /^warning_[0-9a-f-]{36}$/);
    warnings.hold(WALLED, NOON, true);
    assert.deepEqual(
      warnings.open().map(({ subject }) => subject),
      ['x.example', 'f'],
      'oldest first',
    );
    const later = warnings.hold({ ...SILENT, message: 'still' }, NOON + HOUR, false);
    assert.deepEqual(later, { ...first, message: 'still', seenAt: NOON + HOUR });

    warnings.over('feed-silent', 'f', NOON + 2 * HOUR);
    warnings.over('feed-silent', 'f', NOON + 9 * HOUR);
    assert.equal(warnings.get('feed-silent', 'f')?.overAt, NOON + 2 * HOUR, 'the first end counts');
    assert.deepEqual(warnings.open('f'), []);
    assert.equal(warnings.hold(SILENT, NOON + DAY, false).uid, first.uid);
    assert.notEqual(warnings.hold(SILENT, NOON + DAY, true).uid, first.uid);
  });

  test('is forgotten once it was over for long', (t) => {
    const { warnings } = newRecord(t);
    warnings.hold(SILENT, NOON, true);
    warnings.hold(WALLED, NOON, true);
    warnings.over('feed-silent', 'f', NOON);
    warnings.prune(NOON);
    assert.ok(warnings.get('feed-silent', 'f'));
    warnings.prune(NOON + 1);
    assert.equal(warnings.get('feed-silent', 'f'), undefined);
    assert.ok(warnings.get('host-stubs', 'x.example'), 'this one holds');
  });
});

describe('a notice', () => {
  const notice = (warning: string, channel: string, uid: string, createdAt = NOON) => ({
    uid,
    warning,
    channel,
    createdAt,
    body: {
      type: 'notice' as const,
      timestamp: new Date(createdAt).toISOString(),
      data: {
        id: warning,
        kind: 'feed-silent' as const,
        subject: {},
        since: new Date(NOON).toISOString(),
        message: 'quiet',
      },
    },
  });

  test('lies in the outbox, one a warning a channel, beside the alerts', (t) => {
    const record = newRecord(t);
    record.alerts.insert({
      uid: 'a',
      match: addMatch(record, 'a'),
      channel: 'desk',
      body: alertBody(),
      createdAt: NOON,
    });
    for (const uid of ['b', 'c']) record.alerts.insert(notice('w1', 'desk', uid));
    record.alerts.insert(notice('w1', 'phone', 'd'));
    const due = record.alerts.due(NOON, 9, new Set());
    assert.deepEqual(
      due.map(({ uid, match }) => `${uid} ${match}`),
      ['a 1', 'b null', 'd null'],
    );
    assert.deepEqual(due[1]?.body, notice('w1', 'desk', 'b').body);
  });

  test('is counted once, whoever is told, and forgotten long after its end', (t) => {
    const { alerts } = newRecord(t);
    for (const channel of ['desk', 'phone']) alerts.insert(notice('w1', channel, `1-${channel}`));
    alerts.insert(notice('w2', 'desk', '2', NOON + HOUR));
    assert.equal(alerts.noticesSince(NOON - 1), 2);
    assert.equal(alerts.noticesSince(NOON), 1);
    alerts.end(alerts.byUid('1-desk')?.id ?? 0, { state: 'sent', answer: '', at: NOON });
    alerts.pruneNotices(NOON + 1);
    assert.deepEqual(
      ['1-desk', '1-phone', '2'].map((uid) => alerts.byUid(uid) !== undefined),
      [false, true, true],
    );
  });
});

describe('the days of a feed', () => {
  const day = (n: number): NewsDay => ({ day: n, longest: n * HOUR, lastAt: n * DAY });

  test('come newest first, each once, the oldest forgotten', (t) => {
    const { rhythm } = newRecord(t);
    for (const n of [3, 4, 5]) rhythm.note('f', [day(n)], 3);
    rhythm.note('f', [{ ...day(5), longest: null }], 3);
    rhythm.note('f', [day(6)], 3);
    assert.deepEqual(rhythm.days('f', 9), [day(6), { ...day(5), longest: null }, day(4)]);
    assert.deepEqual(rhythm.days('f', 1), [day(6)]);
    assert.deepEqual(rhythm.days('g', 9), []);
  });

  test('that a wrong clock noted are gone with the next right one', (t) => {
    const { rhythm } = newRecord(t);
    for (const n of [3, 999, 4]) rhythm.note('f', [day(n)], 9);
    assert.deepEqual(
      rhythm.days('f', 9).map((one) => one.day),
      [4, 3],
    );
  });
});

test('a host is known until it was not heard of for long', (t) => {
  const { hosts } = newRecord(t);
  const answers = { host: 'x.example', readAt: null, refused: 2, stubs: 1, since: NOON };
  hosts.put(answers, NOON);
  assert.deepEqual(hosts.get('x.example'), answers);
  hosts.put({ ...answers, refused: 0, readAt: NOON, since: null }, NOON + 1);
  hosts.prune(NOON + 1);
  assert.equal(hosts.get('x.example')?.refused, 0);
  hosts.prune(NOON + 2);
  assert.equal(hosts.get('x.example'), undefined);
});

test('a record of before keeps its alerts, and what it knows of the rhythm of its feeds', (t) => {
  const folder = openFolder(t);
  const file = join(folder, 'newswatch.db');
  const old = new DatabaseSync(file);
  old.exec([initial, feedHints, ruledOut, marksKeep, stories, feedWatch].join(';'));
  old.exec(`PRAGMA user_version = 6; PRAGMA foreign_keys = ON;
    INSERT INTO feeds (num, id, url, due_at) VALUES (1, 'f', 'https://news.example/feed', 0), (2, 'g', 'https://g.example/', 0)`);
  const add = old.prepare(`INSERT INTO items (uid, feed, title, seen_at, state) VALUES (?, ?, 'T', ?, 'rejected')`);
  const seen = [NOON, NOON, NOON + HOUR, NOON + 3 * HOUR, NOON + 2 * DAY];
  for (const [index, at] of seen.entries()) add.run(Buffer.from([index]), 1, at);
  add.run(Buffer.from([99]), 2, NOON);
  old.exec(`INSERT INTO matches (id, item, topic, topics, score, matched, title, text, url, feed_url, feed_title, matched_at, basis, excerpt)
    VALUES (7, 1, 't', '[]', 1, '[]', 'T', 'text', 'u', 'u', 'F', 1, 'page', '')`);
  old
    .prepare(
      `INSERT INTO alerts (id, uid, match, channel, body, state, tries, due_at, created_at) VALUES (5, 'alert_1', 7, 'desk', ?, 'pending', 3, 9, 1)`,
    )
    .run(JSON.stringify(alertBody()));
  old.close();

  const record = openRecord(folder);
  t.after(() => record.close());
  const alert = record.alerts.byUid('alert_1');
  assert.deepEqual([alert?.id, alert?.match, alert?.tries, alert?.dueAt], [5, 7, 3, 9]);
  assert.deepEqual(alert?.body, alertBody());
  const today = Math.floor(NOON / DAY);
  assert.deepEqual(record.rhythm.days('f', 9), [
    { day: today + 2, longest: 45 * HOUR, lastAt: NOON + 2 * DAY },
    { day: today, longest: 2 * HOUR, lastAt: NOON + 3 * HOUR },
  ]);
  assert.deepEqual(record.rhythm.days('g', 9), [{ day: today, longest: null, lastAt: NOON }]);
  assert.deepEqual(record.db.all('PRAGMA foreign_key_check'), []);
});
