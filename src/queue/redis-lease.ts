import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { NewswatchError } from '../errors.ts';

/**
 * One coordinator an installation (docs/decisions/018-redis-trouble.md). The lease names the record and the process. A
 * process that begins takes it from nobody but a process on the same record: the lock on the data folder proves that
 * this one has ended, or the folder was copied, and then the latest wins. One that has had it takes it again only if it is
 * free or still its own.
 */
const LEASE_S = 15;

const CLAIM = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  local begins = ARGV[3] == 'begin' and (holder == ARGV[2] or string.sub(holder, 1, #ARGV[2] + 1) == ARGV[2] .. '/')
  if not begins then return 'taken' end
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[4])
return holder == ARGV[1] and 'kept' or 'got'`;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

export interface Lease {
  /**
   * Takes or renews it. `got` where it was not ours a moment ago: at the beginning, after it ran out, or FLUSHALL.
   * @throws NewswatchError `redis-taken`, and what Redis says
   */
  claim(redis: Redis): Promise<'got' | 'kept'>;
  release(redis: Redis): Promise<void>;
}

export function openLease(prefix: string, installation: string): Lease {
  const key = `${prefix}:coordinator`;
  const holder = `${installation}/${randomUUID()}`;
  let stage: 'begin' | 'go-on' = 'begin';
  return {
    async claim(redis) {
      const answer = await redis.eval(CLAIM, 1, key, holder, installation, stage, String(LEASE_S));
      if (answer === 'taken') {
        throw new NewswatchError(
          'redis-taken',
          `another newswatch coordinates the installation "${prefix}" on this Redis`,
          {
            remedy: 'stop it, or give this one a REDIS_PREFIX of its own',
          },
        );
      }
      stage = 'go-on';
      return answer === 'kept' ? 'kept' : 'got';
    },
    async release(redis) {
      await redis.eval(RELEASE, 1, key, holder);
    },
  };
}
