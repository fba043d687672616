import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { feedList, type Desk } from '../../src/coordinator/parts.ts';
import { openTally } from '../../src/coordinator/tally.ts';
import { openCorpus } from '../../src/corpus/corpus.ts';
import { openManifest } from '../../src/corpus/manifest.ts';
import { replay, type ReplayReport, type ReplayScope } from '../../src/coordinator/replay.ts';
import { openReports } from '../../src/record/reports.ts';
import { silentLog } from '../../src/log.ts';
import { openRecord } from '../../src/record/record.ts';
import { openRules } from '../../src/rules.ts';
import { loadSettings } from '../../src/settings/load.ts';
import { openFolder } from '../support/folder.ts';

export const FEED_URL = 'https://news.example/feed';
const TOPIC = resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml');

/** All that the coordinator works with but the queues, in a folder of its own, with one feed. @param topics files by name */
export function openDesk(
  t: TestContext,
  { config = '', topics = {} }: { config?: string; topics?: Readonly<Record<string, string>> } = {},
): Desk {
  const own = Object.entries(topics).map(([name, rules]) => [`${name}.yaml`, rules] as const);
  const files = own.length === 0 ? [TOPIC] : own.map(([file]) => file);
  const folder = openFolder(t, {
    ...Object.fromEntries(own),
    'feeds.yaml': `- url: ${FEED_URL}\n`,
    'newswatch.yaml': `data: data\ntopics: [${files.join(', ')}]\nfeeds: [feeds.yaml]\n${config}`,
  });
  const settings = loadSettings(join(folder, 'newswatch.yaml'));
  const record = openRecord(settings.data);
  t.after(() => record.close());
  const corpus = openCorpus(settings.corpus);
  return {
    settings,
    feeds: feedList(settings.feeds),
    rules: openRules(settings.topicFiles),
    record,
    corpus,
    manifest: openManifest(settings.data),
    foreign: corpus.foreign(new Set()),
    unwritten: { files: false },
    log: silentLog(),
    tally: openTally(),
    now: Date.now,
  };
}

/** What a replay by the rules in force finds. */
export const replayed = (
  { record, rules, feeds }: Desk,
  scope: ReplayScope = {},
  onProgress?: (judged: number) => void,
): Promise<ReplayReport> =>
  replay(
    { reports: openReports(record.db), rules: rules.compiled, topicsOf: (id) => feeds.get(id)?.topics },
    scope,
    onProgress,
  );
