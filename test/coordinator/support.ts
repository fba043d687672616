import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { feedList, type Desk } from '../../src/coordinator/parts.ts';
import { openTally } from '../../src/coordinator/tally.ts';
import { openCorpus } from '../../src/corpus/corpus.ts';
import { openManifest } from '../../src/corpus/manifest.ts';
import { silentLog } from '../../src/log.ts';
import { openRecord } from '../../src/record/record.ts';
import { loadRules } from '../../src/rules.ts';
import { loadSettings } from '../../src/settings/load.ts';
import { openFolder } from '../support/folder.ts';

export const FEED_URL = 'https://news.example/feed';
const TOPIC = resolve(import.meta.dirname, '../../config/topics/us-forces-iraq.yaml');

/** All that the coordinator works with but the queues, in a folder of its own, with one feed. */
export function openDesk(t: TestContext, { config = '' }: { config?: string } = {}): Desk {
  const folder = openFolder(t, {
    'feeds.yaml': `- url: ${FEED_URL}\n`,
    'newswatch.yaml': `data: data\ntopics: [${TOPIC}]\nfeeds: [feeds.yaml]\n${config}`,
  });
  const settings = loadSettings(join(folder, 'newswatch.yaml'));
  const record = openRecord(settings.data);
  t.after(() => record.close());
  const corpus = openCorpus(settings.corpus);
  return {
    settings,
    feeds: feedList(settings.feeds),
    rules: loadRules(settings.topicFiles),
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
