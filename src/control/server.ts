import { rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Commands } from '../coordinator/commands.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import { socketPath } from './socket-path.ts';

/**
 * The daemon's ear for the command line: HTTP over a socket in the data folder, readable by its owner only. The body of
 * `POST /<command>` is the JSON list of the command's arguments; the answer is `{result}` or `{error: {code, message}}`.
 * @throws NewswatchError `control-socket`
 */
export async function serveControl(dataDir: string, commands: Commands, log: Log): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir);
  const server = createServer(LIMITS, (request, response) => {
    void answer(commands, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return undefined;
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  try {
    await listen(server, path);
  } catch (error) {
    throw new NewswatchError('control-socket', `${path} cannot be listened at for commands (${messageOf(error)})`, {
      remedy: 'remove it if it is there, or use a data folder where sockets can be made',
      cause: error,
    });
  }
  server.on('error', (error) => log.error({ err: messageOf(error) }, 'the control socket failed'));
  return { close: () => closeServer(server) };
}

/** A caller sends its command at once; how long it then takes is its own affair. Milliseconds. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 60_000 } as const;
const MAX_CONNECTIONS = 64;

async function listen(server: Server, path: string): Promise<void> {
  // The folder's lock is ours, so a socket that lies there is a dead daemon's.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  // Its owner's alone from its first moment: it is made within the call, with the rights that the mask leaves.
  const mask = process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    process.umask(mask);
  }
  await once(server, 'listening');
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const NAMES: readonly (keyof Commands)[] = [
  'addFeeds',
  'removeFeed',
  'mark',
  'takeUp',
  'reload',
  'rebuildCorpus',
  'backup',
  'status',
];
/** Bytes; the longest is a list of feeds to import. */
const MAX_BODY = 10_000_000;

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
  // Left open where it is too large, so that it can be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new NewswatchError('too-large', 'the command is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
