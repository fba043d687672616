import { join } from 'node:path';
import { alertRecord, type AlertRecord } from './alerts.ts';
import type { Tell } from './backup.ts';
import { clockRecord, type ClockRecord } from './clock.ts';
import { feedRecord, type FeedRecord } from './feeds.ts';
import { hostRecord, type HostRecord } from './hosts.ts';
import { itemRecord, type ItemRecord } from './items.ts';
import { marksRecord, type MarksRecord } from './marks.ts';
import { matchRecord, type MatchRecord } from './matches.ts';
import { openDatabase, type Database } from './open.ts';
import { rhythmRecord, type RhythmRecord } from './rhythm.ts';
import { storyRecord, type StoryRecord } from './stories.ts';
import { warningRecord, type WarningRecord } from './warnings.ts';

/** The one durable truth. Written by the coordinator alone. */
export interface NewsRecord {
  readonly feeds: FeedRecord;
  readonly items: ItemRecord;
  readonly matches: MatchRecord;
  readonly stories: StoryRecord;
  readonly alerts: AlertRecord;
  readonly marks: MarksRecord;
  readonly clock: ClockRecord;
  readonly rhythm: RhythmRecord;
  readonly hosts: HostRecord;
  readonly warnings: WarningRecord;
  /** Names this installation; survives everything but the loss of the record. */
  readonly installation: string;
  /** Counts the starts of a coordinator on this record. */
  nextEpoch(): number;
  /** Writes a row, to see whether that can be done. @throws NewswatchError see openDatabase */
  probe(): void;
  /** A canary has come through the queues; only that it could be written matters. */
  noteCanary(at: number): void;
  transaction<T>(work: () => T): T;
  backup(file: string): Promise<void>;
  readonly db: Database;
  close(): void;
}

export const recordFile = (dataDir: string): string => join(dataDir, 'newswatch.db');

/** Milliseconds. */
const PROBE_LASTS = 1_000;

/** @throws NewswatchError see openDatabase */
export function openRecord(dataDir: string, tell?: Tell): NewsRecord {
  const db = openDatabase(recordFile(dataDir), tell === undefined ? {} : { tell });
  const meta = (key: string): string => String(db.get('SELECT value FROM meta WHERE key = ?', key)?.['value'] ?? '');
  let probedAt = -Infinity;
  return {
    feeds: feedRecord(db),
    items: itemRecord(db),
    matches: matchRecord(db),
    stories: storyRecord(db),
    alerts: alertRecord(db),
    marks: marksRecord(db),
    clock: clockRecord(db),
    rhythm: rhythmRecord(db),
    hosts: hostRecord(db),
    warnings: warningRecord(db),
    installation: meta('installation'),
    nextEpoch() {
      const epoch = Number(meta('epoch')) + 1;
      db.run('UPDATE meta SET value = ? WHERE key = ?', String(epoch), 'epoch');
      return epoch;
    },
    probe() {
      // Whoever asks often is not to keep the disk busy.
      if (performance.now() - probedAt < PROBE_LASTS) return;
      db.run(`INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', ?)`, new Date().toISOString());
      probedAt = performance.now();
    },
    noteCanary(at) {
      db.transaction(() =>
        db.run(
          `INSERT INTO meta (key, value) VALUES ('canary', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
          new Date(at).toISOString(),
        ),
      );
    },
    transaction: (work) => db.transaction(work),
    backup: (file) => db.backup(file),
    db,
    close: () => db.close(),
  };
}
