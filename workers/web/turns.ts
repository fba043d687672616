import type { HostGate } from '../../src/queue/host-gate.ts';

/** An exchange's way from host to host: inside the gate of one of them at a time. */
export interface Turns {
  /** Waits for a turn at the host, after giving back the one before. Does nothing if this is the host we are at. */
  enter(host: string): Promise<void>;
  leave(): void;
}

/**
 * `gate` is politeness (null where it does not count), `slots` how many exchanges there may be at all. The slot comes second, so
 * that nobody holds one while waiting for a slow host's turn.
 */
export function takeTurns(gate: HostGate | null, slots: HostGate, signal: AbortSignal): Turns {
  let inside: string | null = null;
  let held: (() => void)[] = [];
  const leave = (): void => {
    const leaving = held;
    held = [];
    inside = null;
    for (const one of leaving) one();
  };
  return {
    async enter(host) {
      if (host === inside) return;
      leave();
      if (gate !== null) held.push(await gate.enter(host, signal));
      held.push(await slots.enter('all', signal));
      inside = host;
    },
    leave,
  };
}
