import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Between two programs: what passes here can be held up as a network does it. */
export interface TestProxy extends AsyncDisposable {
  readonly port: number;
  /** Nothing gets through any more, and neither end is told: connections half open, new ones accepted and never answered. */
  silence(): void;
  /** New connections get through; those that were silenced stay dead, as after a lost route. */
  restore(): void;
}

export async function openProxy(target: number): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined);
    if (silent) {
      near.resume();
      return;
    }
    const far = connect(target, '127.0.0.1');
    sockets.add(far);
    far.on('error', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    silence() {
      silent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.removeAllListeners('end');
        socket.resume();
      }
    },
    restore() {
      silent = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
