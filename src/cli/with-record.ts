import { existsSync } from 'node:fs';
import { daemonCommands } from '../control/client.ts';
import { openCommands, type Commands } from '../coordinator/commands.ts';
import { openDesk } from '../desk.ts';
import { silentLog } from '../log.ts';
import { openDatabase, type Database } from '../record/open.ts';
import { recordFile } from '../record/record.ts';
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
  return await use(openCommands(await openDesk(settings, silentLog(), opened), version()));
}
