import type { Channel } from '../../../src/settings/settings.ts';
import { describeAlert, linesOf } from '../message.ts';
import type { ChannelParts, OpenChannel } from './channel.ts';
import { openHttpTarget } from './http-target.ts';
import { secretsOf } from './secrets.ts';

export type NtfySettings = Extract<Channel, { type: 'ntfy' }>;

/** The server's rule for sequence ids. */
const SEQUENCE_ID = /^[-\w]{1,64}$/;
/** A message beyond 4,096 bytes becomes an attachment, and old servers read no more than that of the whole JSON. */
const MAX_MESSAGE_BYTES = 2_000;
const MAX_CLICK_LENGTH = 1_000;
/** A notification is read at a glance: how it stands, and what weighed most. */
const MAX_REASONS = 4;

/**
 * Publishes to an ntfy topic. As JSON to the server's root, not as headers to the topic's address: that alone carries
 * every title unchanged (https://docs.ntfy.sh/publish/#publish-as-json). The alert's id is the sequence id, so that a
 * repeated attempt replaces the notification instead of adding one.
 */
export function openNtfy(settings: NtfySettings, parts: ChannelParts): OpenChannel {
  const { name, type, token } = settings;
  const { root, topic } = splitTopic(settings.url);
  const target = openHttpTarget(root, secretsOf(settings.url, token, topic), parts);
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    name,
    type,
    send(body, alertId, signal) {
      const alert = describeAlert(body);
      const message = {
        topic,
        title: alert.title,
        message: cutBytes(linesOf(alert, MAX_REASONS).join('\n'), MAX_MESSAGE_BYTES),
        tags: [alert.topic],
        ...(alert.url !== null && alert.url.length <= MAX_CLICK_LENGTH ? { click: alert.url } : {}),
        ...(SEQUENCE_ID.test(alertId) ? { sequence_id: alertId } : {}),
      };
      return target.post(headers, JSON.stringify(message), signal);
    },
    close: () => target.close(),
  };
}

/** `https://ntfy.example/alerts` is the topic `alerts` on the server `https://ntfy.example/`. */
function splitTopic(address: string): { root: string; topic: string } {
  const url = new URL(address);
  const parts = url.pathname.replace(/\/$/, '').split('/');
  const topic = parts.pop() ?? '';
  url.pathname = `${parts.join('/')}/`;
  return { root: url.href, topic };
}

/** At most `max` bytes of UTF-8, and an ellipsis where something was cut; no character is torn. */
function cutBytes(text: string, max: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(max));
  return read === text.length ? text : `${text.slice(0, read)}…`;
}
