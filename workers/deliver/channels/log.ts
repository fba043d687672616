import type { Channel } from '../../../src/settings/settings.ts';
import { describeAlert } from '../message.ts';
import type { ChannelParts, OpenChannel } from './channel.ts';

export type LogSettings = Extract<Channel, { type: 'log' }>;

/** Writes an alert as one line of the log, at level info. */
export function openLogChannel(settings: LogSettings, { log }: ChannelParts): OpenChannel {
  const { name, type } = settings;
  return {
    name,
    type,
    async send(body, alertId, signal) {
      signal.throwIfAborted();
      const { title, url, topic, feed } = describeAlert(body);
      if (body.type === 'notice') {
        const { kind, subject, since, message } = body.data;
        log.info({ alertId, channel: name, kind, subject, since, title }, `notice: ${message}`);
      } else {
        const { score, corpusFile } = body.data;
        log.info({ alertId, channel: name, topic, title, url, score, feed, corpusFile }, `${body.type}: ${title}`);
      }
      const shown = log.isLevelEnabled('info');
      return { kind: 'sent', answer: shown ? 'written to the log' : 'not shown: LOG_LEVEL is above info' };
    },
    close: () => Promise.resolve(),
  };
}
