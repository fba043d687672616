import { Redis } from 'ioredis';
import { NewswatchError } from '../errors.ts';

/** Milliseconds that a command may stay without any answer before its connection is given up for dead. */
const SILENCE = 5_000;
/** Blocking commands wait for up to ten seconds for something to do (BullMQ's longest). */
const BLOCKING_SILENCE = 15_000;

export interface Connection {
  readonly redis: Redis;
  /** `host:port`, without user and password. */
  readonly address: string;
  /** Ends this connection and those that BullMQ has made from it. */
  close(): void;
}

/**
 * Connects at once, and again for as long as it takes: BullMQ would take the failure of a first attempt that it makes
 * itself for the last word.
 * @throws NewswatchError `redis-url`
 */
export function openConnection(url: string): Connection {
  const address = addressOf(url);
  // BullMQ asks for maxRetriesPerRequest null: its commands wait for as long as it takes; the link sees to the limit.
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    maxLoadingRetryTime: 2_000,
    socketTimeout: SILENCE,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
    // After a failover the old primary keeps its connections, and refuses to write: the new one may have its address.
    reconnectOnError: ({ message }) => /^(?:READONLY|UNBLOCKED)/.test(message),
  });
  // Workers and event readers make connections of their own from this one, and block on them.
  const copies = new Set<Redis>();
  redis.duplicate = (more) => {
    const own = { ...more, socketTimeout: BLOCKING_SILENCE };
    const copy = Redis.prototype.duplicate.call(redis, own) as Redis;
    copies.add(copy);
    copy.on('end', () => copies.delete(copy));
    return copy;
  };
  return {
    redis,
    address,
    close() {
      for (const one of [redis, ...copies]) one.disconnect();
    },
  };
}

/** @throws NewswatchError `redis-url`; it may hold a password and is not shown */
function addressOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed !== null && /^rediss?:$/.test(parsed.protocol)) return parsed.host;
  throw new NewswatchError('redis-url', 'REDIS_URL is no redis:// or rediss:// address', {
    remedy: 'write it like redis://localhost:6379',
  });
}
