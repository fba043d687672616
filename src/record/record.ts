import { join } from 'node:path';
import { alertRecord, type AlertRecord } from './alerts.ts';
import { feedRecord, type FeedRecord } from './feeds.ts';
import { itemRecord, type ItemRecord } from './items.ts';
import { marksRecord, type MarksRecord } from './marks.ts';
import { matchRecord, type MatchRecord } from './matches.ts';
import { openDatabase, type Database } from './open.ts';
import { storyRecord, type StoryRecord } from './stories.ts';

/** The one durable truth. Written by the coordinator alone. */
export interface NewsRecord {
  readonly feeds: FeedRecord;
  readonly items: ItemRecord;
  readonly matches: MatchRecord;
  readonly stories: StoryRecord;
  readonly alerts: AlertRecord;
  readonly marks: MarksRecord;
  /** Names this installation; survives everything but the loss of the record. */
  readonly installation: string;
  /** Counts the starts of a coordinator on this record. */
  nextEpoch(): number;
  /** A canary has come through the queues; only that it could be written matters. */
  noteCanary(at: number): void;
  transaction<T>(work: () => T): T;
  backup(file: string): Promise<void>;
  readonly db: Database;
  close(): void;
}

export const recordFile = (dataDir: string): string => join(dataDir, 'newswatch.db');

/** @throws NewswatchError see openDatabase */
export function openRecord(dataDir: string): NewsRecord {
  const db = openDatabase(recordFile(dataDir));
  const meta = (key: string): string => String(db.get('SELECT value FROM meta WHERE key = ?', key)?.['value'] ?? '');
  return {
    feeds: feedRecord(db),
    items: itemRecord(db),
    matches: matchRecord(db),
    stories: storyRecord(db),
    alerts: alertRecord(db),
    marks: marksRecord(db),
    installation: meta('installation'),
    nextEpoch() {
      const epoch = Number(meta('epoch')) + 1;
      db.run('UPDATE meta SET value = ? WHERE key = ?', String(epoch), 'epoch');
      return epoch;
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
