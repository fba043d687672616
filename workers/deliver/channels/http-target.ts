import { STATUS_CODES } from 'node:http';
import { Agent, request, type Dispatcher } from 'undici';
import type { DeliverOutcome } from '../../../src/model/jobs.ts';
import { attempt, type ChannelParts } from './channel.ts';
import { answerLine, base64, decoded } from './secrets.ts';

/** Where alerts are posted to over HTTP. The address may lie in a private network: it is the user's own word. */
export interface HttpTarget {
  post(headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<DeliverOutcome>;
  close(): Promise<void>;
}

/** Standard Webhooks, "Request timeouts": between 15 and 30 s. */
const TIMEOUT = 15_000;
const MAX_ANSWER_BYTES = 600;
const MAX_RETRY_AFTER = 86_400_000;

/** A user name and password in the address are sent as Basic authorization, unless `headers` bring their own. */
export function openHttpTarget(url: string, secrets: readonly string[], parts: ChannelParts): HttpTarget {
  const { address, authorization } = splitLogin(url);
  // Alerts are rare: a connection kept from the last one would mostly turn out to be closed when the next one needs it.
  const agent = new Agent({ pipelining: 0, allowH2: false });
  const common = { 'content-type': 'application/json', 'user-agent': parts.userAgent, ...authorization };
  return {
    async post(headers, body, signal) {
      const outcome = await attempt(parts.timeout ?? TIMEOUT, signal, async (limited) => {
        const sent = { ...common, ...headers };
        const response = await request(address, {
          method: 'POST',
          headers: sent,
          body,
          dispatcher: agent,
          signal: limited,
        });
        return outcomeOf(response, address, (parts.now ?? Date.now)());
      });
      return { ...outcome, answer: answerLine(outcome.answer, secrets) };
    },
    close: () => agent.destroy(),
  };
}

function splitLogin(text: string): { address: URL; authorization: Record<string, string> } {
  const address = new URL(text);
  const login = `${decoded(address.username)}:${decoded(address.password)}`;
  address.username = '';
  address.password = '';
  return { address, authorization: login === ':' ? {} : { authorization: `Basic ${base64(login)}` } };
}

/**
 * Standard Webhooks, "Delivery success and failure": 2xx is success; 3xx means that the address is wrong; 410 that the
 * target wants no more. Everything else, 401 and 404 too, may pass or be mended while the alert waits.
 */
async function outcomeOf(response: Dispatcher.ResponseData, address: URL, now: number): Promise<DeliverOutcome> {
  const { statusCode, headers } = response;
  const said = await answerText(response);
  const status = `HTTP ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim();
  const answer = said === '' ? status : `${status}: ${said}`;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'sent', answer };
  if (statusCode >= 300 && statusCode < 400)
    return { kind: 'rejected', answer: redirectAnswer(status, headers, address) };
  if (statusCode === 410) return { kind: 'rejected', answer };
  const retryAt = retryAfter(first(headers['retry-after']), now);
  return retryAt === null ? { kind: 'later', answer } : { kind: 'later', answer, retryAt };
}

/** Names where it leads without query and credentials, which may hold keys. */
function redirectAnswer(status: string, headers: Dispatcher.ResponseData['headers'], address: URL): string {
  const location = first(headers['location']);
  const target = location === undefined ? null : URL.parse(location, address);
  const where = target === null ? '' : ` to ${target.protocol}//${target.host}${target.pathname}`;
  return `${status}: redirects${where}, and redirects are not followed; set the channel's url to the final address`;
}

/** RFC 9110, 10.2.3: seconds or a date. Milliseconds since 1970, at most a day ahead; null where absent, past or unreadable. */
function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const at = /^\d{1,10}$/.test(value.trim()) ? now + Number(value) * 1_000 : Date.parse(value);
  return at > now ? Math.min(at, now + MAX_RETRY_AFTER) : null;
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** The beginning of what the target said. Never fails: the status alone has decided the outcome. */
async function answerText({ headers, body }: Dispatcher.ResponseData): Promise<string> {
  // An error page says nothing in its first lines that the status does not say.
  const html = first(headers['content-type'])?.includes('html') ?? false;
  const chunks: Buffer[] = [];
  let size = 0;
  body.on('error', () => undefined);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (html || size >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // Cut short: what has come will do.
  }
  return html ? '' : Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8').trim();
}
