import { lockData } from './control/lock.ts';
import { feedList, liveSettings, nothingUnwritten, type Desk } from './coordinator/parts.ts';
import { renewStoryIndex } from './coordinator/story-index.ts';
import { openTally } from './coordinator/tally.ts';
import { openCorpus } from './corpus/corpus.ts';
import { openManifest } from './corpus/manifest.ts';
import type { Log } from './log.ts';
import type { Tell } from './record/backup.ts';
import { checkAtStart } from './record/check.ts';
import { openRecord, recordFile } from './record/record.ts';
import { openRules } from './rules.ts';
import type { Settings } from './settings/settings.ts';

/**
 * Opens what owning a data folder takes, for the daemon and for commands that change something where none runs. What has
 * to be closed again is deferred to `opened`.
 * @param check whether the record is checked for damage: what is to run for months, begins with that
 * @param signal ends the opening where it takes long, with an AbortError
 * @throws ConfigError, NewswatchError `data-taken` and those of the record and the corpus
 */
export async function openDesk(
  settings: Settings,
  log: Log,
  opened: Pick<DisposableStack, 'defer'>,
  { check = false, signal }: { check?: boolean; signal?: AbortSignal } = {},
): Promise<Desk> {
  const rules = openRules(settings.topicFiles, settings.feedFiles);
  const lock = lockData(settings.data);
  opened.defer(() => lock.release());
  const tell: Tell = (event, message) => log.warn({ event }, message);
  const record = openRecord(settings.data, tell);
  opened.defer(() => record.close());
  if (check) opened.defer(checkAtStart(record.db, recordFile(settings.data), tell));
  await renewStoryIndex(record, log, signal);
  const corpus = openCorpus(settings.corpus);
  return {
    settings: liveSettings(settings),
    feeds: feedList(settings.feeds),
    rules,
    record,
    corpus,
    manifest: openManifest(settings.data),
    foreign: corpus.foreign(new Set(record.matches.fileNames())),
    unwritten: nothingUnwritten(),
    log,
    tally: openTally(),
    now: Date.now,
  };
}
