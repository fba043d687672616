import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostGate } from './host-gate.ts';
import type { RedisLink } from './redis-link.ts';

/**
 * The host gate for many processes. Per host Redis keeps the time of the last start and a lease for each exchange under
 * way, renewed as long as it lasts; both run out by themselves, so a worker that dies holds up its hosts no longer than
 * its jobs. Redis's own clock decides; what it can only have noted before it was set back does not count. While Redis is in
 * trouble nobody is let in: that is no fault of the host's.
 */
const LEASE_MS = 3_000;
const RENEW_MS = 1_000;
const LONGEST_NAP = 250;

/** Returns 0 and takes a place, or the milliseconds after which asking again makes sense. */
const ENTER = `
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ms)
redis.call('ZREMRANGEBYSCORE', KEYS[1], ms + tonumber(ARGV[4]) + 1, '+inf')
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return -1 end
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local wait = last + tonumber(ARGV[3]) - ms
if wait > 0 and wait <= tonumber(ARGV[3]) then return wait end
redis.call('ZADD', KEYS[1], ms + tonumber(ARGV[4]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ms, 'PX', math.max(tonumber(ARGV[3]), 1))
return 0`;

const RENEW = `
local now = redis.call('TIME')
redis.call('ZADD', KEYS[1], now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

export function openRedisGate(
  link: Pick<RedisLink, 'redis' | 'patiently'>,
  prefix: string,
  limits: { concurrency: number; delay: number },
): HostGate {
  const { redis } = link;
  const held = new Map<string, string>();
  const renew = (): void => {
    if (redis.status !== 'ready') return;
    for (const [token, leases] of held) redis.eval(RENEW, 1, leases, token, String(LEASE_MS)).catch(() => undefined);
  };
  setInterval(renew, RENEW_MS).unref();
  return {
    async enter(host, signal) {
      const token = randomUUID();
      const [leases, last] = [`${prefix}:host:${host}:leases`, `${prefix}:host:${host}:last`];
      for (;;) {
        signal.throwIfAborted();
        const args = [leases, last, token, String(limits.concurrency), String(limits.delay), String(LEASE_MS)];
        const wait = Number(await link.patiently(() => redis.eval(ENTER, 2, ...args), signal));
        if (wait === 0) break;
        await sleep(wait < 0 ? 10 + Math.random() * 40 : Math.min(wait, LONGEST_NAP), undefined, { signal });
      }
      held.set(token, leases);
      return () => {
        held.delete(token);
        redis.zrem(leases, token).catch(() => undefined);
      };
    },
  };
}
