/**
 * Preloaded into the program (`NODE_OPTIONS=--import`): names of the test resolve to what FALSE_NAMES says, JSON: name → the
 * addresses of each look-up in turn, the last one from then on. As /etc/hosts or a hostile name server would have it.
 */
import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

type Callback = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void;

const names = JSON.parse(process.env['FALSE_NAMES'] ?? '{}') as Record<string, string[][]>;
const real = dns.lookup as (hostname: string, options: LookupOptions, callback: Callback) => void;

function lookup(hostname: string, options: LookupOptions, callback: Callback): void {
  const turns = names[hostname];
  if (turns === undefined) return real(hostname, options, callback);
  const addresses = (turns.length > 1 ? turns.shift() : turns[0]) ?? [];
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = found;
  setImmediate(() => (options.all === true ? callback(null, found) : callback(null, first?.address, first?.family)));
}

dns.lookup = lookup as unknown as typeof dns.lookup;
syncBuiltinESMExports();
