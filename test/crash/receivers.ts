import { Webhook } from 'standardwebhooks';
import { openSite } from '../support/sites.ts';

/** What one target was sent under one id. */
export interface Received {
  times: number;
  /** The different bodies: one, unless something is wrong. */
  readonly bodies: Set<string>;
}

/** A webhook's and an ntfy topic's target. Both refuse every so manyth alert once, as busy servers do. */
export interface Receivers extends AsyncDisposable {
  /** Lines for `alerts:` in the configuration; the channels are `hook` and `phone`. */
  readonly config: string;
  /** Channel → id → what came. */
  readonly received: ReadonlyMap<string, ReadonlyMap<string, Received>>;
  /** What no sound alert is: a signature that does not fit, a body that cannot be read. */
  readonly faults: readonly string[];
}

const SECRET = `whsec_${Buffer.from('a secret for the crash harness').toString('base64')}`;
const REFUSED_ONCE = 60;

export async function openReceivers(onAlert: () => void): Promise<Receivers> {
  const site = await openSite();
  const faults: string[] = [];
  const received = new Map<string, Map<string, Received>>([
    ['hook', new Map()],
    ['phone', new Map()],
  ]);
  const refused = new Set<string>();
  const take = (channel: string, id: string, body: string): { status: number } => {
    onAlert();
    const known = received.get(channel) ?? new Map<string, Received>();
    if (known.size % REFUSED_ONCE === REFUSED_ONCE - 1 && !known.has(id) && !refused.has(id)) {
      refused.add(id);
      return { status: 503 };
    }
    const one = known.get(id) ?? { times: 0, bodies: new Set<string>() };
    one.times += 1;
    one.bodies.add(body);
    known.set(id, one);
    return { status: 204 };
  };
  site.page('/hook', ({ headers, body }) => {
    try {
      new Webhook(SECRET).verify(body, headers as Record<string, string>);
    } catch (error) {
      faults.push(`the webhook got an alert that is not signed: ${String(error)}`);
    }
    return take('hook', String(headers['webhook-id']), body);
  });
  site.page('/', ({ body }) => {
    const { sequence_id: id } = JSON.parse(body) as { sequence_id?: unknown };
    if (typeof id !== 'string') faults.push(`ntfy got an alert without sequence id: ${body}`);
    return take('phone', String(id), body);
  });
  return {
    config: `alerts:
  - { name: hook, type: webhook, url: "${site.url('/hook')}", secret: "${SECRET}" }
  - { name: phone, type: ntfy, url: "${site.url('/news')}" }
`,
    received,
    faults,
    [Symbol.asyncDispose]: () => site.close(),
  };
}
