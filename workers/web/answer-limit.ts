import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { fetchError } from './failure.ts';

/**
 * Ends a connection on which one request is answered with more than so many bytes, of whatever kind: undici counts headers
 * and we count bodies, but nobody counts a status line, interim answers (1xx) or what chunks bring besides their content, and
 * each may go on for ever.
 */
export function limitAnswers(connect: buildConnector.connector, maxBytes: number): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      watch(socket, options.host ?? options.hostname, maxBytes);
      callback(null, socket);
    });
}

function watch(socket: Socket, host: string, maxBytes: number): void {
  let sent = socket.bytesWritten;
  let seen = socket.bytesRead;
  let before = seen;
  socket.on('readable', () => {
    // What was sent since is the next request on a kept connection.
    if (socket.bytesWritten !== sent) before = seen;
    sent = socket.bytesWritten;
    seen = socket.bytesRead;
    if (seen - before <= maxBytes) return;
    socket.destroy(fetchError('too-large', `${host} sends without end: more than ${maxBytes} bytes for one request`));
  });
}
