import { lockData } from './control/lock.ts';
import { feedList, liveSettings, type Desk } from './coordinator/parts.ts';
import { renewStoryIndex } from './coordinator/story-index.ts';
import { openTally } from './coordinator/tally.ts';
import { openCorpus } from './corpus/corpus.ts';
import { openManifest } from './corpus/manifest.ts';
import type { Log } from './log.ts';
import { openRecord } from './record/record.ts';
import { openRules } from './rules.ts';
import type { Settings } from './settings/settings.ts';

/**
 * Opens what owning a data folder takes, for the daemon and for commands that change something where none runs. What has
 * to be closed again is deferred to `opened`.
 * @throws ConfigError, NewswatchError `data-taken` and those of the record and the corpus
 */
export function openDesk(settings: Settings, log: Log, opened: Pick<DisposableStack, 'defer'>): Desk {
  const rules = openRules(settings.topicFiles, settings.feedFiles);
  const lock = lockData(settings.data);
  opened.defer(() => lock.release());
  const record = openRecord(settings.data);
  opened.defer(() => record.close());
  renewStoryIndex(record, log);
  const corpus = openCorpus(settings.corpus);
  return {
    settings: liveSettings(settings),
    feeds: feedList(settings.feeds),
    rules,
    record,
    corpus,
    manifest: openManifest(settings.data),
    foreign: corpus.foreign(new Set(record.matches.fileNames())),
    unwritten: { files: false },
    log,
    tally: openTally(),
    now: Date.now,
  };
}
