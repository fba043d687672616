import type { Redis } from 'ioredis';
import type { EngineOptions } from './engine.ts';
import { openLease } from './redis-lease.ts';
import { checkVersion, policyWarning, serverFacts } from './redis-server.ts';

/** What has to succeed, beat by beat, for the queues to be usable: a write that Redis confirms. */
export interface Probe {
  /** A coordinator holds its lease by it. @throws NewswatchError `redis-taken`, `redis-version`; what Redis says */
  run(redis: Redis, address: string): Promise<void>;
  /** Nothing that will pass. */
  isFatal(code: string): boolean;
  warnings(): string[];
  /** Gives the installation free. */
  leave(redis: Redis): Promise<void>;
}

/** Beats between two questions to the server on itself. */
const ASKED_EVERY = 30;

/** @param onGot called when the lease is ours again after it was not: someone else may have used the queues */
export function openProbe(options: EngineOptions, onGot: () => Promise<void>): Probe {
  const { redisPrefix: prefix, installation, log } = options;
  const lease = options.role === 'coordinator' ? openLease(prefix, installation) : null;
  let beats = 0;
  let warning: string | null = null;
  let claimed = false;
  let cleaning: Promise<void> | undefined;

  async function ask(redis: Redis, address: string): Promise<void> {
    // A user without the right to ask is no obstacle.
    const facts = serverFacts(await redis.info().catch(() => ''));
    checkVersion(facts, address);
    const next = policyWarning(facts, address);
    if (next !== null && next !== warning) log.warn({ event: 'redis-policy', host: address }, next);
    warning = next;
  }

  async function claim(redis: Redis): Promise<void> {
    if (lease === null) {
      await redis.set(`${prefix}:worker`, '', 'PX', 1_000);
      return;
    }
    if ((await lease.claim(redis)) === 'got' && claimed) cleaning ??= onGot();
    claimed = true;
    // A beat that ran out of patience leaves it to the next one to wait for the end.
    await cleaning?.finally(() => {
      cleaning = undefined;
    });
  }

  return {
    async run(redis, address) {
      if (beats % ASKED_EVERY === 0) await ask(redis, address);
      await claim(redis);
      beats += 1;
    },
    isFatal: (code) => code === 'redis-version' || (code === 'redis-taken' && !claimed),
    warnings: () => (warning === null ? [] : [warning]),
    leave: async (redis) => lease?.release(redis),
  };
}
