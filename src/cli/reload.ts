import { daemonCommands } from '../control/client.ts';
import { loadRules } from '../rules.ts';
import { NewswatchError } from '../errors.ts';
import { paint, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';

/**
 * `newswatch reload`: the running daemon puts the configuration, topics and feed lists as they are now into force. They are read
 * here first, so that a mistake is told with its file and line.
 * @throws ConfigError, NewswatchError `no-daemon`
 */
export async function reload(options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  loadRules(settings.topicFiles, settings.feedFiles);
  const daemon = await daemonCommands(settings.data);
  if (daemon === undefined)
    throw new NewswatchError('no-daemon', `no newswatch runs on ${settings.data}`, {
      remedy: 'start one: it reads the configuration as it is then',
    });
  const reloaded = await daemon.reload();
  if (options.json) return printJson(io, reloaded);
  const { changed, atRestart } = reloaded;
  printLine(io, changed.length === 0 ? 'nothing has changed' : `in force now: ${changed.join(', ')}`);
  if (atRestart.length > 0)
    printLine(io, paint(io, 'yellow', `changed, but only in force after a restart: ${atRestart.join(', ')}`));
}
