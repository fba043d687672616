import type { HostGate } from '../../src/queue/host-gate.ts';
import { openMemoryGate } from '../../src/queue/memory-gate.ts';
import type { FetchSettings } from '../../src/settings/settings.ts';
import { openConnections } from './connections.ts';
import { runExchange, type Room } from './exchange.ts';
import type { Fetched, GetOptions } from './fetched.ts';

export type { Fetched, GetOptions } from './fetched.ts';

/**
 * The only place that speaks HTTP outward for feeds, pages and robots.txt: polite (one gate a host), limited (time, size,
 * number) and guarded (only where the configuration lets it go). Whatever the other side does costs at most its own answer.
 */
export interface Fetcher {
  /**
   * GETs an address, redirects followed. Any status is an answer; an error is thrown where there is none.
   * @throws NewswatchError with a code of failure.ts and `retry` `never` or `later`; the signal's reason if it fires; AbortError
   * if the fetcher is closed.
   */
  get(address: string, options: GetOptions): Promise<Fetched>;
  /** The same door for one job. Of jobs that hold a large body there are few at a time: it counts until the job is disposed of. */
  forJob(): Pick<Fetcher, 'get'> & Disposable;
  /** Aborts what is under way and ends every connection. */
  close(): Promise<void>;
}

/** Bodies over a megabyte that are in memory, unread or yet to be parsed. */
const LARGE_BODIES = 2;

export function openFetcher(settings: FetchSettings, gate: HostGate): Fetcher {
  const connections = openConnections(settings);
  const slots = openMemoryGate({ concurrency: settings.concurrency, delay: 0 });
  const large = openMemoryGate({ concurrency: LARGE_BODIES, delay: 0 });
  let waiting = 0;
  const underWay = new Set<AbortController>();
  let closed = false;

  const get = async (address: string, options: GetOptions, room?: Room): Promise<Fetched> => {
    const { signal } = options;
    const cancel = new AbortController();
    const giveUp = (): void => cancel.abort(signal?.reason);
    if (signal?.aborted === true) giveUp();
    if (closed) cancel.abort(closedReason());
    signal?.addEventListener('abort', giveUp);
    underWay.add(cancel);
    try {
      return await runExchange({ settings, connections, gate, slots, room }, address, options, cancel);
    } catch (error) {
      throw cancel.signal.aborted ? cancel.signal.reason : error;
    } finally {
      underWay.delete(cancel);
      signal?.removeEventListener('abort', giveUp);
    }
  };

  return {
    get: (address, options) => get(address, options),
    forJob() {
      let leave: (() => void) | undefined;
      const room: Room = {
        wanted: () => waiting > 0,
        async enter(cancelled) {
          waiting++;
          leave ??= await large.enter('all', cancelled).finally(() => waiting--);
        },
      };
      return { get: (address, options) => get(address, options, room), [Symbol.dispose]: () => leave?.() };
    },
    async close() {
      closed = true;
      for (const cancel of underWay) cancel.abort(closedReason());
      await connections.close();
    },
  };
}

const closedReason = (): Error => new DOMException('the fetcher has been closed', 'AbortError');
