import { randomUUID } from 'node:crypto';
import type { Warning, WarningKind, WarningSubject } from '../model/warning.ts';
import type { Database, Row } from './open.ts';
import { numberOrNull } from './values.ts';

/** A warning as it is kept. It is known by its kind and its subject. */
export interface WarningState {
  readonly kind: WarningKind;
  /** A feed's id, a host, or empty. */
  readonly subject: string;
  readonly uid: string;
  readonly about: WarningSubject;
  readonly since: number;
  /** When it was last found to hold. */
  readonly seenAt: number;
  /** Null while it holds. */
  readonly overAt: number | null;
  readonly message: string;
}

export type Finding = Pick<WarningState, 'kind' | 'subject' | 'about' | 'since' | 'message'>;

export interface WarningRecord {
  /** Also one that is over, as long as it is remembered. */
  get(kind: WarningKind, subject: string): WarningState | undefined;
  /** Those that hold, oldest first; with a subject those about it. */
  open(subject?: string): WarningState[];
  /** Writes that it holds. @param anew under a new uid: it is another trouble than the one before */
  hold(finding: Finding, now: number, anew: boolean): WarningState;
  over(kind: WarningKind, subject: string, now: number): void;
  /** Forgets those that were over before then. */
  prune(before: number): void;
}

export function warningRecord(db: Database): WarningRecord {
  const get = (kind: WarningKind, subject: string): WarningState | undefined => {
    const row = db.get('SELECT * FROM warnings WHERE subject = ? AND kind = ?', subject, kind);
    return row === undefined ? undefined : warningState(row);
  };
  return {
    get,
    open: (subject) =>
      subject === undefined
        ? openWarnings(db)
        : db.all('SELECT * FROM warnings WHERE subject = ? AND over_at IS NULL', subject).map(warningState),
    hold({ kind, subject, about, since, message }, now, anew) {
      db.run(
        `INSERT INTO warnings (kind, subject, uid, about, since, seen_at, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (subject, kind) DO UPDATE SET uid = CASE WHEN ?8 THEN excluded.uid ELSE uid END, about = excluded.about,
           since = excluded.since, seen_at = excluded.seen_at, over_at = NULL, message = excluded.message`,
        kind,
        subject,
        `warning_${randomUUID()}`,
        JSON.stringify(about),
        since,
        now,
        message,
        anew ? 1 : 0,
      );
      return get(kind, subject) as WarningState;
    },
    over(kind, subject, now) {
      db.run('UPDATE warnings SET over_at = ? WHERE subject = ? AND kind = ? AND over_at IS NULL', now, subject, kind);
    },
    prune(before) {
      db.run('DELETE FROM warnings WHERE over_at < ?', before);
    },
  };
}

export const openWarnings = (db: Database): WarningState[] =>
  db.all('SELECT * FROM warnings WHERE over_at IS NULL ORDER BY since, kind, subject').map(warningState);

export const publicWarning = ({ kind, about, since, message }: WarningState): Warning => ({
  kind,
  subject: about,
  since: new Date(since).toISOString(),
  message,
});

const warningState = (row: Row): WarningState => ({
  kind: row['kind'] as WarningKind,
  subject: String(row['subject']),
  uid: String(row['uid']),
  about: JSON.parse(String(row['about'])) as WarningSubject,
  since: Number(row['since']),
  seenAt: Number(row['seen_at']),
  overAt: numberOrNull(row['over_at']),
  message: String(row['message']),
});
