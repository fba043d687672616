import type { FeedStatus, Status } from '../coordinator/commands.ts';
import { daemonCommands } from '../control/client.ts';
import type { WarningKind } from '../model/warning.ts';
import { formatDuration } from '../settings/units.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { dataFolderOf, settingsOf, type CommonOptions } from './options.ts';
import { relative, table } from './table.ts';
import { readStatus } from './read-status.ts';

/** `newswatch status`: of the running daemon, or from the record alone. */
export async function status(options: CommonOptions, io: Io): Promise<void> {
  const now = await currentStatus(options);
  if (options.json) return printJson(io, now);
  for (const line of statusLines(io, now)) printLine(io, line);
}

/** The daemon is asked first: it runs by what it has read, and says what is wrong with the files. @throws ConfigError */
export async function currentStatus(options: CommonOptions): Promise<Status> {
  const daemon = await daemonCommands(dataFolderOf(options));
  return daemon === undefined ? readStatus(settingsOf(options)) : daemon.status();
}

function statusLines(io: Io, now: Status): string[] {
  const { totals } = now;
  const failing = now.feeds.filter(isFailing);
  const items = Object.entries(totals.items).map(([state, count]) => `${count} ${state}`);
  const alerts = Object.entries(totals.alerts).map(([state, count]) => `${count} ${state}`);
  const queues = Object.entries(now.queues).map(
    ([name, { waiting, active, delayed }]) => `${name} ${waiting}/${active}/${delayed}`,
  );
  return [
    now.running
      ? paint(
          io,
          'green',
          `running since ${now.startedAt} (pid ${now.pid}, ${now.engine} engine, ${now.http ?? 'no HTTP'})`,
        )
      : paint(io, 'yellow', 'not running: this is what the record says'),
    ...now.problems.map((problem) => paint(io, 'red', `  ${plain(problem)}`)),
    `  data      ${now.data}`,
    `  corpus    ${now.corpus} (${totals.corpusFiles} files)`,
    `  items     ${items.join(', ') || 'none yet'}; ${totals.ruledOut} ruled out by their words alone; ${totals.waiting} to try`,
    `  matches   ${totals.matches}, last ${relative(totals.lastMatchAt, Date.now(), formatDuration)}`,
    `  alerts    ${alerts.join(', ') || 'none yet'}`,
    ...(queues.length > 0 ? [`  queues    ${queues.join(', ')} (waiting/active/delayed)`] : []),
    `  feeds     ${now.feeds.length}, ${now.feeds.filter((feed) => feed.enabled).length} enabled, ${failing.length} failing`,
    ...failing.map((feed) =>
      paint(
        io,
        'yellow',
        `    ${plain(feed.title ?? feed.url)}: ${plain(feed.problem ?? '')} (since ${relative(feed.failingSince, Date.now(), formatDuration)})`,
      ),
    ),
    ...(now.warnings.length > 0 ? [`  warnings  ${now.warnings.length}`] : []),
    ...now.warnings.map(({ message }) => paint(io, 'yellow', `    ${plain(message)}`)),
  ];
}

const isFailing = (feed: FeedStatus): boolean => feed.enabled && feed.failures > 0;

/** The interval in force, and what has made it longer or shorter than the user wants. */
function every({ interval, intervalBy }: FeedStatus): string {
  const asked = intervalBy !== 'feed list' && intervalBy !== 'poll.interval';
  return `${formatDuration(interval)}${asked ? ` (${intervalBy})` : ''}`;
}

/** Of feeds whose polls succeed. */
const WORDS: Readonly<Partial<Record<WarningKind, string>>> = {
  'feed-silent': 'silent',
  'feed-gap': 'items may be missing',
};

/** The rows of `newswatch feeds list`. */
export function feedRows(feeds: readonly FeedStatus[], now: number): string[] {
  const health = (feed: FeedStatus): string => {
    if (!feed.enabled) return 'disabled';
    if (feed.goneAt !== null) return 'gone (410)';
    if (feed.failures > 0) return `failing ${feed.failures}×: ${feed.problem ?? ''}`;
    if (feed.sameAs !== null)
      return `same as ${feeds.find(({ feedId }) => feedId === feed.sameAs)?.url ?? feed.sameAs}`;
    if (feed.warnings.length > 0)
      return feed.warnings.map(({ kind, since }) => `${WORDS[kind] ?? kind} since ${since.slice(0, 10)}`).join(', ');
    return feed.succeededAt === null ? 'not polled yet' : 'ok';
  };
  return table(
    ['feed', 'address', 'every', 'last poll', 'next', 'items', 'matches', 'health'],
    feeds.map((feed) => [
      feed.title ?? '',
      feed.url,
      every(feed),
      relative(feed.polledAt, now, formatDuration),
      feed.enabled && feed.goneAt === null && feed.sameAs === null ? relative(feed.dueAt, now, formatDuration) : '–',
      String(feed.items),
      String(feed.matches),
      health(feed),
    ]),
    [28, 60, 20, 12, 12, 8, 8, 80],
  );
}
