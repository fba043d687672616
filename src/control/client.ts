import { request } from 'node:http';
import type { CommandName, Commands } from '../coordinator/commands.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import { socketPath } from './socket-path.ts';

/** Milliseconds: a busy daemon answers late, but not as late as this. */
const SILENCE = 30_000;

/**
 * The commands of the daemon on this data folder; undefined where none runs.
 * @throws NewswatchError `daemon-silent`, `daemon-answer`; so do the commands, `daemon-lost` and what the daemon throws
 */
export async function daemonCommands(
  dataDir: string,
  { silence = SILENCE }: { silence?: number } = {},
): Promise<Commands | undefined> {
  const path = socketPath(dataDir);
  const call =
    (name: CommandName) =>
    async (...args: unknown[]): Promise<never> => {
      try {
        return (await ask(path, name, args)) as never;
      } catch (error) {
        throw error instanceof NewswatchError ? error : lost(dataDir, error);
      }
    };
  try {
    await ask(path, 'status', [], { silence });
  } catch (error) {
    if (error instanceof NewswatchError) throw error;
    return undefined;
  }
  return {
    addFeeds: call('addFeeds'),
    removeFeed: call('removeFeed'),
    mark: call('mark'),
    takeUp: call('takeUp'),
    reload: call('reload'),
    rebuildCorpus: call('rebuildCorpus'),
    backup: call('backup'),
    status: call('status'),
  };
}

const lost = (dataDir: string, cause: unknown): NewswatchError =>
  new NewswatchError('daemon-lost', `the newswatch on ${dataDir} ended before it had answered (${messageOf(cause)})`, {
    remedy: 'see its log; what it had not finished is done again when it starts',
    cause,
  });

function ask(
  socket: string,
  name: CommandName,
  args: readonly unknown[],
  { silence = 0 }: { silence?: number } = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: socket, method: 'POST', path: `/${name}` }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = parseAnswer(Buffer.concat(chunks).toString('utf8'));
        if (answer === null) reject(new NewswatchError('daemon-answer', `what listens at ${socket} is no newswatch`));
        else if (answer.error === undefined) resolve(answer.result);
        else reject(new NewswatchError(answer.error.code, answer.error.message));
      });
    });
    call.setTimeout(silence, () => {
      const message = `the newswatch that listens at ${socket} has not answered for ${silence / 1_000} s`;
      call.destroy(
        new NewswatchError('daemon-silent', message, { remedy: 'see its log, or stop it and start it anew' }),
      );
    });
    call.on('error', reject);
    call.end(JSON.stringify(args));
  });
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

function parseAnswer(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null;
    return typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}
