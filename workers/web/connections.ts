import { lookup, type LookupAddress } from 'node:dns';
import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, Pool, ProxyAgent, type Dispatcher } from 'undici';
import type { FetchSettings } from '../../src/settings/settings.ts';
import { isAllowed, isNamed } from './address.ts';
import { limitAnswers } from './answer-limit.ts';
import { openConnecting } from './connecting.ts';
import { hostnameOf, privateAddress } from './hop.ts';

/** Connections to hosts, kept open for a while for the next request, that only ever lead to addresses that are allowed. */
export interface Connections {
  readonly dispatcher: Dispatcher;
  /**
   * To be called before a request: with a proxy on the way we do not see the address connected to, and look it up ourselves.
   * @throws NewswatchError `private-address`; the resolver's error.
   */
  check(url: URL): Promise<void>;
  /** Ends all of them at once, with what is under way on them. */
  close(): Promise<void>;
}

type Guard = FetchSettings['allowPrivateNetworks'];

/** One clock runs over a whole exchange (fetch.ts), so undici's own are off, but for idle connections. */
const LIMITS = {
  maxHeaderSize: 65_536,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 30_000,
};

/** Beside a body: headers, redirects' bodies, and what frames the chunks of a body. */
const OVERHEAD_BYTES = 1_000_000;

export function openConnections(
  settings: Pick<FetchSettings, 'timeout' | 'proxy' | 'allowPrivateNetworks' | 'maxFeedBytes' | 'maxPageBytes'>,
): Connections {
  const { timeout, proxy, allowPrivateNetworks: allow } = settings;
  const maxBytes = 2 * Math.max(settings.maxFeedBytes, settings.maxPageBytes) + OVERHEAD_BYTES;
  const connecting = openConnecting();
  // HTTP/1.1 only: header limits and the end of a connection are then what they seem.
  const common = { timeout, allowH2: false };
  const limited = (connect: buildConnector.connector): buildConnector.connector =>
    limitAnswers(connecting.note(connect), maxBytes);
  const connectingBy = (options: Pool.Options, wrap: typeof limited): Pool.Options =>
    typeof options.connect === 'function' ? { ...options, connect: wrap(options.connect) } : options;
  const dispatcher =
    proxy === null
      ? new Agent({
          ...LIMITS,
          connect: limited(buildConnector({ ...common, lookup: guardedLookup(allow) })),
        })
      : new ProxyAgent({
          ...LIMITS,
          uri: proxy,
          proxyTls: common,
          clientFactory: (origin, options: Pool.Options) => new Pool(origin, connectingBy(options, connecting.note)),
          factory: (origin, options: Pool.Options) =>
            new Pool(origin, { ...LIMITS, ...connectingBy(options, limited) }),
        });
  return {
    dispatcher,
    check: async (url) => {
      if (proxy !== null) await checkName(hostnameOf(url), allow);
    },
    close: async () => {
      const destroyed = dispatcher.destroy();
      connecting.abort();
      await destroyed;
    },
  };
}

/** Resolves a name to its allowed addresses only. The socket connects to what it is given here: there is no second look-up to cheat. */
function guardedLookup(allow: Guard): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter(({ address }) => isAllowed(hostname, address, allow));
      const [first] = allowed;
      if (first === undefined) return callback(refusal(hostname, addresses), []);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

async function checkName(hostname: string, allow: Guard): Promise<void> {
  if (allow === true || isNamed(hostname, allow) || isIP(hostname) !== 0) return;
  const addresses = await resolve(hostname, { all: true });
  // All of them: which one the proxy takes is not ours to choose.
  if (!addresses.every(({ address }) => isAllowed(hostname, address, allow))) throw refusal(hostname, addresses);
}

const refusal = (hostname: string, addresses: readonly LookupAddress[]): Error =>
  privateAddress(hostname, addresses[0]?.address ?? 'no address');
