import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import type { Mark } from '../../src/record/marks.ts';
import { openRecord, type NewsRecord } from '../../src/record/record.ts';

const bin = resolve(import.meta.dirname, '../../bin/newswatch.js');

/** A configuration and a record in a folder of their own, and the real command on them. */
export interface Installation {
  readonly folder: string;
  /** Works on the record, which is closed again when a command reads it. */
  readonly change: (work: (record: NewsRecord) => void) => void;
  readonly run: (...args: string[]) => { status: number | null; stdout: string; stderr: string };
  readonly json: (...args: string[]) => Record<string, unknown>;
}

/** @param topics the topic files: name and content */
export function install(t: TestContext, topics: Readonly<Record<string, string>>): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-tune-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const [name, content] of Object.entries(topics)) writeFileSync(join(folder, name), content);
  const config = join(folder, 'newswatch.yaml');
  writeFileSync(join(folder, 'feeds.yaml'), '[]\n');
  writeFileSync(config, `topics: [${Object.keys(topics).join(', ')}]\nfeeds: [feeds.yaml]\n`);
  const run = (...args: string[]): ReturnType<Installation['run']> => {
    const options = ['--config', config, '--data', data];
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, ...options], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  return {
    folder,
    change(work) {
      const record = openRecord(data);
      work(record);
      record.close();
    },
    run,
    json: (...args) => JSON.parse(run(...args, '--json').stdout) as Record<string, unknown>,
  };
}

/** Marks a text under a made-up id. */
export function mark(
  record: NewsRecord,
  uid: string,
  judgement: 'right' | 'wrong',
  title: string,
  text: string,
  over: Partial<Mark> = {},
): void {
  const markedAt = Date.UTC(2026, 10, 20);
  record.marks.set({ uid, mark: judgement, matched: true, topic: null, basis: 'page', title, text, markedAt, ...over });
}
