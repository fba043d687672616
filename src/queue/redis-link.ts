import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import { openConnection } from './redis-connection.ts';
import type { Probe } from './redis-probe.ts';
import { openState, type RedisState, type TroubleListener } from './redis-state.ts';
import { redisTrouble, troubleWithRedis } from './redis-trouble.ts';

/**
 * The connection to Redis, and whether it is any good. A beat every two seconds does what the queues need, a write, and
 * has to be answered: a connection that is half open, a replica, a full memory or a password that was changed are noticed
 * before anybody waits for them (docs/decisions/018-redis-trouble.md).
 */
export interface RedisLink {
  readonly redis: Redis;
  /** What keeps the queues from being used, as far as is known; null where nothing does. */
  trouble(): NewswatchError | null;
  onChange(listener: TroubleListener): void;
  /** Beats now. @throws NewswatchError what is wrong, at the latest after two seconds */
  beat(): Promise<void>;
  /** Works with the queues. @throws NewswatchError as soon as Redis is known to be in trouble; what the work throws */
  use<T>(work: () => Promise<T>): Promise<T>;
  /** As `use`, but trouble is waited for, and the work tried again, for as long as it takes. */
  patiently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** An error that somebody else met. True where it is Redis's trouble, of which no more need be said. */
  suspect(error: unknown): boolean;
  /** Waits until Redis can be used. @throws what `isFatal` finds fatal; the signal's reason if it fires */
  usable(isFatal: (trouble: NewswatchError) => boolean, signal: AbortSignal | undefined): Promise<void>;
  close(): void;
}

const BEAT = 2_000;
/** Also what a person who asks how things stand can be expected to wait. */
const ANSWER = 2_000;
const LONGEST_WORK = 20_000;
/** Between two tries of what waits for Redis. */
const PATIENCE = 250;

/** @throws NewswatchError `redis-url` */
export function openRedisLink(url: string, log: Log, probe: Probe['run']): RedisLink {
  const connection = openConnection(url);
  const { redis, address } = connection;
  const describe = (reason: unknown): NewswatchError => troubleWithRedis(reason, address);
  const state = openState(log, address, describe(new Error('no connection yet')));
  const pulse = openPulse(redis, state, describe, () => probe(redis, address));
  const use = <T>(work: () => Promise<T>): Promise<T> => useWith(state, work, address);
  return {
    redis,
    trouble: state.now,
    onChange: (listener) => void state.onChange(listener),
    use,
    async beat() {
      await pulse.beat();
      const trouble = state.now();
      if (trouble !== null) throw trouble;
    },
    async patiently(work, signal) {
      for (;;) {
        signal?.throwIfAborted();
        try {
          return await use(work);
        } catch (error) {
          if (redis.status === 'end' || !(error instanceof NewswatchError)) throw error;
          await sleep(PATIENCE, undefined, signal === undefined ? {} : { signal });
        }
      }
    },
    suspect(error) {
      const known = redisTrouble(error, address) !== undefined;
      // Somebody else's connection may have its own trouble: only the beat tells what is true of Redis.
      if (known && state.now() === null) void pulse.beat();
      return known;
    },
    usable: (isFatal, signal) => untilUsable(state, isFatal, signal),
    close() {
      pulse.stop();
      connection.close();
    },
  };
}

/** Keeps the state true: by the beat, and by what the connection tells of itself. */
function openPulse(
  redis: Redis,
  state: RedisState,
  describe: (reason: unknown) => NewswatchError,
  probe: () => Promise<void>,
): { beat(): Promise<void>; stop(): void } {
  let beating: Promise<void> | undefined;
  let stopped = false;
  const set = (trouble: NewswatchError | null): void => {
    if (!stopped) state.set(trouble);
  };
  /** Why there is no connection is known from the attempts to make one. */
  const lost = (): void => {
    if (state.now() === null) set(describe(new Error('no connection')));
  };

  async function measure(): Promise<void> {
    if (redis.status !== 'ready') return lost();
    try {
      await within(ANSWER, probe());
      set(null);
    } catch (error) {
      set(error instanceof NewswatchError ? error : describe(error));
    }
  }
  const beat = (): Promise<void> => {
    beating ??= measure().finally(() => {
      beating = undefined;
    });
    return beating;
  };

  redis.on('error', (error) => set(describe(error)));
  redis.on('close', lost);
  redis.on('ready', () => void beat());
  const timer = setInterval(() => void beat(), BEAT);
  return {
    beat,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

async function useWith<T>(state: RedisState, work: () => Promise<T>, address: string): Promise<T> {
  const trouble = state.now();
  if (trouble !== null) throw trouble;
  const broken = Promise.withResolvers<never>();
  const forget = state.onChange((next) => {
    if (next !== null) broken.reject(next);
  });
  try {
    return await within(LONGEST_WORK, Promise.race([work(), broken.promise]));
  } catch (error) {
    throw redisTrouble(error, address) ?? error;
  } finally {
    forget();
  }
}

async function untilUsable(
  state: RedisState,
  isFatal: (trouble: NewswatchError) => boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal?.reason as Error);
  const forget = state.onChange((trouble) => {
    if (trouble === null) resolve();
    else if (isFatal(trouble)) reject(trouble);
  });
  signal?.addEventListener('abort', stop, { once: true });
  const now = state.now();
  if (signal?.aborted) stop();
  else if (now === null) resolve();
  else if (isFatal(now)) reject(now);
  try {
    await promise;
  } finally {
    forget();
    signal?.removeEventListener('abort', stop);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const giveUp = (): void => late.reject(new Error(`no answer within ${ms / 1_000} s`));
  // Where it was this process that had no time, the answer is there by now, and read before this is called.
  const timer = setTimeout(() => setImmediate(giveUp), ms);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
