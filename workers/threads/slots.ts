/** A fixed set of things to be used by one at a time; whoever has waited longest is served first. */
export interface Slots<Thing> {
  /** Waits for a free one. Rejects with the signal's reason if it fires first. */
  take(signal?: AbortSignal): Promise<Thing>;
  give(thing: Thing): void;
  /** Turns away who waits, and who comes later. */
  close(reason: Error): void;
}

interface Waiter<Thing> {
  readonly serve: (thing: Thing) => void;
  readonly refuse: (reason: Error) => void;
}

export function openSlots<Thing>(things: readonly Thing[]): Slots<Thing> {
  // The one given back last is taken first: under light load the others stay idle and can end.
  const free = [...things];
  const waiting: Waiter<Thing>[] = [];
  let closed: Error | undefined;

  const wait = (signal?: AbortSignal): Promise<Thing> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(signal?.reason as Error);
      };
      const served = (): void => signal?.removeEventListener('abort', leave);
      const waiter: Waiter<Thing> = {
        serve: (thing) => (served(), resolve(thing)),
        refuse: (reason) => (served(), reject(reason)),
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(waiter);
    });

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (closed !== undefined) throw closed;
      return free.pop() ?? wait(signal);
    },
    give(thing) {
      const next = waiting.shift();
      if (next === undefined) free.push(thing);
      else next.serve(thing);
    },
    close(reason) {
      closed = reason;
      for (const waiter of waiting.splice(0)) waiter.refuse(reason);
    },
  };
}
