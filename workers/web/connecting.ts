import { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** The sockets that are not connected yet: undici ends those that are. */
export interface Connecting {
  /** The connector, its sockets noted until they are connected or have failed. */
  note(connect: buildConnector.connector): buildConnector.connector;
  /** Ends all of them. */
  abort(): void;
}

/**
 * In the place of a `signal` among the options of a connector: Node never takes the listener of a socket from that signal, not
 * even when the socket is closed, so every connection that there ever was would stay in memory with its client and its pool.
 */
export function openConnecting(): Connecting {
  const sockets = new Set<Socket>();
  return {
    note: (connect) => (options, callback) => {
      let settled = false;
      // Undici's connector returns its socket, though its type does not say so; one that opens a tunnel returns none.
      const socket: unknown = connect(options, (...args) => {
        settled = true;
        if (socket instanceof Socket) sockets.delete(socket);
        callback(...args);
      });
      if (socket instanceof Socket && !settled) sockets.add(socket);
      return socket;
    },
    abort() {
      for (const socket of sockets) socket.destroy(new DOMException('This operation was aborted', 'AbortError'));
    },
  };
}
