import type { Log } from '../../../src/log.ts';
import { version } from '../../../src/settings/load.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import type { ChannelParts, OpenChannel } from './channel.ts';
import { openEmail } from './email.ts';
import { openLogChannel } from './log.ts';
import { openNtfy } from './ntfy.ts';
import { openWebhook } from './webhook.ts';

/** Opens every configured channel, by name. Nothing is connected yet. */
export function openChannels(list: readonly Channel[], log: Log): Map<string, OpenChannel> {
  const parts = { log, userAgent: `newswatch/${version()}` };
  return new Map(list.map((channel) => [channel.name, openChannel(channel, parts)]));
}

export async function closeChannels(channels: ReadonlyMap<string, OpenChannel>): Promise<void> {
  await Promise.all([...channels.values()].map((channel) => channel.close()));
}

function openChannel(channel: Channel, parts: ChannelParts): OpenChannel {
  if (channel.type === 'log') return openLogChannel(channel, parts);
  if (channel.type === 'webhook') return openWebhook(channel, parts);
  if (channel.type === 'email') return openEmail(channel, parts);
  return openNtfy(channel, parts);
}
