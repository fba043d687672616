import { existsSync } from 'node:fs';
import { daemonCommands } from '../control/client.ts';
import { lockData } from '../control/lock.ts';
import { openCommands, type Commands } from '../coordinator/commands.ts';
import { feedList } from '../coordinator/parts.ts';
import { openTally } from '../coordinator/tally.ts';
import { openCorpus } from '../corpus/corpus.ts';
import { openManifest } from '../corpus/manifest.ts';
import { silentLog } from '../log.ts';
import { openDatabase, type Database } from '../record/open.ts';
import { openRecord, recordFile } from '../record/record.ts';
import { loadRules } from '../rules.ts';
import { version } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';

/** Reads the record, also while a daemon owns it. Where there is none yet, an empty one is read. */
export async function readRecord<T>(settings: Settings, use: (db: Database) => T | Promise<T>): Promise<T> {
  const file = recordFile(settings.data);
  const db = existsSync(file) ? openDatabase(file, { readOnly: true }) : openDatabase(':memory:');
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

/** Changes something: through the daemon that owns the data folder, or by ourselves where none runs. */
export async function withCommands<T>(settings: Settings, use: (commands: Commands) => Promise<T>): Promise<T> {
  const daemon = await daemonCommands(settings.data);
  if (daemon !== undefined) return use(daemon);
  using opened = new DisposableStack();
  const lock = lockData(settings.data);
  opened.defer(() => lock.release());
  const record = openRecord(settings.data);
  opened.defer(() => record.close());
  const corpus = openCorpus(settings.corpus);
  const known = new Set(record.matches.withFile().map((match) => match.corpusFile ?? ''));
  return await use(
    openCommands(
      {
        settings,
        feeds: feedList(settings.feeds),
        rules: loadRules(settings.topicFiles),
        record,
        corpus,
        manifest: openManifest(settings.data),
        foreign: corpus.foreign(known),
        unwritten: { files: false },
        log: silentLog(),
        tally: openTally(),
        now: Date.now,
      },
      version(),
    ),
  );
}
