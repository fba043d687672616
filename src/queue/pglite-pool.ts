import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { PgPool, PgPoolClient } from 'bullmq';

/**
 * Makes a PGlite look like the pg.Pool that BullMQ's PostgreSQL backend expects. There is one session behind all
 * "clients". PGlite's promises resolve without returning to the event loop, so every few queries we do, sooner if they are
 * large ones, or timers and sockets would starve. A notification goes to every client: each filters by channel itself.
 */
const QUERIES_PER_TURN = 8;
const MS_PER_TURN = 20;

interface Result<R> {
  rows: R[];
  rowCount: number;
}

export function pglitePool(db: PGlite): PgPool {
  const clients = new Set<Client>();
  let queries = 0;
  let turned = 0;

  async function query<R>(text: string, params?: readonly unknown[]): Promise<Result<R>> {
    if (++queries % QUERIES_PER_TURN === 0 || performance.now() - turned > MS_PER_TURN) {
      await nextTurn();
      turned = performance.now();
    }
    if (params === undefined || params.length === 0) {
      // Several statements in one text (migrations) need the simple protocol.
      const last = (await db.exec(text)).at(-1);
      return { rows: (last?.rows ?? []) as R[], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
    }
    const { rows, affectedRows } = await db.query<R>(text, [...params]);
    return { rows, rowCount: affectedRows ?? rows.length };
  }

  class Client extends EventEmitter implements PgPoolClient {
    readonly query = query;
    release(): void {
      clients.delete(this);
      this.removeAllListeners();
    }
  }

  db.onNotification((channel, payload) => {
    for (const client of clients) client.emit('notification', { channel, payload });
  });

  const pool = new EventEmitter();
  // Every queue, worker and event reader listens to the one pool.
  pool.setMaxListeners(0);
  return Object.assign(pool, {
    // The session cannot drop without us knowing, so BullMQ need not wake up to look.
    options: { keepAlive: true },
    query,
    connect: async () => {
      const client = new Client();
      client.setMaxListeners(0);
      clients.add(client);
      return client;
    },
    end: async () => undefined,
  });
}
