import { request } from 'node:http';
import type { CommandName, Commands } from '../coordinator/commands.ts';
import { NewswatchError } from '../errors.ts';
import { socketPath } from './socket-path.ts';

/** The commands of the daemon on this data folder; undefined where none runs. */
export async function daemonCommands(dataDir: string): Promise<Commands | undefined> {
  const path = socketPath(dataDir);
  const call =
    (name: CommandName) =>
    async (...args: unknown[]): Promise<never> =>
      (await ask(path, name, args)) as never;
  try {
    await ask(path, 'status', []);
  } catch (error) {
    if (error instanceof NewswatchError) throw error;
    return undefined;
  }
  return {
    addFeed: call('addFeed'),
    removeFeed: call('removeFeed'),
    mark: call('mark'),
    replay: call('replay'),
    rebuildCorpus: call('rebuildCorpus'),
    backup: call('backup'),
    status: call('status'),
  };
}

function ask(socket: string, name: CommandName, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: socket, method: 'POST', path: `/${name}` }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        const { result, error } = JSON.parse(text) as { result?: unknown; error?: { code: string; message: string } };
        if (error === undefined) resolve(result);
        else reject(new NewswatchError(error.code, error.message));
      });
    });
    call.on('error', reject);
    call.end(JSON.stringify(args));
  });
}
