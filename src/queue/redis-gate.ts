import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { HostGate } from './host-gate.ts';

/**
 * The host gate for many processes. Per host Redis keeps the time of the last start and a lease for each exchange under
 * way; both run out by themselves, so a worker that dies holds up nobody for long. Redis's own clock decides.
 */
const LEASE_MS = 90_000;
const LONGEST_NAP = 250;

/** Returns 0 and takes a place, or the milliseconds after which asking again makes sense. */
const ENTER = `
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ms)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return -1 end
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local wait = last + tonumber(ARGV[3]) - ms
if wait > 0 then return wait end
redis.call('ZADD', KEYS[1], ms + tonumber(ARGV[4]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ms, 'PX', math.max(tonumber(ARGV[3]), 1))
return 0`;

export function openRedisGate(redis: Redis, prefix: string, limits: { concurrency: number; delay: number }): HostGate {
  return {
    async enter(host, signal) {
      const token = randomUUID();
      const [leases, last] = [`${prefix}:host:${host}:leases`, `${prefix}:host:${host}:last`];
      for (;;) {
        signal.throwIfAborted();
        const wait = Number(
          await redis.eval(
            ENTER,
            2,
            leases,
            last,
            token,
            String(limits.concurrency),
            String(limits.delay),
            String(LEASE_MS),
          ),
        );
        if (wait === 0) break;
        await sleep(wait < 0 ? 10 + Math.random() * 40 : Math.min(wait, LONGEST_NAP), undefined, { signal });
      }
      return () => {
        redis.zrem(leases, token).catch(() => undefined);
      };
    },
  };
}
