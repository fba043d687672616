import ipaddr from 'ipaddr.js';

/** Wrong tokens, counted by where they came from, so that guessing one takes for ever. */
export interface Attempts {
  /** Milliseconds until tokens from this address are looked at again; 0 if they are now. */
  blockedFor(address: string): number;
  failed(address: string): void;
}

const ALLOWED = 10;
const WINDOW = 60_000;
/** Addresses remembered; the one that failed first is forgotten first. */
const REMEMBERED = 1_000;

export function openAttempts(now: () => number): Attempts {
  const failures = new Map<string, { count: number; since: number }>();
  const current = (network: string): { count: number; since: number } | undefined => {
    const known = failures.get(network);
    // A clock that was set back must not block for longer.
    return known !== undefined && Math.abs(now() - known.since) < WINDOW ? known : undefined;
  };
  return {
    blockedFor(address) {
      const known = current(networkOf(address));
      return known === undefined || known.count < ALLOWED ? 0 : Math.min(WINDOW, known.since + WINDOW - now());
    },
    failed(address) {
      const network = networkOf(address);
      const known = current(network);
      failures.delete(network);
      failures.set(network, { count: (known?.count ?? 0) + 1, since: known?.since ?? now() });
      for (const oldest of failures.keys()) {
        if (failures.size <= REMEMBERED) break;
        failures.delete(oldest);
      }
    },
  };
}

/** One IPv4 address, or the /64 network that an IPv6 host may choose its addresses from. */
function networkOf(address: string): string {
  const [plain = ''] = address.split('%', 1);
  if (!ipaddr.isValid(plain)) return plain;
  const parsed = ipaddr.process(plain);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
