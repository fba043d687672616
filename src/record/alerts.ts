import type { AlertBody } from '../model/alert.ts';
import type { Database, Row } from './open.ts';
import { numberOrNull } from './values.ts';

/** The outbox. An alert is written with its match or its warning, in one transaction, and stays until its end is known. */
export interface AlertState {
  readonly id: number;
  /** The id that the receiver sees; the same over retries and restarts. */
  readonly uid: string;
  /** Null for a notice. */
  readonly match: number | null;
  readonly channel: string;
  readonly body: AlertBody;
  readonly state: 'pending' | 'sent' | 'failed';
  readonly tries: number;
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly doneAt: number | null;
  readonly answer: string | null;
}

export type NewAlert = { uid: string; channel: string; body: AlertBody; createdAt: number } & (
  { match: number } | { warning: string }
);

export interface AlertRecord {
  /** One a match a channel, one a warning a channel: a second one is not written. */
  insert(alert: NewAlert): void;
  get(id: number): AlertState | undefined;
  byUid(uid: string): AlertState | undefined;
  ofMatch(match: number): AlertState[];
  /** Of each channel its first `limit` pending alerts due before `before`, oldest first, except those named. */
  due(before: number, limit: number, except: ReadonlySet<number>): AlertState[];
  /** The first end counts; a job that was repeated after a crash may report another. */
  end(id: number, end: { state: 'sent' | 'failed'; answer: string; at: number }): void;
  retry(id: number, dueAt: number, answer: string): void;
  pending(): { count: number; nextDueAt: number | null };
  /** Warnings told since then. */
  noticesSince(at: number): number;
  /** Drops notices that ended before then. */
  pruneNotices(before: number): void;
}

export function alertRecord(db: Database): AlertRecord {
  return {
    insert({ uid, channel, body, createdAt, ...about }) {
      db.run(
        `INSERT INTO alerts (uid, match, warning, channel, body, state, due_at, created_at)
         VALUES (?, ?, ?, ?, ?, 'pending', ?, ?)
         ON CONFLICT (match, channel) DO NOTHING ON CONFLICT (warning, channel) DO NOTHING`,
        uid,
        'match' in about ? about.match : null,
        'warning' in about ? about.warning : null,
        channel,
        JSON.stringify(body),
        createdAt,
        createdAt,
      );
    },
    get: (id) => alertState(db.get('SELECT * FROM alerts WHERE id = ?', id)),
    byUid: (uid) => alertState(db.get('SELECT * FROM alerts WHERE uid = ?', uid)),
    ofMatch: (match) =>
      db.all('SELECT * FROM alerts WHERE match = ? ORDER BY id', match).map((row) => alertState(row) as AlertState),
    due: (before, limit, except) =>
      db
        .all(
          `SELECT * FROM alerts WHERE id IN (SELECT id FROM
             (SELECT id, row_number() OVER (PARTITION BY channel ORDER BY due_at, id) AS place FROM alerts
              WHERE due_at IS NOT NULL AND due_at <= ?) WHERE place <= ?) ORDER BY due_at, id`,
          before,
          limit,
        )
        .map((row) => alertState(row) as AlertState)
        .filter((alert) => !except.has(alert.id)),
    end(id, { state, answer, at }) {
      db.run(
        'UPDATE alerts SET state = ?, answer = ?, done_at = ?, due_at = NULL, tries = tries + 1 WHERE id = ? AND due_at IS NOT NULL',
        state,
        answer,
        at,
        id,
      );
    },
    retry(id, dueAt, answer) {
      db.run(
        'UPDATE alerts SET due_at = ?, answer = ?, tries = tries + 1 WHERE id = ? AND due_at IS NOT NULL',
        dueAt,
        answer,
        id,
      );
    },
    pending() {
      const row = db.get('SELECT count(*) AS n, min(due_at) AS next FROM alerts WHERE due_at IS NOT NULL');
      return { count: Number(row?.['n'] ?? 0), nextDueAt: row?.['next'] == null ? null : Number(row['next']) };
    },
    noticesSince: (at) =>
      Number(
        db.get('SELECT count(DISTINCT warning) AS n FROM alerts WHERE warning IS NOT NULL AND created_at > ?', at)?.[
          'n'
        ],
      ),
    pruneNotices(before) {
      db.run('DELETE FROM alerts WHERE warning IS NOT NULL AND done_at < ?', before);
    },
  };
}

/** Alerts that an older version wrote do not say why. */
function bodyOf(text: string): AlertBody {
  const body = JSON.parse(text) as AlertBody;
  if (body.type === 'notice') return body;
  return { ...body, data: { ...UNEXPLAINED, ...body.data } };
}

const UNEXPLAINED = { threshold: null, why: [] };

function alertState(row: Row | undefined): AlertState | undefined {
  if (row === undefined) return undefined;
  return {
    id: Number(row['id']),
    uid: String(row['uid']),
    match: numberOrNull(row['match']),
    channel: String(row['channel']),
    body: bodyOf(String(row['body'])),
    state: row['state'] as AlertState['state'],
    tries: Number(row['tries']),
    dueAt: row['due_at'] == null ? null : Number(row['due_at']),
    createdAt: Number(row['created_at']),
    doneAt: row['done_at'] == null ? null : Number(row['done_at']),
    answer: row['answer'] as string | null,
  };
}
