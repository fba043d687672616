import { isDeepStrictEqual } from 'node:util';
import type { Log } from '../../../src/log.ts';
import { version } from '../../../src/settings/load.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import type { ChannelParts, OpenChannel } from './channel.ts';
import { openEmail } from './email.ts';
import { openLogChannel } from './log.ts';
import { openNtfy } from './ntfy.ts';
import { openWebhook } from './webhook.ts';

/** The channels, opened when they are first asked for. Nothing is connected before something is sent. */
export interface Channels {
  /** As it is configured now; undefined where it is not, or no longer. */
  get(name: string): OpenChannel | undefined;
  close(): Promise<void>;
}

/** @param configured the channels in force, which a reload may change: what is under way goes on to the old target */
export function openChannels(configured: () => readonly Channel[], log: Log): Channels {
  const parts = { log, userAgent: `newswatch/${version()}` };
  const inUse = new Map<string, { readonly channel: Channel; readonly open: OpenChannel }>();
  const retired: OpenChannel[] = [];
  return {
    get(name) {
      const channel = configured().find((one) => one.name === name);
      const known = inUse.get(name);
      if (known !== undefined) {
        if (isDeepStrictEqual(known.channel, channel)) return known.open;
        inUse.delete(name);
        retired.push(known.open);
      }
      if (channel === undefined) return undefined;
      const open = openChannel(channel, parts);
      inUse.set(name, { channel, open });
      return open;
    },
    async close() {
      const open = [...inUse.values()].map((one) => one.open);
      await Promise.all([...open, ...retired].map((one) => one.close()));
    },
  };
}

function openChannel(channel: Channel, parts: ChannelParts): OpenChannel {
  if (channel.type === 'log') return openLogChannel(channel, parts);
  if (channel.type === 'webhook') return openWebhook(channel, parts);
  if (channel.type === 'email') return openEmail(channel, parts);
  return openNtfy(channel, parts);
}
