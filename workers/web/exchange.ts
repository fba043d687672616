import type { Dispatcher } from 'undici';
import type { HostGate } from '../../src/queue/host-gate.ts';
import type { FetchSettings } from '../../src/settings/settings.ts';
import { formatDuration } from '../../src/settings/units.ts';
import { readBody, tooLarge, type BodyLimit } from './body.ts';
import type { Connections } from './connections.ts';
import { openCountdown, type Countdown } from './countdown.ts';
import { codeOf, explain, fetchError } from './failure.ts';
import type { Fetched, GetOptions } from './fetched.ts';
import { checkHop, firstHop, isRedirect, nextHop, type Hop } from './hop.ts';
import { takeTurns } from './turns.ts';

/** A host that says nothing at all for so much of fetch.timeout is given up: it holds a place that others wait for. */
const SILENT_SHARE = 0.5;

/** So much of fetch.timeout a large body may take to come in while others wait for the room that it holds. */
const LARGE_SHARE = 0.25;

/** Where large bodies are held in memory. */
export interface Room {
  /** Waits until there is room for another one. */
  enter(signal: AbortSignal): Promise<void>;
  /** Whether others wait for it. */
  wanted(): boolean;
}

interface Means {
  readonly settings: FetchSettings;
  readonly connections: Connections;
  /** Politeness: once a host, around the exchange with it. */
  readonly gate: HostGate;
  /** How many exchanges may be in flight at all; one "host" stands for everybody. */
  readonly slots: HostGate;
  readonly room?: Room | undefined;
}

/**
 * One exchange, from the first request to the last byte of the final body. It ends early when `cancel` is aborted, which it
 * also does itself when time is up.
 */
export async function runExchange(
  means: Means,
  address: string,
  options: GetOptions,
  cancel: AbortController,
): Promise<Fetched> {
  const { settings } = means;
  let hop = firstHop(address);
  const clock = openCountdown(settings.timeout, () => {
    const limit = formatDuration(settings.timeout);
    cancel.abort(fetchError('timeout', `${hop.url.host} did not answer in full within ${limit} (fetch.timeout)`));
  });
  const openSilence = ({ url }: Hop): Countdown => {
    const ms = settings.timeout * SILENT_SHARE;
    return openCountdown(ms, () => {
      const limit = `${formatDuration(ms)} (half of fetch.timeout)`;
      cancel.abort(fetchError('timeout', `${url.host} did not begin to answer within ${limit}`));
    });
  };
  const room = async (): Promise<void> => {
    if (means.room === undefined) return;
    clock.hold();
    // It reads nothing meanwhile: others may.
    turns.pause(hop.url.host);
    await means.room.enter(cancel.signal);
    await turns.enter(hop.url.host);
    clock.run();
    haste.run();
  };
  const haste = openCountdown(settings.timeout * LARGE_SHARE, () => {
    if (means.room?.wanted() !== true) return haste.run();
    cancel.abort(fetchError('timeout', `${hop.url.host} sends a large answer slowly, and others wait for the room`));
  });
  const uncounted = options.skipGate === true ? hop.url.host : null;
  const turns = takeTurns(means.gate, means.slots, cancel.signal, uncounted);
  try {
    for (;;) {
      cancel.signal.throwIfAborted();
      checkHop(hop, settings);
      clock.hold();
      await turns.enter(hop.url.host);
      clock.run();
      const answer = await ask(means, hop, { ...options, signal: cancel.signal, room, silence: openSilence(hop) });
      if (!isRedirect(answer.status)) return answer;
      hop = nextHop(hop, answer.status, answer.headers['location']);
      if (options.mayFollow === undefined) continue;
      // It may have somebody asked, who needs a slot, too, and takes time.
      turns.pause(hop.url.host);
      clock.hold();
      await options.mayFollow(hop.url.href);
    }
  } finally {
    clock.hold();
    haste.hold();
    turns.leave();
  }
}

interface AskOptions extends GetOptions {
  readonly signal: AbortSignal;
  readonly room: () => Promise<void>;
  /** Runs until the head of the answer is there. */
  readonly silence: Countdown;
}

/** One request and its answer, redirects not followed. */
async function ask(means: Means, hop: Hop, options: AskOptions): Promise<Fetched> {
  const { url } = hop;
  const { proxy } = means.settings;
  const { signal } = options;
  options.silence.run();
  try {
    await unlessAborted(means.connections.check(url), signal);
    const asked = request(means.connections.dispatcher, {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: requestHeaders(hop, options, means.settings),
      signal,
    });
    const response = await unlessAborted(asked, signal);
    options.silence.hold();
    const headers = flatten(response.headers);
    const status = response.statusCode;
    const { maxBytes: bytes, cut = false, limitName: name, room } = options;
    const body = await bodyOf(response, headers, { bytes, cut, name, host: url.host, room });
    const contentType = headers['content-type'] ?? null;
    return { status, url: url.href, movedTo: hop.movedTo, headers, contentType, body };
  } catch (error) {
    throw explain(error, proxy === null ? url.host : `${url.host} by way of fetch.proxy`);
  } finally {
    options.silence.hold();
  }
}

/**
 * What the work comes to, or the signal's reason as soon as that fires: a look-up cannot be called off, and undici passes the
 * signal on only once there is a connection.
 */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stop = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  return promise;
}

/**
 * A host may close a kept connection just as we use it again, before it has read a word (RFC 9112 9.3.1): that is no failure,
 * we ask once more.
 */
async function request(dispatcher: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  try {
    return await dispatcher.request(options);
  } catch (error) {
    if (!['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error))) throw error;
    return await dispatcher.request(options);
  }
}

async function bodyOf(
  { statusCode, body }: Dispatcher.ResponseData,
  headers: Fetched['headers'],
  limit: BodyLimit,
): Promise<Uint8Array> {
  if (statusCode < 200 || statusCode > 299) {
    // Read to the end if that is near, so that the connection can be kept; else it is given up.
    await body.dump({ limit: 65_536, signal: AbortSignal.timeout(1_000) }).catch(() => {});
    return new Uint8Array();
  }
  if (Number(headers['content-length']) > limit.bytes && !limit.cut) {
    body.on('error', () => {}).destroy();
    throw tooLarge(limit);
  }
  return readBody(body, headers['content-encoding'] ?? '', limit);
}

function requestHeaders(hop: Hop, options: GetOptions, settings: FetchSettings): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': options.userAgent ?? settings.userAgent,
    accept: options.accept ?? '*/*',
    'accept-encoding': 'gzip, deflate, br',
  };
  // They came from the other side: it may have put anything into them.
  if (isSendable(options.etag)) headers['if-none-match'] = options.etag;
  if (isSendable(options.lastModified)) headers['if-modified-since'] = options.lastModified;
  if (!hop.trusted) return headers;
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  return headers;
}

/** RFC 9110 5.5, with the obsolete bytes above ASCII. */
const isSendable = (value: string | null | undefined): value is string =>
  typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]+$/.test(value);

const flatten = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
