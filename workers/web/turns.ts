import type { HostGate } from '../../src/queue/host-gate.ts';

/** An exchange's way from host to host: inside the gate of one of them at a time. */
export interface Turns {
  /** Waits for a turn at the host, after giving back the one before. The turn of the host we are at goes on. */
  enter(host: string): Promise<void>;
  /** Nothing is sent for a while: gives back what others may wait for, but not the turn of the host that it goes on at. */
  pause(next: string): void;
  leave(): void;
}

/**
 * `gate` is politeness (but for the host `uncounted`), `slots` how many exchanges there may be at all. The slot comes second, so
 * that nobody holds one while waiting for a slow host's turn.
 */
export function takeTurns(gate: HostGate, slots: HostGate, signal: AbortSignal, uncounted: string | null): Turns {
  let inside: string | null = null;
  let leaveHost: (() => void) | undefined;
  let leaveSlot: (() => void) | undefined;
  const giveSlot = (): void => {
    leaveSlot?.();
    leaveSlot = undefined;
  };
  const leave = (): void => {
    leaveHost?.();
    leaveHost = undefined;
    inside = null;
    giveSlot();
  };
  return {
    async enter(host) {
      if (host !== inside) {
        leave();
        if (host !== uncounted) leaveHost = await gate.enter(host, signal);
        inside = host;
      }
      leaveSlot ??= await slots.enter('all', signal);
    },
    pause(next) {
      if (next === inside) giveSlot();
      else leave();
    },
    leave,
  };
}
