import ipaddr from 'ipaddr.js';

/**
 * Wrong tokens, counted by where they came from, so that guessing one takes for ever. Where guesses come from everywhere at
 * once, only those are still listened to who have known the token before: a lock that strangers can close would shut out
 * its owner.
 */
export interface Attempts {
  /** Milliseconds until tokens from this address are looked at again; 0 if they are now. */
  blockedFor(address: string): number;
  failed(address: string): void;
  succeeded(address: string): void;
}

/** Wrong tokens in a minute: from one network, and from all together. */
const ALLOWED = 10;
const ALLOWED_IN_ALL = 600;
const WINDOW = 60_000;
/** Networks remembered, of those that failed and of those that knew it; the first is forgotten first. */
const REMEMBERED = 1_000;

interface Failures {
  readonly count: number;
  readonly since: number;
}

export function openAttempts(now: () => number): Attempts {
  const failures = new Map<string, Failures>();
  const owners = new Set<string>();
  let inAll: Failures | undefined;
  // A clock that was set back must not block for longer.
  const isCurrent = ({ since }: Failures): boolean => Math.abs(now() - since) < WINDOW;
  const oneMore = (known: Failures | undefined): Failures =>
    known !== undefined && isCurrent(known)
      ? { count: known.count + 1, since: known.since }
      : { count: 1, since: now() };
  const wait = (known: Failures | undefined, allowed: number): number =>
    known === undefined || !isCurrent(known) || known.count < allowed
      ? 0
      : Math.min(WINDOW, known.since + WINDOW - now());
  return {
    blockedFor(address) {
      const network = networkOf(address);
      const own = wait(failures.get(network), ALLOWED);
      return owners.has(network) ? own : Math.max(own, wait(inAll, ALLOWED_IN_ALL));
    },
    failed(address) {
      const network = networkOf(address);
      const counted = oneMore(failures.get(network));
      failures.delete(network);
      failures.set(network, counted);
      forgetFirst(failures);
      inAll = oneMore(inAll);
    },
    succeeded(address) {
      owners.add(networkOf(address));
      forgetFirst(owners);
    },
  };
}

function forgetFirst(known: Map<string, unknown> | Set<string>): void {
  for (const first of known.keys()) {
    if (known.size <= REMEMBERED) return;
    known.delete(first);
  }
}

/** One IPv4 address, or the /64 network that an IPv6 host may choose its addresses from. */
function networkOf(address: string): string {
  const [plain = ''] = address.split('%', 1);
  if (!ipaddr.isValid(plain)) return plain;
  const parsed = ipaddr.process(plain);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
