import type { HostGate } from './host-gate.ts';

/** The time a gate goes by: steady, in milliseconds, from any origin. */
export interface Clock {
  now(): number;
  /** Returns what calls it off. With `background`, it does not keep the process alive. */
  after(ms: number, run: () => void, background: boolean): () => void;
}

const steadyClock: Clock = {
  now: () => performance.now(),
  after: (ms, run, background) => {
    const timer = setTimeout(run, Math.ceil(ms));
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface MemoryGate extends HostGate {
  /** How many hosts it remembers: those with somebody in, waiting, or a delay still running. */
  readonly hosts: number;
}

interface Host {
  active: number;
  lastStart: number;
  /** First come, first served. A Set, because those who give up leave from the middle. */
  readonly waiting: Set<() => void>;
  cancelWake: (() => void) | null;
}

/** The gate for one process. Two exchanges with a host never start less than `delay` ms apart. */
export function openMemoryGate(
  limits: { readonly concurrency: number; readonly delay: number },
  clock: Clock = steadyClock,
): MemoryGate {
  const hosts = new Map<string, Host>();

  /** Lets in whom it may, then sees to being called again when that can change without anyone leaving. */
  const admit = (name: string, host: Host): void => {
    host.cancelWake?.();
    host.cancelWake = null;
    for (const start of host.waiting) {
      if (host.active >= limits.concurrency || clock.now() < host.lastStart + limits.delay) break;
      host.waiting.delete(start);
      host.active++;
      host.lastStart = clock.now();
      start();
    }
    const idle = host.waiting.size === 0;
    if (idle ? host.active > 0 : host.active >= limits.concurrency) return;
    const wait = host.lastStart + limits.delay - clock.now();
    if (wait > 0) host.cancelWake = clock.after(wait, () => admit(name, host), idle);
    else hosts.delete(name);
  };

  return {
    get hosts() {
      return hosts.size;
    },
    enter(name, signal) {
      const host: Host = hosts.get(name) ?? { active: 0, lastStart: -Infinity, waiting: new Set(), cancelWake: null };
      hosts.set(name, host);
      return new Promise((resolve, reject) => {
        const leave = once(() => {
          host.active--;
          admit(name, host);
        });
        const start = (): void => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        const giveUp = (): void => {
          host.waiting.delete(start);
          admit(name, host);
          reject(signal.reason as Error);
        };
        if (signal.aborted) return giveUp();
        signal.addEventListener('abort', giveUp, { once: true });
        host.waiting.add(start);
        admit(name, host);
      });
    },
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
