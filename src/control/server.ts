import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Commands } from '../coordinator/commands.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import { socketPath } from './socket-path.ts';

/**
 * The daemon's ear for the command line: HTTP over a socket in the data folder, readable by its owner only. The body of
 * `POST /<command>` is the JSON list of the command's arguments; the answer is `{result}` or `{error: {code, message}}`.
 */
export async function serveControl(dataDir: string, commands: Commands, log: Log): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir);
  // The folder's lock is ours, so a socket that lies there is a dead daemon's.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server = createServer((request, response) => {
    void answer(commands, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return undefined;
    });
  });
  server.on('error', (error) => log.error({ err: messageOf(error) }, 'the control socket failed'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return { close: () => closeServer(server) };
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const NAMES: readonly (keyof Commands)[] = [
  'addFeed',
  'removeFeed',
  'mark',
  'replay',
  'rebuildCorpus',
  'backup',
  'status',
];
const MAX_BODY = 1_000_000;

async function answer(commands: Commands, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  try {
    const name = NAMES.find((one) => request.url === `/${one}`);
    if (name === undefined || request.method !== 'POST')
      throw new NewswatchError('unknown-command', `${request.url} is no command`);
    const args = JSON.parse(await readBody(request)) as unknown[];
    const run = commands[name] as (...all: unknown[]) => Promise<unknown>;
    return { status: 200, body: { result: await run(...args) } };
  } catch (error) {
    const code = error instanceof NewswatchError ? error.code : 'failed';
    return { status: 400, body: { error: { code, message: messageOf(error) } } };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new NewswatchError('too-large', 'the command is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
