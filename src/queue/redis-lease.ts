import type { Redis } from 'ioredis';
import { NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * One coordinator an installation. The lease carries the record's own id, so that a coordinator which was killed takes
 * its lease up again at once (its data folder's lock already proves that it is alone), while one on another record is
 * refused until the lease has run out.
 */
const LEASE_S = 15;
const RENEW_MS = 4_000;

const CLAIM = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1`;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

export interface Lease {
  release(): Promise<void>;
}

/** @throws NewswatchError `redis-taken` */
export async function holdInstallation(redis: Redis, prefix: string, installation: string, log: Log): Promise<Lease> {
  const key = `${prefix}:coordinator`;
  const claim = async (): Promise<boolean> => (await redis.eval(CLAIM, 1, key, installation, String(LEASE_S))) === 1;
  if (!(await claim())) {
    throw new NewswatchError(
      'redis-taken',
      `another newswatch coordinates the installation "${prefix}" on this Redis`,
      {
        remedy: 'stop it, or give this one a REDIS_PREFIX of its own',
      },
    );
  }
  const renew = async (): Promise<void> => {
    const held = await claim().catch(() => true);
    if (!held)
      log.error(
        { event: 'lease-lost' },
        `another newswatch has taken the installation "${prefix}" on this Redis; stop one of the two`,
      );
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      if (redis.status === 'ready') await redis.eval(RELEASE, 1, key, installation).catch(() => undefined);
    },
  };
}
