import { randomUUID } from 'node:crypto';
import { UsageError, messageOf } from '../errors.ts';
import { openLog } from '../log.ts';
import type { MatchBody } from '../model/alert.ts';
import { openChannels } from '../../workers/deliver/channels/open.ts';
import type { OpenChannel } from '../../workers/deliver/channels/channel.ts';
import { paint, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';

interface Answer {
  readonly name: string;
  readonly type: string;
  readonly ok: boolean;
  readonly answer: string;
}

/**
 * `newswatch alerts test [NAME]`: sends a sample through the configured channels, or the named one, all at once, and
 * shows what each target said. Resolves with the exit code: 1 if any failed.
 * @throws UsageError if there is no channel of that name, ConfigError
 */
export async function alertsTest(name: string | undefined, options: CommonOptions, io: Io): Promise<number> {
  const { alerts } = settingsOf(options);
  const wanted = alerts.filter((channel) => name === undefined || channel.name === name);
  if (name !== undefined && wanted.length === 0) {
    const names = alerts.map((channel) => channel.name).join(', ');
    throw new UsageError(
      `there is no alert channel "${name}"`,
      names === '' ? 'alerts is empty' : `there are: ${names}`,
    );
  }
  const channels = openChannels(() => wanted, openLog());
  try {
    const body = sampleAlert(new Date());
    const pending = wanted.flatMap(({ name: one }) => channels.get(one) ?? []).map((channel) => ask(channel, body));
    const answers: Answer[] = [];
    for (const one of pending) {
      const answer = await one;
      answers.push(answer);
      if (options.json !== true) printAnswer(io, answer);
    }
    if (options.json === true) printJson(io, { channels: answers });
    else if (answers.length === 0) printLine(io, 'no alert channel is configured: alerts is empty');
    return answers.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    await channels.close();
  }
}

async function ask(channel: OpenChannel, body: MatchBody): Promise<Answer> {
  const { name, type } = channel;
  const { kind, answer } = await channel
    .send(body, `test-${randomUUID()}`, new AbortController().signal)
    .catch((error: unknown) => ({ kind: 'failed', answer: messageOf(error) }));
  return { name, type, ok: kind === 'sent', answer };
}

function printAnswer(io: Io, { name, type, ok, answer }: Answer): void {
  printLine(io, `${ok ? paint(io, 'green', 'ok    ') : paint(io, 'red', 'failed')} ${name} (${type}): ${answer}`);
}

/** Shaped like a match, and unmistakable for one. */
export function sampleAlert(now: Date): MatchBody {
  const timestamp = now.toISOString();
  const title = 'Test alert from newswatch: nothing was matched';
  return {
    type: 'test',
    timestamp,
    data: {
      id: 'test',
      topic: 'test',
      title,
      url: 'https://example.org/newswatch-test',
      feed: { title: 'Test feed', url: 'https://example.org/feed.xml' },
      byline: null,
      publishedAt: timestamp,
      matchedAt: timestamp,
      score: 0,
      threshold: 0,
      matched: [{ term: 'Test alert', concept: 'test', where: 'title', snippet: title }],
      why: ['nothing was judged'],
      excerpt: 'Sent by "newswatch alerts test" to show that this channel works. There is no such article.',
      basis: 'page',
      corpusFile: null,
    },
  };
}
