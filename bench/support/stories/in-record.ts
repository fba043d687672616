import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecord, type NewsRecord } from '../../../src/record/record.ts';

/** Gives `use` a new record with one feed, and removes it. */
export function inRecord<T>(use: (record: NewsRecord) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-stories-'));
  try {
    const record = openRecord(folder);
    try {
      record.feeds.ensure('f', 'https://news.example/feed', 0);
      return use(record);
    } finally {
      record.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
