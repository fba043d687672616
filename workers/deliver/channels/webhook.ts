import { Webhook } from 'standardwebhooks';
import type { Channel } from '../../../src/settings/settings.ts';
import type { ChannelParts, OpenChannel } from './channel.ts';
import { openHttpTarget } from './http-target.ts';
import { secretsOf } from './secrets.ts';

export type WebhookSettings = Extract<Channel, { type: 'webhook' }>;

/**
 * Posts the alert's body as JSON, by the Standard Webhooks specification 1.0.0: `webhook-id` is the alert's id,
 * `webhook-timestamp` the time of this attempt, `webhook-signature` is there where a secret is set.
 */
export function openWebhook(settings: WebhookSettings, parts: ChannelParts): OpenChannel {
  const { name, type, url, secret } = settings;
  const keys = secret === undefined ? [] : keysOf(secret);
  const target = openHttpTarget(url, secretsOf(url, secret, secret?.replace(/^whsec_/, '')), parts);
  return {
    name,
    type,
    send(body, alertId, signal) {
      const text = JSON.stringify(body);
      const at = new Date((parts.now ?? Date.now)());
      const signature = keys.map((key) => key.sign(alertId, at, text)).join(' ');
      const headers = {
        'webhook-id': alertId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        ...(signature === '' ? {} : { 'webhook-signature': signature }),
      };
      return target.post(headers, text, signal);
    },
    close: () => target.close(),
  };
}

/**
 * The specification writes secrets as `whsec_` and base64. Any other string is taken byte for byte as the key; where its
 * receiver's library may read it as base64 all the same, the alert carries both signatures, as the specification allows
 * ("a space delimited list"): either receiver finds its own.
 */
function keysOf(secret: string): Webhook[] {
  if (secret.startsWith('whsec_')) return [new Webhook(secret)];
  const raw = new Webhook(Buffer.from(secret, 'utf8'), { format: 'raw' });
  try {
    return [new Webhook(secret), raw];
  } catch {
    return [raw];
  }
}
