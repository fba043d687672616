import { daemonCommands } from '../control/client.ts';
import { NewswatchError } from '../errors.ts';
import { paint, printJson, printLine, type Io } from './io.ts';
import { dataFolderOf, type CommonOptions } from './options.ts';

/**
 * `newswatch reload`: the running daemon puts the configuration, topics and feed lists as they are now into force. It reads them
 * itself, in its own environment, and answers with every mistake.
 * @throws ConfigError, NewswatchError `no-daemon`, and `config` with the daemon's words
 */
export async function reload(options: CommonOptions, io: Io): Promise<void> {
  const data = dataFolderOf(options);
  const daemon = await daemonCommands(data);
  if (daemon === undefined)
    throw new NewswatchError('no-daemon', `no newswatch runs on ${data}`, {
      remedy: 'start one: it reads the configuration as it is then',
    });
  const reloaded = await daemon.reload();
  if (options.json) return printJson(io, reloaded);
  const { changed, atRestart } = reloaded;
  printLine(io, changed.length === 0 ? 'nothing has changed' : `in force now: ${changed.join(', ')}`);
  if (atRestart.length > 0)
    printLine(io, paint(io, 'yellow', `changed, but only in force after a restart: ${atRestart.join(', ')}`));
}
