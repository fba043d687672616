import type { NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';

export type TroubleListener = (trouble: NewswatchError | null) => void;

/** What is known to be wrong with Redis. It is logged when it begins, when it turns into something else, and when it ends. */
export interface RedisState {
  /** Null while nothing is. */
  now(): NewswatchError | null;
  set(next: NewswatchError | null): void;
  /** Calls back when it has changed in kind, until the returned function is called. */
  onChange(listener: TroubleListener): () => void;
}

/** @param first what is wrong before anything was tried; not logged */
export function openState(log: Log, address: string, first: NewswatchError): RedisState {
  const listeners = new Set<TroubleListener>();
  let trouble: NewswatchError | null = first;
  let told = '';

  function tell(next: NewswatchError | null): void {
    if (next === null && told !== '') log.info({ event: 'redis-back', host: address }, `Redis at ${address} is back`);
    if (next !== null && next.code !== told) {
      const taken = next.code === 'redis-taken';
      log[next.retry === 'never' ? 'error' : 'warn'](
        { event: taken ? 'lease-lost' : 'redis-away', host: address, code: next.code, err: next.message },
        `${taken ? 'standing by' : 'waiting for Redis'}: ${next.line}`,
      );
    }
    told = next?.code ?? '';
  }

  return {
    now: () => trouble,
    set(next) {
      const before = trouble;
      trouble = next;
      tell(next);
      if (before?.code !== next?.code) for (const listener of listeners) listener(next);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
